import { rateStatement, type StatementModel } from '../../src/domain/quotes/reported/statement-model.ts';
import { describeStatement } from '../../src/domain/quotes/reported/statement-traits.ts';
import { canBeStatement, type Utterance } from '../../src/domain/quotes/reported/statements.ts';
import type { TagModel } from '../../src/domain/quotes/reported/tag-model.ts';
import { extractQuotations } from '../../src/domain/quotes/text-quotations.ts';
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

function rateWorth(article: Article, { tokens, sentence, content, speaker }: Utterance): number {
  const span = spanOf(tokens.slice(content.from, content.to));
  const around = spanOf(tokens.slice(sentence.from, sentence.to));
  const name = speaker.name.toLowerCase();
  const shares = article.attributions
    .filter((attribution) => namesOf(article, attribution).some((head) => name.includes(head)))
    .map((attribution) => {
      // What is said may go on in the next sentence.
      const said = clip(spanOf(attribution.content), around);
      return countWords(said, article) >= SHORTEST ? shareOf(span, said) : 0;
    });
  const shared = Math.max(0, ...shares);
  return shared >= NEARLY ? 1 : shared >= ROUGHLY ? ROUGH : 0;
}

function spanOf(spans: readonly Span[]): Span {
  return { start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? 0 };
}

function clip({ start, end }: Span, to: Span): Span {
  return { start: Math.max(start, to.start), end: Math.min(end, to.end) };
}

function countWords({ start, end }: Span, { text }: Article): number {
  return wordsOf(text.slice(start, end)).length;
}

function shareOf(a: Span, b: Span): number {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return shared / (Math.max(a.end, b.end) - Math.min(a.start, b.start));
}

const PRONOUN = /^(?:he|she|they|it|who|i|we|you|his|her|their|him|them|that|which)$/;

/** The words one of which must be in the name of the speaker; of a pronoun the annotations don't say whom it means: anybody. */
function namesOf({ text }: Article, { source }: AnnotatedAttribution): string[] {
  const own = source.map(({ start, end }) => text.slice(start, end)).join(' ');
  if (own === '') return [];
  return isPronoun(own) ? [''] : headsOf(own);
}

function isPronoun(source: string): boolean {
  const words = wordsOf(source);
  return words.length <= 2 && PRONOUN.test(words[0]?.toLowerCase() ?? '');
}

/** The last name or the head noun of each part, before a preposition. */
function headsOf(source: string): string[] {
  return source.split(/[,(]|\b(?:and|who|whose|that|which)\b/).flatMap((part) => {
    const short = part.split(/\b(?:of|from|at|in|for|on|with|to|during)\b/)[0] ?? part;
    const head = namesIn(short).at(-1) ?? wordsOf(short).at(-1);
    return head === undefined ? [] : [head.toLowerCase()];
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

/** How the model rates each piece within the bounds that it rates best, and whether these are right. */
export function ratePieces(
  model: Omit<StatementModel, 'least'>,
  pieces: readonly (readonly StatementExample[])[],
): { readonly rating: number; readonly isRight: boolean }[] {
  return pieces.map((bounds) => {
    const rated = bounds.map(({ traits, worth }) => ({
      rating: rateStatement(model, traits),
      isRight: worth > 0,
    }));
    return rated.reduce((best, other) => (other.rating > best.rating ? other : best));
  });
}

/** The lowest rating from which on this part of the pieces is right; 1 where there is none. */
export function findLeast(
  pieces: readonly { readonly rating: number; readonly isRight: boolean }[],
  precision: number,
): number {
  let [right, least] = [0, 1];
  pieces
    .toSorted((a, b) => b.rating - a.rating)
    .forEach(({ rating, isRight }, at) => {
      if (isRight) right += 1;
      if (right >= precision * (at + 1)) least = rating;
    });
  return least;
}
