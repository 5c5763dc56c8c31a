import type { SentencePassage } from '../english/passages.ts';
import { isContentWord, type Token } from '../english/stems.ts';
import { hasAnswerOf } from '../search/answer-kinds.ts';
import type { AnswerKind, Question } from '../search/question.ts';
import { MOST_RELATED } from '../search/word-forms.ts';
import { type Demands, speaks } from './demands.ts';
import { isOfficeOf, matchOffice } from './office.ts';
import type { Has, StoryWords } from './story-words.ts';

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
  /\b(?:would|could|might|may|should|if|whether|tr(?:y|ies|ied|ying) to|hop(?:e|es|ed|ing)|plan(?:s|ned|ning)?|want(?:s|ed)?|s(?:ee|ou)ks?|seeking|before \w+ing|impending|refusing|consider(?:s|ed|ing)?|propos(?:e|es|ed|al)|expect(?:s|ed)?|scrambling|option)\b/i;
const DENIED =
  /\b(?:not?|n['’]t|never|none|nobody|neither|nor|without|fail(?:s|ed)?|declin(?:e|es|ed)|refus(?:e|es|ed)|reject(?:s|ed)?|dismiss(?:es|ed)?|den(?:y|ies|ied)|rul(?:e|es|ed) out)\b|n['’]t\b/i;

/** What a sentence is held against. */
export interface Asked {
  readonly question: Question;
  readonly demands: Demands;
  readonly words: StoryWords;
  /** It is a yes-no question for a fact. */
  readonly decides: boolean;
}

/** The words of the paragraph, and of the sentence before where the sentence refers back to it. */
function contextOf(index: number, paragraph: number, tokens: readonly Token[], words: StoryWords): Has {
  const near = words.inParagraph(paragraph);
  const before = refersBack(tokens) ? words.inSentence(index - 1) : () => false;
  return (stem) => near(stem) || before(stem);
}

/** For each demand how far the sentence and what it refers to leave it unmet, 0 to 1. */
export function findMissing(sentence: SentencePassage, { question, demands, words, decides }: Asked) {
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
      role && !tokens.some((token) => isOfficeOf(token, role))
        ? 1 - Math.max(words.match(role, here), words.match(role, near) / 2)
        : 0,
    officeMissing:
      role && (office || demands.asksHolder)
        ? 1 -
          matchOffice(
            tokens,
            { role, office },
            { context, refersBack: refersBack(tokens), asked: question.words },
            words,
          )
        : 0,
    undecided: decides && UNDECIDED.test(text) && !DENIED.test(text) ? 1 : 0,
  };
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
    // "85 percent among black voters" counts no voters.
    if (!NUMBER_WORD.test(token.text) || /^per(?:cent)?$/.test(tokens[place + 1]?.lower ?? '')) return 0;
    const after = new Set(tokens.slice(place + 1, place + 1 + COUNT_REACH).map(({ stem }) => stem));
    return (
      counted.reduce((sum, word) => sum + words.match(word, (stem) => after.has(stem)), 0) / counted.length
    );
  });
  return Math.max(0, ...shares);
}
