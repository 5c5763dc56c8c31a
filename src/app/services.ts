import { setTimeout } from 'node:timers/promises';
import { openStoryFolder, type StoryFolder } from '../adapters/intake/story-folder.ts';
import { createStoryReader } from '../adapters/reading/story-reader.ts';
import type { Store } from '../adapters/store/store.ts';
import { createAskCommand } from '../commands/ask.ts';
import { createCheckQuotesCommand } from '../commands/check-quotes.ts';
import type { Command, MessageCommand } from '../commands/command.ts';
import { createQuoteCommand } from '../commands/quote.ts';
import { createStoriesCommand } from '../commands/stories.ts';
import { createSummaryCommand } from '../commands/summary.ts';
import { type Answer, answer } from '../domain/answer/answer.ts';
import type { AnswerRequest } from '../domain/answer/answer-request.ts';
import type { Asker } from '../domain/model/answer-desk.ts';
import { type GroundRequest, groundSentence, type JudgedGrounding } from '../domain/model/ground-sentence.ts';
import { rankQuotationsWithModel } from '../domain/model/quotation-ranking.ts';
import type { Clock, Embedder, Log, Meter, StoryReader } from '../domain/ports.ts';
import { checkQuotations, type QuotationCheck } from '../domain/quote-check/check-quotations.ts';
import { createFindPlaces } from '../domain/quote-check/find-places.ts';
import { type FoundQuotation, findQuotations, type QuotationQuery } from '../domain/quotes/lookup/find.ts';
import { createMeaningSearch } from '../domain/search/search-by-meaning.ts';
import { type PassageQuery, searchPassages } from '../domain/search/search-passages.ts';
import type { ArchiveWriter, RankedPassage, Scope, StoryArchive } from '../domain/story/archive.ts';
import type { VectorArchive } from '../domain/story/vectors.ts';
import { rememberExtracts } from '../domain/summary/remembered-extracts.ts';
import { type Summary, summarize } from '../domain/summary/summarize.ts';
import type { SummaryRequest } from '../domain/summary/summary-request.ts';
import { type Config, hasModel } from './config.ts';
import type { Models } from './model.ts';

/** A model that orders quotations later than this is not waited for: the order by search is good enough. */
const RANKING_WITHIN_MS = 10_000;

/** The use cases with their ports bound, as the commands and the batch interface take them. */
export interface Services {
  readonly archive: StoryArchive;
  readonly folder: StoryFolder;
  readonly reader: StoryReader;
  /** Absent where none is configured. */
  readonly embedder?: Embedder | undefined;
  readonly commands: readonly Command[];
  readonly messageCommands: readonly MessageCommand[];
  /** Best first; the model, where there is one, may put them in another order. */
  findQuotations(query: QuotationQuery, asker?: Asker): Promise<FoundQuotation[]>;
  searchPassages(query: PassageQuery): Promise<RankedPassage[]>;
  /** Holds the first `most` quotations of a text against the stories, or against one of them. */
  checkQuotations(request: QuotationCheckRequest): Promise<QuotationCheck>;
  summarize(request: SummaryRequest): Promise<Summary>;
  answer(request: AnswerRequest): Promise<Answer>;
  /** Whether a story says what a sentence says. */
  ground(request: GroundRequest): Promise<JudgedGrounding>;
  close(): Promise<void>;
}

export interface QuotationCheckRequest {
  readonly text: string;
  readonly most: number;
  readonly scope: Scope;
  /** A story's id; all stories of the scope without it. */
  readonly story?: string | undefined;
}

export interface ServicePorts {
  readonly archive: StoryArchive & ArchiveWriter & VectorArchive;
  readonly store: Pick<Store, 'usage' | 'cache' | 'openLimiters'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Nobody measures without. */
  readonly meter?: Meter;
}

/** Opens the content folder and, where one is configured, the model. Nothing of the folder is read before it is scanned. */
export async function openServices(config: Config, ports: ServicePorts): Promise<Services> {
  const { archive, clock, log } = ports;
  const { access: model, judging, embedder } = await openConfiguredModels(config, ports);
  const meaning = embedder && createMeaningSearch({ archive, embedder });
  const reader = createStoryReader();
  const extract = rememberExtracts();
  const folder = await openStoryFolder(config.CONTENT_DIR, { archive, reader, clock, log });
  const services = {
    archive,
    folder,
    reader,
    embedder,
    async findQuotations(query: QuotationQuery, asker: Asker = {}) {
      const candidates = await findQuotations({ archive, meaning }, query);
      if (!model || !query.about) return candidates;
      const ranked = rankQuotationsWithModel(model, { ...asker, about: query.about, candidates });
      const tooLate = setTimeout(RANKING_WITHIN_MS, candidates, { ref: false });
      return Promise.race([ranked, tooLate]);
    },
    searchPassages: (query: PassageQuery) => searchPassages({ archive, meaning }, query),
    checkQuotations: ({ text, most, ...where }: QuotationCheckRequest) =>
      checkQuotations(createFindPlaces(archive, where), text, most),
    summarize: (request: SummaryRequest) => summarize({ model, extract }, request),
    answer: (request: AnswerRequest) => answer({ archive, meaning, model }, request),
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
    messageCommands: [createCheckQuotesCommand(services)],
    async close() {
      await Promise.all([folder.close(), reader.close()]);
    },
  };
}

/** The models' client is loaded where one is configured only: it takes 30 MB. */
async function openConfiguredModels(config: Config, ports: ServicePorts): Promise<Models> {
  if (!hasModel(config) && !config.CHECKER_BASE_URL) return {};
  const { openModels } = await import('./model.ts');
  return openModels(config, ports);
}
