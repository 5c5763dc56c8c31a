import { setTimeout } from 'node:timers/promises';
import { openPassageIndex } from '../adapters/sqlite-index.ts';
import type { Store } from '../adapters/store/store.ts';
import { openStoryFolder, type StoryFolder } from '../adapters/story-files.ts';
import { createAskCommand } from '../commands/ask.ts';
import type { Command } from '../commands/command.ts';
import { createQuoteCommand } from '../commands/quote.ts';
import { createStoriesCommand } from '../commands/stories.ts';
import { createSummaryCommand } from '../commands/summary.ts';
import { type Answer, answer } from '../domain/answer/answer.ts';
import type { AnswerRequest } from '../domain/answer/answer-request.ts';
import type { Asker } from '../domain/model/answer-desk.ts';
import { type GroundRequest, groundSentence, type JudgedGrounding } from '../domain/model/ground-sentence.ts';
import { rankQuotationsWithModel } from '../domain/model/quotation-ranking.ts';
import type { Clock, Log, PassageIndex, RankedPassage } from '../domain/ports.ts';
import { type FoundQuotation, findQuotations, type QuotationQuery } from '../domain/quotes/lookup/find.ts';
import { type PassageQuery, searchPassages } from '../domain/search/search-passages.ts';
import { type Summary, summarize } from '../domain/summary/summarize.ts';
import type { SummaryRequest } from '../domain/summary/summary-request.ts';
import type { Config } from './config.ts';
import { openModels } from './model.ts';

/** A model that orders quotations later than this is not waited for: the order by search is good enough. */
const RANKING_WITHIN_MS = 10_000;

/** The use cases with their ports bound, as the commands and the batch interface take them. */
export interface Services {
  readonly library: StoryFolder;
  readonly index: PassageIndex;
  readonly commands: readonly Command[];
  /** Best first; the model, where there is one, may put them in another order. */
  findQuotations(query: QuotationQuery, asker?: Asker): Promise<FoundQuotation[]>;
  searchPassages(query: PassageQuery): RankedPassage[];
  summarize(request: SummaryRequest): Promise<Summary>;
  answer(request: AnswerRequest): Promise<Answer>;
  /** Whether a story says what a sentence says. */
  ground(request: GroundRequest): Promise<JudgedGrounding>;
  /** Keeps stories and index up to date with the folder until `close`. */
  watch(): void;
  close(): void;
}

export interface ServicePorts {
  /** Where the search index is kept; `:memory:` for a single run. */
  readonly indexFile: string;
  readonly store: Pick<Store, 'values' | 'cache' | 'createLimiter'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Opens the stories, their index and, where one is configured, the model. */
export function openServices(config: Config, ports: ServicePorts): Services {
  const { log } = ports;
  const { access: model, judging } = openModels(config, ports);
  const library = openStoryFolder(config.CONTENT_DIR, log);
  const index = openPassageIndex(ports.indexFile, log);
  index.update(library.all());
  const services = {
    library,
    index,
    async findQuotations(query: QuotationQuery, asker: Asker = {}) {
      const candidates = findQuotations({ library }, query);
      if (!model || !query.about) return candidates;
      const ranked = rankQuotationsWithModel(model, { ...asker, about: query.about, candidates });
      const tooLate = setTimeout(RANKING_WITHIN_MS, candidates, { ref: false });
      return Promise.race([ranked, tooLate]);
    },
    searchPassages: (query: PassageQuery) => searchPassages({ index, library }, query),
    summarize: (request: SummaryRequest) => summarize({ index, model }, request),
    answer: (request: AnswerRequest) => answer({ index, library, model }, request),
    ground: (request: GroundRequest) => groundSentence(judging, request),
  };
  return {
    ...services,
    commands: [
      createSummaryCommand(services),
      createQuoteCommand(services),
      createAskCommand(services),
      createStoriesCommand(services),
    ],
    watch() {
      library.watch(() => {
        try {
          const { indexed, removed } = index.update(library.all());
          log.info({ indexed, removed }, 'the stories changed');
        } catch (err) {
          log.error({ err }, 'could not update the search index; it finds the stories as they were');
        }
      });
    },
    close() {
      library.close();
      index.close();
    },
  };
}
