import type { Token } from '../english/words.ts';
import { hasAnswerOf } from '../search/answer-kinds.ts';
import { type AnswerKind, type Question, readQuestion } from '../search/question.ts';
import { isHeading, scoreSentences } from '../search/rank-story.ts';
import { readStoryTerms, type StoryTerms } from '../search/story-terms.ts';
import { MOST_RELATED, matchTerm } from '../search/term-matches.ts';
import type { SentencePassage } from '../story/passages.ts';
import type { Story } from '../story/story.ts';
import { type Demands, readDemands, speaks } from './demands.ts';

/**
 * What each sign counts, fitted by logistic regression on 153 questions about 27 articles, four in ten of them not
 * answered there, and rounded; 0 and above is an answer. On articles left out of the fit 0.84 of the answers and 0.79
 * of the refusals were right.
 */
const WEIGHTS = {
  bias: -1.4,
  own: 0.95,
  near: 2.65,
  kindMissing: -4,
  countMissing: -3,
  nameMissing: -0.6,
  numberMissing: -2,
  speakerMissing: -4,
  roleMissing: -1.6,
};

/** Kinds whose signs are sure enough that a sentence without one is no answer. */
const SURE_KINDS: ReadonlySet<AnswerKind> = new Set(['number', 'age', 'duration', 'money', 'share', 'time']);

const NUMBER_WORD =
  /^(?:\d[\d.,]*\p{L}*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\p{L}+teen|\p{L}+ty|dozens?|hundreds?|thousands?|millions?|billions?|half|several)$/iu;
/** A counted thing stands this many words after its number at most: "14 of the 20 red buses". */
const COUNT_REACH = 5;

/** A sentence with how far it answers a question: 0 and above where it probably does. */
export interface SupportedSentence {
  readonly sentence: SentencePassage;
  readonly support: number;
}

/** The sentences of a story that share a word with the question, the best supported answer first. */
export function measureSupport(story: Story, text: string): SupportedSentence[] {
  const question = readQuestion(text);
  const asked = { question, demands: readDemands(text), words: readWords(readStoryTerms(story)) };
  return scoreSentences(story, question)
    .filter(({ near, sentence }) => near > 0 && !isHeading(sentence, story))
    .map(({ sentence, own, near }) => {
      return { sentence, support: weigh({ bias: 1, own, near, ...findMissing(sentence, asked) }) };
    })
    .sort((a, b) => b.support - a.support || a.sentence.index - b.sentence.index);
}

interface Asked {
  readonly question: Question;
  readonly demands: Demands;
  readonly words: StoryWords;
}

/** Whether some words of the story include one with this stem. */
type Has = (stem: string) => boolean;

interface StoryWords {
  inSentence(index: number): Has;
  inParagraph(paragraph: number): Has;
  /** How well the best of the words stands for `token`, 0 to 1. */
  match(token: Token, has: Has): number;
}

function readWords(terms: StoryTerms): StoryWords {
  const paragraphs = new Map<number, Set<string>>();
  for (const { paragraph, index } of terms.sentences) {
    const stems = paragraphs.get(paragraph) ?? new Set();
    for (const stem of terms.stems[index] ?? []) stems.add(stem);
    paragraphs.set(paragraph, stems);
  }
  const matches = new Map<string, ReadonlyMap<string, number>>();
  return {
    inSentence: (index) => (stem) => terms.stems[index]?.has(stem) ?? false,
    inParagraph: (paragraph) => (stem) => paragraphs.get(paragraph)?.has(stem) ?? false,
    match({ stem }, has) {
      const found = matches.get(stem) ?? matchTerm(stem, terms);
      matches.set(stem, found);
      return Math.max(0, ...[...found].map(([other, strength]) => (has(other) ? strength : 0)));
    },
  };
}

type Signs = Readonly<Record<keyof typeof WEIGHTS, number>>;

function weigh(signs: Signs): number {
  return Object.entries(WEIGHTS).reduce(
    (sum, [sign, weight]) => sum + weight * signs[sign as keyof Signs],
    0,
  );
}

/** For each demand how far the sentence and what it refers to leave it unmet, 0 to 1. */
function findMissing(
  { index, paragraph, text, tokens }: SentencePassage,
  { question, demands, words }: Asked,
): Omit<Signs, 'bias' | 'own' | 'near'> {
  const { names, numbers, counted, speaker, role } = demands;
  const here = words.inSentence(index);
  const near = words.inParagraph(paragraph);
  const before = refersBack(tokens) ? words.inSentence(index - 1) : () => false;
  const context: Has = (stem) => near(stem) || before(stem);
  return {
    kindMissing: SURE_KINDS.has(question.kind) && hasAnswerOf(question, { text }) === false ? 1 : 0,
    countMissing: counted.length > 0 ? 1 - matchCount(tokens, counted, words) : 0,
    nameMissing: shareMissing(names, (name) => words.match(name, context) > MOST_RELATED),
    numberMissing: shareMissing(numbers, (number) => near(number.stem)),
    speakerMissing: speaker && !speaks(speaker, tokens) ? 1 : 0,
    roleMissing: role ? 1 - Math.max(words.match(role, here), words.match(role, near) / 2) : 0,
  };
}

/** A pronoun may stand for a name of the sentence before. */
function refersBack(tokens: readonly Token[]): boolean {
  return tokens.some(({ lower }) => /^(?:he|she|they|it|his|her|their|its|him|them)$/.test(lower));
}

function shareMissing(wanted: readonly Token[], isThere: (token: Token) => boolean): number {
  return wanted.length === 0 ? 0 : wanted.filter((token) => !isThere(token)).length / wanted.length;
}

/** How well what follows one of the sentence's numbers names what is counted, 0 to 1. */
function matchCount(tokens: readonly Token[], counted: readonly Token[], words: StoryWords): number {
  const shares = tokens.map((token, place) => {
    if (!NUMBER_WORD.test(token.text)) return 0;
    const after = new Set(tokens.slice(place + 1, place + 1 + COUNT_REACH).map(({ stem }) => stem));
    return (
      counted.reduce((sum, word) => sum + words.match(word, (stem) => after.has(stem)), 0) / counted.length
    );
  });
  return Math.max(0, ...shares);
}
