import { setTimeout } from 'node:timers/promises';
import { createCooldown } from '../adapters/cooldown.ts';
import { createOpenAiModel } from '../adapters/openai/openai-model.ts';
import { loadPrompts } from '../adapters/prompt-files.ts';
import { openPassageIndex } from '../adapters/sqlite-index.ts';
import { openStoryFolder, type StoryFolder } from '../adapters/story-files.ts';
import { createAskCommand } from '../commands/ask.ts';
import type { Command } from '../commands/command.ts';
import { createQuoteCommand } from '../commands/quote.ts';
import { createStoriesCommand } from '../commands/stories.ts';
import { createSummaryCommand } from '../commands/summary.ts';
import { type Answer, type AnswerRequest, answer } from '../domain/answer/answer.ts';
import type { Asker } from '../domain/model/answer-desk.ts';
import { createModelAccess, type ModelAccess } from '../domain/model/model-access.ts';
import { rankQuotationsWithModel } from '../domain/model/quotation-ranking.ts';
import type { Clock, KeyValueStore, Log, RankedPassage } from '../domain/ports.ts';
import { type FoundQuotation, findQuotations, type QuotationQuery } from '../domain/quotes/lookup/find.ts';
import { type PassageQuery, searchPassages } from '../domain/search/search-passages.ts';
import { type Summary, type SummaryRequest, summarize } from '../domain/summary/summarize.ts';
import { type Config, hasModel } from './config.ts';

/** A model that orders quotations later than this is not waited for: the order by search is good enough. */
const RANKING_WITHIN_MS = 10_000;

/** The use cases with their ports bound, as the commands and the batch interface take them. */
export interface Services {
  readonly library: StoryFolder;
  readonly commands: readonly Command[];
  /** Best first; the model, where there is one, may put them in another order. */
  findQuotations(query: QuotationQuery, asker?: Asker): Promise<FoundQuotation[]>;
  searchPassages(query: PassageQuery): RankedPassage[];
  summarize(request: SummaryRequest): Promise<Summary>;
  answer(request: AnswerRequest): Promise<Answer>;
  /** Keeps stories and index up to date with the folder until `close`. */
  watch(): void;
  close(): void;
}

export interface ServicePorts {
  /** Where the search index is kept; `:memory:` for a single run. */
  readonly indexFile: string;
  readonly store: KeyValueStore;
  readonly clock: Clock;
  readonly log: Log;
}

/** Opens the stories, their index and, where one is configured, the model. */
export function openServices(config: Config, ports: ServicePorts): Services {
  const { log } = ports;
  const model = hasModel(config) ? openModel(config, ports) : undefined;
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

function openModel(config: Config, ports: ServicePorts): ModelAccess {
  return createModelAccess({
    ...ports,
    model: createOpenAiModel({
      apiKey: config.OPENAI_API_KEY,
      baseUrl: config.OPENAI_BASE_URL,
      model: config.OPENAI_MODEL,
    }),
    prompts: loadPrompts(config.PROMPTS_DIR),
    cooldown: createCooldown(),
    tokensPerDay: config.MODEL_TOKENS_PER_DAY,
    judge: config.MODEL_JUDGE === 'on',
  });
}
