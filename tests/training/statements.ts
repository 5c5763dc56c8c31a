import { extractQuotations } from '../../src/domain/quotes/extract.ts';
import { rateStatement, type StatementModel } from '../../src/domain/quotes/reported/statement-model.ts';
import { describeStatement } from '../../src/domain/quotes/reported/statement-traits.ts';
import { canBeStatement, type Utterance } from '../../src/domain/quotes/reported/statements.ts';
import type { TagModel } from '../../src/domain/quotes/reported/tag-model.ts';
import { type Span, splitLines } from '../../src/domain/story/story.ts';
import type { AnnotatedAttribution, Article } from './attributions.ts';

/** Reported words within some bounds, as traits, and how right they are. */
export interface StatementExample {
  readonly traits: readonly string[];
  /** 1: a statement of the speaker within nearly these bounds; `ROUGH`: within roughly these; 0: none. */
  readonly worth: number;
}

/** The part that two spans share of what they cover together where they are nearly, or roughly, the same. */
const NEARLY = 0.8;
const ROUGHLY = 0.6;

/** What the right words within rough bounds are worth. */
const ROUGH = 0.6;

/** Fewer words are no statement. */
const SHORTEST = 4;

/** What of an article may be shown as reported speech: for each piece its bounds; `tags` must not have been fitted to it. */
export function readStatements(article: Article, tags: TagModel): StatementExample[][] {
  const read: StatementExample[][] = [];
  extractQuotations(article.text, splitLines(article.text), {
    tags,
    chooseStatement(utterances) {
      const examples = utterances
        .filter(canBeStatement)
        .map((utterance) => ({ traits: describeStatement(utterance), worth: rateWorth(article, utterance) }));
      if (examples.length > 0) read.push(examples);
      return undefined;
    },
  });
  return read;
}

function rateWorth(article: Article, { tokens, content, speaker }: Utterance): number {
  const span = { start: tokens[content.from]?.start ?? 0, end: tokens[content.to - 1]?.end ?? 0 };
  const said = article.attributions.filter(
    (attribution) =>
      countWords(spanOf(attribution.content), article) >= SHORTEST &&
      namesOf(article, attribution).some((name) => speaker.name.toLowerCase().includes(name)),
  );
  const shared = Math.max(0, ...said.map((attribution) => shareOf(span, spanOf(attribution.content))));
  return shared >= NEARLY ? 1 : shared >= ROUGHLY ? ROUGH : 0;
}

function spanOf(spans: readonly Span[]): Span {
  return { start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? 0 };
}

function countWords({ start, end }: Span, { text }: Article): number {
  return wordsOf(text.slice(start, end)).length;
}

function shareOf(a: Span, b: Span): number {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return shared / (Math.max(a.end, b.end) - Math.min(a.start, b.start));
}

const PRONOUN = /^(?:he|she|they|it|who|i|we|you|his|her|their|him|them|that|which)$/;

/** The words one of which must be in the name of the speaker: for a pronoun those of the last name that speaks before it. */
function namesOf({ text, attributions }: Article, attribution: AnnotatedAttribution): string[] {
  const read = ({ source }: AnnotatedAttribution) =>
    source.map(({ start, end }) => text.slice(start, end)).join(' ');
  const own = read(attribution);
  if (!isPronoun(own)) return own === '' ? [] : headsOf(own);
  const { start } = spanOf(attribution.content);
  const before = attributions
    .filter(({ content }) => spanOf(content).start < start)
    .toSorted((a, b) => spanOf(a.content).start - spanOf(b.content).start)
    .map(read)
    .findLast((source) => /\p{Lu}/u.test(source) && !isPronoun(source));
  return before === undefined ? [''] : headsOf(before);
}

function isPronoun(source: string): boolean {
  const words = wordsOf(source);
  return words.length <= 2 && PRONOUN.test(words[0]?.toLowerCase() ?? '');
}

/** The last name or the head noun before an apposition, with and without what follows a preposition. */
function headsOf(source: string): string[] {
  const main = source.split(/\(|\b(?:who|whose|that|which)\b/)[0] ?? source;
  const parts = main.split(',').filter((part) => wordsOf(part).length > 0);
  const head = parts.find((part) => namesIn(part).length > 0) ?? parts[0] ?? source;
  const short = head.split(/\b(?:of|from|at|in|for|on|with|to|during)\b/)[0] ?? head;
  return [head, short].flatMap((part) => {
    const last = namesIn(part).at(-1) ?? (namesIn(head).length === 0 ? wordsOf(part).at(-1) : undefined);
    return last === undefined ? [] : [last.toLowerCase()];
  });
}

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}_’']+/gu) ?? [];
const namesIn = (text: string): string[] => text.replace(/['’]s/g, '').match(/\p{Lu}[\p{L}\p{N}-]+/gu) ?? [];

/** What fitting depends on. */
export interface FitOptions {
  readonly epochs: number;
  readonly rate: number;
  /** How strongly each weight is pulled towards 0. */
  readonly decay: number;
  /** Rarer traits are left out. */
  readonly leastCount: number;
}

/** Fits a logistic model by stochastic gradient descent (AdaGrad: Duchi, Hazan and Singer 2011), in the order given. */
export function fitStatements(
  examples: readonly StatementExample[],
  { epochs, rate, decay, leastCount }: FitOptions,
): Omit<StatementModel, 'least'> {
  const counts = new Map<string, number>();
  for (const { traits } of examples)
    for (const trait of traits) counts.set(trait, (counts.get(trait) ?? 0) + 1);
  const weights: Record<string, number> = {};
  for (const [trait, count] of counts) if (count >= leastCount) weights[trait] = 0;
  const squares = new Map<string, number>();
  let bias = 0;
  for (let epoch = 0; epoch < epochs; epoch += 1)
    for (const { traits, worth } of examples) {
      const gradient = rateStatement({ bias, weights }, traits) - worth;
      bias -= BIAS_RATE * gradient;
      for (const trait of traits) {
        const weight = weights[trait];
        if (weight === undefined) continue;
        const slope = gradient + decay * weight;
        const square = (squares.get(trait) ?? 1) + slope * slope;
        squares.set(trait, square);
        weights[trait] = weight - (rate * slope) / Math.sqrt(square);
      }
    }
  return { bias, weights };
}

const BIAS_RATE = 0.01;

/** The rating from which on this part of the pieces is right, each within its best bounds; 1 where there is none. */
export function findLeast(
  model: Omit<StatementModel, 'least'>,
  pieces: readonly (readonly StatementExample[])[],
  precision: number,
): number {
  const rated = pieces
    .map((bounds) => {
      const ratings = bounds.map(({ traits, worth }) => ({ rating: rateStatement(model, traits), worth }));
      return ratings.reduce((best, other) => (other.rating > best.rating ? other : best));
    })
    .sort((a, b) => b.rating - a.rating);
  let [right, least] = [0, 1];
  rated.forEach(({ rating, worth }, at) => {
    if (worth > 0) right += 1;
    if (right >= precision * (at + 1)) least = rating;
  });
  return least;
}
