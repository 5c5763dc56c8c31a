import type { SentencePassage } from '../passages.ts';
import type { AnswerKind } from './question.ts';

const NUMBER =
  /(?<![\p{L}\p{N}])(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|dozens?|hundreds?|thousands?|millions?|billions?|half|twice|once|third|decades?|couple|several)(?![\p{L}\p{N}])/iu;
const MONEY =
  /[$£€¥]\s?\d|(?<!\p{L})(?:dollars?|cents|euros?|pounds|crowns|yen|rubles?|pesos?|rupees?|francs?)(?!\p{L})/iu;
const SHARE = /\d\s?%|(?<!\p{L})(?:per ?cent|percentage|half|third|quarter|majority)(?!\p{L})/iu;
const TIME =
  /(?<![\p{L}\p{N}])(?:1[5-9]\d\d|20\d\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.|today|yesterday|tomorrow|tonight|noon|midnight|[ap]\.m\.|(?:last|next|this|earlier|later|past) (?:week|month|year|spring|summer|fall|autumn|winter|decade|century|night)|ago|Christmas|Easter|Thanksgiving)(?![\p{L}\p{N}])/u;
const PLACE = /(?<!\p{L})(?:in|at|from|to|near|outside|across|of)\s(?:the\s)?\p{Lu}/u;
const PERSON =
  /(?<!\p{L})(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Prof)\.\s\p{Lu}|\p{Lu}[\p{Ll}\p{M}.’']+\s(?:\p{Lu}\.\s)?\p{Lu}\p{L}+)/u;

const SIGNS: Readonly<Record<Exclude<AnswerKind, 'other'>, RegExp>> = {
  number: NUMBER,
  money: MONEY,
  share: SHARE,
  time: TIME,
  place: PLACE,
  person: PERSON,
};

/** Whether a sentence names a thing of the kind that is asked for; `undefined` where the kind does not tell. */
export function hasAnswerOf(kind: AnswerKind, { text }: Pick<SentencePassage, 'text'>): boolean | undefined {
  return kind === 'other' ? undefined : SIGNS[kind].test(text);
}
