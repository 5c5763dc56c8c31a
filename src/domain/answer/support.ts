import type { SentencePassage } from '../english/passages.ts';
import { isContentWord, stemWord, type Token } from '../english/words.ts';
import { hasAnswerOf } from '../search/answer-kinds.ts';
import { type AnswerKind, type Question, readQuestion } from '../search/question.ts';
import { isHeading, scoreSentences } from '../search/rank-story.ts';
import { readStoryTerms } from '../search/story-terms.ts';
import { MOST_RELATED } from '../search/term-matches.ts';
import type { Story } from '../story/story.ts';
import { type Demands, holdsOffice, readDemands, speaks } from './demands.ts';
import { type Has, readWords, type StoryWords } from './story-words.ts';

/**
 * What each sign counts; 0 and above is an answer. Fitted by logistic regression (each sentence, or none, is the answer) on
 * 332 questions about 55 articles, four in ten of them not answered there, and rounded; the last two by a search on
 * 238 more. On 20 articles used for neither 0.83 of the answers and 0.73 of the refusals were right.
 */
const WEIGHTS = {
  bias: -1.95,
  own: 1.4,
  near: 3,
  kindMissing: -4.1,
  countMissing: -3,
  nameMissing: -1.1,
  numberMissing: -2,
  speakerMissing: -4,
  roleMissing: -1.7,
  officeMissing: -3,
  undecided: -3,
  unnamed: -1,
  verbMissing: -3,
};

/** What a word counts that is not in the sentence but in its paragraph, the title or the sentence it refers to. */
const NEARBY = 0.7;

/** Kinds whose signs are sure enough that a sentence without one is no answer. */
const SURE_KINDS: ReadonlySet<AnswerKind> = new Set(['number', 'age', 'duration', 'money', 'share', 'time']);

const NUMBER_WORD =
  /^(?:\d[\d.,]*\p{L}*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\p{L}+teen|\p{L}+ty|dozens?|hundreds?|thousands?|millions?|billions?|half|several)$/iu;
/** A counted thing stands this many words after its number at most: "14 of the 20 red buses". */
const COUNT_REACH = 5;

/** "Would try to reach", "may visit": what is only meant or possible decides no question for a fact. */
const UNDECIDED =
  /\b(?:would|could|might|may|should|if|whether|tr(?:y|ies|ied|ying) to|hop(?:e|es|ed|ing)|plan(?:s|ned|ning)?|want(?:s|ed)?|s(?:ee|ou)ks?|seeking|consider(?:s|ed|ing)?|propos(?:e|es|ed|al)|expect(?:s|ed)?|scrambling|option)\b/i;
const DENIED =
  /\b(?:not?|n['’]t|never|none|nobody|neither|nor|without|fail(?:s|ed)?|declin(?:e|es|ed)|refus(?:e|es|ed)|reject(?:s|ed)?|dismiss(?:es|ed)?|den(?:y|ies|ied)|rul(?:e|es|ed) out)\b|n['’]t\b/i;

/** A sentence with how far it answers a question: 0 and above where it probably does. */
export interface SupportedSentence {
  readonly sentence: SentencePassage;
  readonly support: number;
  /** The share of the question's words, by weight, that it and the sentences around it have or come near to; 0 to 1. */
  readonly near: number;
}

/** The sentences of a story that share a word with the question, the best supported answer first. */
export function measureSupport(story: Story, text: string): SupportedSentence[] {
  const question = readQuestion(text);
  const terms = readStoryTerms(story);
  const decides = /^(?:did|do|does|is|are|was|were|has|have|had)\s/i.test(text.trim());
  const asked: Asked = { question, demands: readDemands(text), words: readWords(terms), decides };
  return scoreSentences(story, question)
    .filter(({ near, sentence }) => near > 0 && !isHeading(sentence, story))
    .map(({ sentence, own, near }) => {
      const signs = { bias: 1, own, near, ...findMissing(sentence, asked) };
      return { sentence, near, support: weigh(signs) };
    })
    .sort((a, b) => b.support - a.support || a.sentence.index - b.sentence.index);
}

interface Asked {
  readonly question: Question;
  readonly demands: Demands;
  readonly words: StoryWords;
  /** It is a yes-no question for a fact. */
  readonly decides: boolean;
}

type Signs = Readonly<Record<keyof typeof WEIGHTS, number>>;

function weigh(signs: Signs): number {
  return Object.entries(WEIGHTS).reduce(
    (sum, [sign, weight]) => sum + weight * signs[sign as keyof Signs],
    0,
  );
}

/** The words of the paragraph, and of the sentence before where the sentence refers back to it. */
function contextOf(index: number, paragraph: number, tokens: readonly Token[], words: StoryWords): Has {
  const near = words.inParagraph(paragraph);
  const before = refersBack(tokens) ? words.inSentence(index - 1) : () => false;
  return (stem) => near(stem) || before(stem);
}

/** For each demand how far the sentence and what it refers to leave it unmet, 0 to 1. */
function findMissing(sentence: SentencePassage, { question, demands, words, decides }: Asked) {
  const { index, paragraph, text, tokens } = sentence;
  const { names, numbers, counted, speaker, role, office, named, verb } = demands;
  const here = words.inSentence(index);
  const near = words.inParagraph(paragraph);
  const context = contextOf(index, paragraph, tokens, words);
  const known: Has = (stem) => context(stem) || words.inTitle(stem);
  const met = (token: Token) => Math.max(words.match(token, here), NEARBY * words.match(token, known));
  return {
    verbMissing: decides && verb ? 1 - met(verb) : 0,
    unnamed: named && !isNamed(tokens, named, question.words, words) ? 1 : 0,
    kindMissing: SURE_KINDS.has(question.kind) && hasAnswerOf(question, { text }) === false ? 1 : 0,
    countMissing: counted.length > 0 ? 1 - matchCount(tokens, counted, words) : 0,
    nameMissing: shareMissing(names, (name) => words.match(name, known) > MOST_RELATED),
    numberMissing: shareMissing(numbers, (number) => near(number.stem)),
    speakerMissing: speaker && !speaks(speaker, sentence) ? 1 : 0,
    roleMissing:
      role && !tokens.some((token) => isShortFor(token, role))
        ? 1 - Math.max(words.match(role, here), words.match(role, near) / 2)
        : 0,
    officeMissing: role && office ? 1 - matchOffice(tokens, context, { role, office }, question, words) : 0,
    undecided: decides && UNDECIDED.test(text) && !DENIED.test(text) ? 1 : 0,
  };
}

/** What stands before a holder's name for the office, with the stem of the word for it. */
const OFFICES: ReadonlyMap<string, string> = new Map(
  [
    'governor gov',
    'senator sen',
    'representative rep',
    'general gen',
    'professor prof',
    'president pres',
  ].map((pair) => {
    const [word = '', short = ''] = pair.split(' ');
    return [short, stemWord(word)];
  }),
);

function isShortFor(token: Token, role: Token): boolean {
  return OFFICES.get(token.lower) === role.stem;
}

/** Whether the sentence names who holds the office: beside what the office belongs to, or, where the title or the context has that, alone. */
function matchOffice(
  tokens: readonly Token[],
  context: Has,
  { role, office }: { readonly role: Token; readonly office: Token },
  { words: asked }: Question,
  words: StoryWords,
): number {
  const isOffice = (has: Has) => words.match(office, has) > MOST_RELATED;
  const isKnown = isOffice(words.inTitle) || (isOffice(context) && refersBack(tokens));
  return holdsOffice(tokens, asked, (token) => ({
    role: isShortFor(token, role) ? 1 : words.match(role, (stem) => stem === token.stem),
    office: isKnown || isOffice((stem) => stem === token.stem),
  }));
}

/** A pronoun may stand for a name of the sentence before. */
function refersBack(tokens: readonly Token[]): boolean {
  return tokens.some(({ lower }) => /^(?:he|she|they|it|his|her|their|its|him|them)$/.test(lower));
}

function shareMissing(wanted: readonly Token[], isThere: (token: Token) => boolean): number {
  return wanted.length === 0 ? 0 : wanted.filter((token) => !isThere(token)).length / wanted.length;
}

/** How far from the word for a thing its name stands: "the Harbour bank, Hallam & Orr", "Norvale's First Bank". */
const NAME_REACH = 4;

/** Whether a name that the question does not have stands beside the word for what is to be named. */
function isNamed(
  tokens: readonly Token[],
  named: Token,
  asked: ReadonlySet<string>,
  words: StoryWords,
): boolean {
  return tokens.some((token, place) => {
    if (words.match(named, (stem) => stem === token.stem) < MOST_RELATED) return false;
    if (/^\p{Lu}/u.test(token.text) && place > 0) return true;
    return tokens
      .slice(Math.max(1, place - NAME_REACH), place + 1 + NAME_REACH)
      .some((other) => /^\p{Lu}/u.test(other.text) && isContentWord(other) && !asked.has(other.lower));
  });
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
