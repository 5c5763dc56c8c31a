import { z } from 'zod';
import type { Services } from '../app/services.ts';
import { UserError } from '../domain/errors.ts';
import { extractQuotations } from '../domain/quotes/text-quotations.ts';
import type { Quotation } from '../domain/story/quotation.ts';
import { type Story, splitLines } from '../domain/story/story.ts';
import { SUMMARY_LENGTHS } from '../domain/summary/lengths.ts';

/** A request as parsed from JSON to its answer without the id. */
export type Operation<Answer extends object = object> = (request: unknown) => Promise<Answer>;

/** The batch interface's operations on the services, by name. */
export interface Operations {
  readonly quotes: Operation;
  readonly quote: Operation<{ readonly quotes: readonly object[] }>;
  readonly search: Operation;
  readonly summary: Operation;
  readonly ask: Operation;
  readonly ground: Operation;
  readonly check: Operation;
}

const MAX_LIMIT = 1000;
/** Whoever runs the program at a terminal asks for no server. */
const SHARED = {};

const text = z.string({ error: 'must be text' });
const badLimit = `must be a whole number from 1 to ${MAX_LIMIT}`;
const limit = z.number(badLimit).int(badLimit).min(1, badLimit).max(MAX_LIMIT, badLimit).default(10);
const badCites = 'must be a list of paragraph numbers';
const cites = z.array(z.number(badCites).int(badCites), badCites);

const requests = {
  quotes: z.object({ text }),
  quote: z.object({
    about: text.optional(),
    speaker: text.optional(),
    story: text.optional(),
    reported: z.boolean('must be true or false').optional(),
    limit,
  }),
  search: z.object({ query: text, story: text.optional(), limit }),
  summary: z.object({
    story: text,
    length: z
      .enum(SUMMARY_LENGTHS, { error: `must be one of ${SUMMARY_LENGTHS.join(', ')}` })
      .default('standard'),
    focus: text.optional(),
    language: text.optional(),
  }),
  ask: z.object({ question: text.trim().min(1, 'must not be blank'), story: text.optional() }),
  check: z.object({ text, story: text.optional() }),
  ground: z.object({
    story: text,
    sentence: text,
    cites,
    judge: z.boolean('must be true or false').default(false),
  }),
};

/** The operations on these services, which are opened when the first request needs them. */
export function createOperations(open: () => Promise<Services>): Operations {
  const withServices =
    <Answer extends object>(operation: (services: Services, request: unknown) => Answer | Promise<Answer>) =>
    async (request: unknown): Promise<Answer> =>
      operation(await open(), request);
  return {
    quotes: async (request) => extractQuotes(request),
    quote: withServices(findQuotes),
    search: withServices(searchPassages),
    summary: withServices(summarizeStory),
    ask: withServices(answerQuestion),
    ground: withServices(checkGrounding),
    check: withServices(checkQuotes),
  };
}

function extractQuotes(request: unknown): object {
  const { text: article } = requests.quotes.parse(request);
  return { quotes: extractQuotations(article, splitLines(article)).map(describeQuotation) };
}

async function findQuotes(services: Services, request: unknown) {
  const wanted = requests.quote.parse(request);
  if (wanted.story) await findStory(services, wanted.story);
  const found = await services.findQuotations({ ...wanted, scope: SHARED });
  const bodies = new Map<string, string | undefined>();
  for (const { story } of found) {
    if (!bodies.has(story.id)) bodies.set(story.id, (await services.archive.get(SHARED, story.id))?.body);
  }
  return {
    quotes: found.map(({ story, paragraph, text: words, speaker, kind, sentence: { start, end } }) => ({
      story: story.id,
      paragraph,
      text: words,
      speaker,
      kind,
      sentence: bodies.get(story.id)?.slice(start, end),
    })),
  };
}

async function searchPassages(services: Services, request: unknown): Promise<object> {
  const wanted = requests.search.parse(request);
  if (wanted.story) await findStory(services, wanted.story);
  return { passages: await services.searchPassages({ ...wanted, scope: SHARED }) };
}

async function summarizeStory(services: Services, request: unknown): Promise<object> {
  const { story, ...wanted } = requests.summary.parse(request);
  const { method, sentences, dropped, usage, note } = await services.summarize({
    ...wanted,
    story: await findStory(services, story),
  });
  return { method, sentences, dropped, usage, note };
}

async function answerQuestion(services: Services, request: unknown): Promise<object> {
  const { story: id, question } = requests.ask.parse(request);
  const story = id === undefined ? undefined : await findStory(services, id);
  const { answered, sentences, nearest, method, note } = await services.answer({
    question,
    scope: SHARED,
    story,
  });
  return { answered, sentences, nearest, method, note };
}

async function checkGrounding(services: Services, request: unknown): Promise<object> {
  const { story, ...wanted } = requests.ground.parse(request);
  return services.ground({ ...wanted, story: await findStory(services, story) });
}

async function checkQuotes(services: Services, request: unknown) {
  const wanted = requests.check.parse(request);
  if (wanted.story) await findStory(services, wanted.story);
  const { checked } = await services.checkQuotations({ ...wanted, scope: SHARED, most: MAX_LIMIT });
  return {
    quotes: checked.map(({ text: words, verdict, found }) => ({
      text: words,
      verdict,
      ...(found && {
        ...{ story: found.story.id, paragraph: found.paragraph, exact: found.exact, speaker: found.speaker },
        ...{ manner: found.manner, misattributed: found.isMisattributed },
      }),
    })),
  };
}

function describeQuotation({
  start,
  end,
  text: words,
  kind,
  speaker,
  role,
  cue,
  paragraph,
  shown,
}: Quotation): object {
  return { start, end, text: words, kind, speaker, role, cue, paragraph, shown };
}

async function findStory({ archive }: Services, id: string): Promise<Story> {
  const story = await archive.get(SHARED, id);
  if (!story) throw new UserError(`story: no story "${id}" is stored`);
  return story;
}
