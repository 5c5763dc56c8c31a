import type { SentencePassage } from '../english/passages.ts';
import { tokenize } from '../english/stems.ts';
import type { AnswerKind, Question } from './question.ts';

const NUMBER_WORDS =
  `one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|
  seventeen|eighteen|nineteen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\\w+)?|dozens?|hundreds?|thousands?|
  millions?|billions?|half|twice|once|third|decades?|couple|several`.replace(/\s+/g, '');
const NUMBER = new RegExp(`(?<![\\p{L}\\p{N}])(?:\\d[\\d.,]*|${NUMBER_WORDS})(?![\\p{L}\\p{N}])`, 'giu');
const AGE =
  /, \d{1,3},|(?<!\p{N})\d{1,3}[- ]years?[- ]old|\b(?:aged?|turned|turns) \d{1,3}|\b(?:is|was|at) \d{1,3}(?= ?[.,;]| when| and )/giu;
const DURATION = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:\\d[\\d.,]*|an?|${NUMBER_WORDS})[- ](?:\\w+[- ])?(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|centur(?:y|ies)|terms?)(?!\\p{L}|[- ]old| (?:ago|earlier|later|before))|(?<!\\p{L})(?:decades?|years|months|weeks|since)(?!\\p{L})`,
  'giu',
);
const MONEY =
  /[$£€¥]\s?\d|(?<!\p{L})(?:dollars?|cents|euros?|pounds|crowns|yen|rubles?|pesos?|rupees?|francs?)(?!\p{L})/giu;
const SHARE = /\d\s?%|(?<!\p{L})(?:per ?cent|percentage|half|third|quarter|majority)(?!\p{L})/giu;
const TIME =
  /(?<![\p{L}\p{N}])(?:1[5-9]\d\d|20\d\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.|today|yesterday|tomorrow|tonight|noon|midnight|[ap]\.m\.|(?:last|next|this|earlier|later|past) (?:week|month|year|spring|summer|fall|autumn|winter|decade|century|night)|ago|Christmas|Easter|Thanksgiving)(?![\p{L}\p{N}])/gu;
const PLACE = /(?<!\p{L})(?:in|at|from|to|near|outside|across|of)\s(?:the\s)?\p{Lu}[\p{L}\p{M}’']*/gu;
const PERSON =
  /(?<!\p{L})(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Prof)\.\s\p{Lu}\p{L}+|\p{Lu}[\p{Ll}\p{M}.’']+\s(?:\p{Lu}\.\s)?\p{Lu}\p{L}+)/gu;

const SIGNS: Readonly<Record<Exclude<AnswerKind, 'other'>, RegExp>> = {
  number: NUMBER,
  age: AGE,
  duration: DURATION,
  money: MONEY,
  share: SHARE,
  time: TIME,
  place: PLACE,
  person: PERSON,
};

/** Numbers that count nothing: years, days of a month, times of day, ages, "no one". */
const UNCOUNTED =
  /(?<![\p{L}\p{N}$£€])(?:(?:1[89]|20)\d\d(?![\p{N}.,]*\p{N})|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?!\p{N})|\d[\d:]* ?[ap]\.m\.|(?:\d{1,3}|\p{L}+)[- ]years?[- ]old|(?:no|the|any|each|that|this|which) one)(?!\p{L})|, \d{1,3},/giu;

/**
 * Whether a sentence names a thing of the kind that is asked for, beyond what the question names itself; `undefined`
 * where the kind does not tell.
 */
export function hasAnswerOf(
  { kind, words }: Question,
  { text }: Pick<SentencePassage, 'text'>,
): boolean | undefined {
  if (kind === 'other') return undefined;
  const told = kind === 'number' ? text.replace(UNCOUNTED, ' ') : text;
  return Array.from(told.matchAll(SIGNS[kind])).some(
    ([found]) => !/[\p{L}\p{N}]/u.test(found) || tokenize(found).some((token) => !words.has(token.lower)),
  );
}
