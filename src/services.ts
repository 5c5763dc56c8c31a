import { openPassageIndex } from './adapters/sqlite-index.ts';
import { openStoryFolder, type StoryFolder } from './adapters/story-files.ts';
import type { Command } from './commands/command.ts';
import { createQuoteCommand } from './commands/quote.ts';
import type { Config } from './config.ts';
import type { Log, RankedPassage } from './domain/ports.ts';
import { type FoundQuotation, findQuotations, type QuotationQuery } from './domain/quotes/find.ts';

/** The use cases with their ports bound, as the commands and the batch interface take them. */
export interface Services {
  readonly library: StoryFolder;
  readonly commands: readonly Command[];
  findQuotations(query: QuotationQuery): Promise<FoundQuotation[]>;
  searchPassages(query: { query: string; story?: string | undefined; limit: number }): RankedPassage[];
  close(): void;
}

/** Opens the stories and their index. `indexFile` may be `:memory:`. */
export function openServices(config: Config, indexFile: string, log: Log): Services {
  const library = openStoryFolder(config.CONTENT_DIR, log);
  const index = openPassageIndex(indexFile, log);
  index.update(library.all());
  const services = {
    library,
    findQuotations: async (query: QuotationQuery) => findQuotations({ library }, query),
    searchPassages: ({ query, ...options }: { query: string; story?: string | undefined; limit: number }) =>
      index.search(query, options),
  };
  return {
    ...services,
    commands: [createQuoteCommand(services)],
    close() {
      library.close();
      index.close();
    },
  };
}
