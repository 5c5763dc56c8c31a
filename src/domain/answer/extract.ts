import type { CitedSentence } from '../cited-sentence.ts';
import { type SentencePassage, sentencePassages } from '../english/passages.ts';
import { insideQuotation } from '../english/quote-depth.ts';
import { searchPassages } from '../search/search-passages.ts';
import type { RankedPassage, Scope, StoryArchive } from '../story/archive.ts';
import type { MeaningSearch } from '../story/meaning-search.ts';
import type { Story } from '../story/story.ts';
import { isDangling } from '../summary/dangling.ts';
import { summarizeExtractively } from '../summary/extract.ts';
import { findExpansion } from './expansion.ts';
import { type QuestionForm, readForm } from './question-form.ts';
import { findStatements, findTellings } from './statements.ts';
import { measureSupport, type SupportedSentence } from './support.ts';

/** How many passages are named beside an answer or in its place. */
const NEAREST = 3;
/** Of how many stories the sentences are weighed when none is named. */
const STORIES_READ = 3;
/** How far below the best sentence a second one may lie and still be shown. */
const SECOND_WITHIN = 1;
/** Most sentences before one that points back to them. */
const LEAD_IN = 2;
/** How many statements of somebody are shown. */
const MOST_STATEMENTS = 3;
/** The share of a question's words that a passage has or comes near to which is about the same. */
const LEAST_NEAR = 0.15;

/** What the stories are read from. */
export interface AnswerSources {
  readonly archive: Pick<StoryArchive, 'get' | 'newest' | 'passages'>;
  /** Absent: stories and passages are found by words alone. */
  readonly meaning?: MeaningSearch | undefined;
}

/** A question to one story or to all. */
export interface ExtractiveQuestion {
  readonly question: string;
  readonly scope: Scope;
  /** A story's id; all stories without it. */
  readonly story?: string | undefined;
}

/** Sentences of one story that answer, verbatim, or none and the passages nearest to the question. */
export interface ExtractiveAnswer {
  readonly answered: boolean;
  /** Best first; each a slice of one paragraph, with its story. Empty when not answered. */
  readonly sentences: readonly CitedSentence[];
  /** Best first; empty where nothing stored is about the question. */
  readonly nearest: readonly { readonly story: string; readonly paragraph: number }[];
}

const NOTHING: ExtractiveAnswer = { answered: false, sentences: [], nearest: [] };

/**
 * Answers with the sentences that a question's form asks for and its words, names and kind support best, or says that the
 * stories do not answer. A sentence that points back, or is part of a longer quotation, comes with what it needs.
 */
export async function answerExtractively(
  ports: AnswerSources,
  { question, scope, story }: ExtractiveQuestion,
): Promise<ExtractiveAnswer> {
  const form = readForm(question);
  const found = await searchPassages(ports, { query: question, scope, story, limit: 60 });
  const asked = story === undefined ? await chooseStories(ports, scope, form, found) : [story];
  const stories = await Promise.all(asked.map((id) => ports.archive.get(scope, id)));
  const read = stories
    .filter((one) => one !== undefined)
    .map((one) => answerFrom(one, question, form))
    .toSorted((a, b) => b.support - a.support);
  const [best] = read;
  const isAbout = read.some(({ near }) => near >= LEAST_NEAR);
  const nearest = found.slice(0, NEAREST).map(({ story: id, paragraph }) => ({ story: id, paragraph }));
  if (best && best.sentences.length > 0) return { answered: true, sentences: best.sentences, nearest };
  return isAbout ? { answered: false, sentences: [], nearest } : NOTHING;
}

/** The ids of the stories to read where none is named: those found, or the newest where all of it is asked for. */
async function chooseStories(
  { archive }: AnswerSources,
  scope: Scope,
  { form }: QuestionForm,
  found: readonly RankedPassage[],
): Promise<string[]> {
  if (form !== 'summary') return [...new Set(found.map((passage) => passage.story))].slice(0, STORIES_READ);
  const { stories } = await archive.newest(scope, {}, { limit: 1 });
  return stories.map(({ id }) => id);
}

/** What one story answers. */
interface StoryAnswer {
  readonly sentences: readonly CitedSentence[];
  /** How far it does; 0 and above where there is an answer. */
  readonly support: number;
  /** The most of the question's words, by weight, that a place of the story comes near to; 0 to 1. */
  readonly near: number;
}

function answerFrom(story: Story, question: string, form: QuestionForm): StoryAnswer {
  const ranked = measureSupport(story, question);
  const near = Math.max(0, ...ranked.map((sentence) => sentence.near));
  const special = answerByForm(story, form);
  if (special) return { sentences: special, support: special.length > 0 ? near : -near, near };
  const support = ranked[0]?.support ?? Number.NEGATIVE_INFINITY;
  return { sentences: support < 0 ? [] : showSentences(story, ranked), support, near };
}

/** The answer where the form tells where it stands; `undefined` where it does not. */
function answerByForm(story: Story, form: QuestionForm): CitedSentence[] | undefined {
  switch (form.form) {
    case 'summary':
      return summarizeExtractively(story, { length: 'brief' }).map((cited) => ({
        ...cited,
        story: story.id,
      }));
    case 'expansion': {
      const sentence = findExpansion(story, form.short);
      return sentence && [cite(story, showWhole(story, [sentence]))];
    }
    case 'statement':
      return keepDistinct(tellStatements(story, form)).map((slice) => cite(story, slice));
    default:
      return undefined;
  }
}

function tellStatements(
  story: Story,
  { speaker, about }: QuestionForm & { readonly form: 'statement' },
): Slice[] {
  const statements = findStatements(story, speaker, about).slice(0, MOST_STATEMENTS);
  if (statements.length === 0)
    return findTellings(story, speaker, about)
      .slice(0, MOST_STATEMENTS)
      .map((sentence) => showWhole(story, [sentence]));
  return statements.map(({ sentence: { start, end }, paragraph }) => ({
    text: story.body.slice(start, end),
    paragraph,
  }));
}

/** A part of one paragraph. */
interface Slice {
  readonly text: string;
  readonly paragraph: number;
}

function cite(story: Story, { text, paragraph }: Slice): CitedSentence {
  return { text, cites: [paragraph], story: story.id };
}

function keepDistinct(slices: readonly Slice[]): Slice[] {
  return slices.filter(
    ({ text }, place) => !slices.slice(0, place).some((earlier) => earlier.text.includes(text)),
  );
}

function showSentences(story: Story, [first, second]: readonly SupportedSentence[]): CitedSentence[] {
  const chosen = [first, second].flatMap((one) =>
    one && first && one.support >= first.support - SECOND_WITHIN ? [one.sentence] : [],
  );
  const [best, other] = chosen;
  const together = best && other?.paragraph === best.paragraph && Math.abs(other.index - best.index) === 1;
  const groups = together ? [chosen] : chosen.map((sentence) => [sentence]);
  const slices = groups
    .map((group) => showWhole(story, group))
    .flatMap((slice) => [slice, ...announced(story, slice)]);
  return keepDistinct(slices).map((slice) => cite(story, slice));
}

/** "Moss said on Monday:": the words that the next paragraph begins with. */
function announced(story: Story, { text, paragraph }: Slice): Slice[] {
  const next = sentencePassages(story).find((sentence) => sentence.paragraph === paragraph + 1);
  return next && /:$/.test(text) ? [showWhole(story, [next])] : [];
}

/** Sentences of one paragraph, with those around them without which they would mislead, as one slice. */
function showWhole(story: Story, group: readonly SentencePassage[]): Slice {
  const paragraph = group[0]?.paragraph ?? 0;
  const around = sentencePassages(story).filter((other) => other.paragraph === paragraph);
  const inside = readQuotedEnds(story, around);
  const places = group.map(({ index }) => around.findIndex((other) => other.index === index));
  let last = Math.max(...places);
  while (inside[last]?.end && last < around.length - 1) last += 1;
  let first = Math.min(...places);
  for (let lead = 0; first > 0; first -= 1) {
    const current = around[first];
    const dangling = current && lead < LEAD_IN && isDangling(current.text, current.tokens);
    if (!inside[first]?.start && !dangling) break;
    lead += 1;
  }
  return { text: story.body.slice(around[first]?.start, around[last]?.end), paragraph };
}

/** For each sentence of a paragraph, whether its start and its end lie inside a quotation. */
function readQuotedEnds(
  story: Story,
  around: readonly SentencePassage[],
): { start: boolean; end: boolean }[] {
  const from = around[0]?.start ?? 0;
  const ends = around.flatMap(({ start, end }) => [start - from, end - from]);
  const inside = insideQuotation(story.body.slice(from, around.at(-1)?.end), ends);
  return around.map((_, place) => ({
    start: inside[2 * place] ?? false,
    end: inside[2 * place + 1] ?? false,
  }));
}
