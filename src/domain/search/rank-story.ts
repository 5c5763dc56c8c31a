import type { SentencePassage } from '../english/passages.ts';
import { rarity } from '../english/relatedness.ts';
import type { Story } from '../story/story.ts';
import { hasAnswerOf } from './answer-kinds.ts';
import type { Question } from './question.ts';
import { readStoryTerms, type StoryTerms } from './story-terms.ts';
import { matchTerm } from './term-matches.ts';

/** What a query word counts that is not in the sentence but near it; the nearest place decides. */
const IN_PARAGRAPH = 0.5;
const IN_SENTENCE_BEFORE = 0.5;
const IN_NEXT_PARAGRAPH = 0.2;
/** What a word's rarity in English weighs beside its rarity in the story. */
const GENERAL = 1.5;
/** How many sentences on each side are near. */
const REACH = 4;
/** What a sentence gains that names a thing of the kind asked for. */
const KIND_GAIN = 0.5;
/** What a heading counts, which repeats the words of the story and tells nothing. */
const HEADING_FACTOR = 0.5;
const HEADING_TOKENS = 5;

/** A sentence with how well it fits a question: 0 for not at all; comparable within one story and question. */
export interface RankedSentence {
  readonly sentence: SentencePassage;
  readonly score: number;
  /** The share of the question's words, by weight, that the sentence itself has; 0 to 1. */
  readonly own: number;
  /** The same with the sentences around it. */
  readonly near: number;
}

/** A paragraph by its best sentence. */
export interface RankedParagraph {
  readonly paragraph: number;
  readonly score: number;
}

/** The weight of a word by how few sentences of the story have it (BM25's inverse document frequency) and how rare it is in English. */
function weighStem(stem: string, { sentences, frequency }: StoryTerms): number {
  const count = frequency.get(stem) ?? 0;
  const local = Math.log(1 + (sentences.length - count + 0.5) / (count + 0.5));
  return local + GENERAL * rarity(stem) ** 2;
}

/** A story's paragraphs that share a word, a form or a relative of one with the question, best first. */
export function rankParagraphs(story: Story, question: Question): RankedParagraph[] {
  const best = new Map<number, number>();
  for (const { sentence, score } of scoreSentences(story, question)) {
    best.set(sentence.paragraph, Math.max(best.get(sentence.paragraph) ?? 0, score));
  }
  return [...best]
    .filter(([, score]) => score > 0)
    .map(([paragraph, score]) => ({ paragraph, score }))
    .sort((a, b) => b.score - a.score || a.paragraph - b.paragraph);
}

/** Every sentence of a story with its score, in story order. */
export function scoreSentences(story: Story, question: Question): RankedSentence[] {
  const terms = readStoryTerms(story);
  const wanted = question.terms.map(({ stem }) => ({
    weight: weighStem(stem, terms),
    hits: findHits(matchTerm(stem, terms), terms),
  }));
  const most = wanted.reduce((sum, { weight }) => sum + weight, 0) || 1;
  return terms.sentences.map((sentence, place) => {
    const share = (hit: (hits: readonly number[]) => number) =>
      wanted.reduce((sum, { weight, hits }) => sum + weight * hit(hits), 0) / most;
    const own = share((hits) => hits[place] ?? 0);
    const near = share((hits) => hitNear(hits, place, terms));
    const kind = hasAnswerOf(question, sentence) ? 1 + KIND_GAIN : 1;
    return { sentence, own, near, score: near * kind * (isHeading(sentence, story) ? HEADING_FACTOR : 1) };
  });
}

/** For each sentence, how well its best word stands for the term. */
function findHits(matches: ReadonlyMap<string, number>, { stems }: StoryTerms): number[] {
  return stems.map((set) => {
    let best = 0;
    for (const [stem, strength] of matches) if (strength > best && set.has(stem)) best = strength;
    return best;
  });
}

function hitNear(hits: readonly number[], place: number, { sentences }: StoryTerms): number {
  const here = sentences[place]?.paragraph ?? 0;
  let best = hits[place] ?? 0;
  for (let other = Math.max(0, place - REACH); other <= place + REACH; other += 1) {
    const there = sentences[other]?.paragraph;
    if (other === place || there === undefined) continue;
    const share =
      there === here ? IN_PARAGRAPH : other === place - 1 ? IN_SENTENCE_BEFORE : IN_NEXT_PARAGRAPH;
    if (Math.abs(there - here) <= 1) best = Math.max(best, share * (hits[other] ?? 0));
  }
  return best;
}

/** Whether a sentence is a heading of the story rather than a statement. */
export function isHeading({ text, tokens }: SentencePassage, story: Story): boolean {
  return tokens.length < HEADING_TOKENS || text.endsWith(';') || text.replace(/[.]$/, '') === story.title;
}
