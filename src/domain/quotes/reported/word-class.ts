import {
  isAdverb,
  isAuxiliary,
  isConjunction,
  isDeterminer,
  isPossessive,
  isPreposition,
  isPronoun,
  isTime,
} from '../../english/grammar.ts';
import type { Token } from '../../english/tokens.ts';
import { findVerb } from '../../english/verbs.ts';

const QUESTION_WORDS = new Set([
  'whether',
  'if',
  'how',
  'why',
  'what',
  'who',
  'when',
  'where',
  'which',
  'whose',
]);
const OWNERS = new Set(['my', 'your', 'his', 'her', 'its', 'our', 'their']);

/** Endings that tell the kind of an unlisted word, first match first. */
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/ing$/, 'ing'],
  [/ed$/, 'ed'],
  [/(?:tion|ment|ness|ity|ance|ence|ship|ism|er|or)s?$/, 'noun'],
  [/(?:al|ous|ive|ic|able|ible|ful|less|ary|ish)$/, 'adjective'],
  [/s$/, 's'],
];

const LEMMAS: ReadonlyMap<string, string> = new Map(
  [
    ['be', 'is are was were be been being am ’s re ’re'],
    ['do', 'do does did doing done'],
    ['have', 'have has had having'],
  ].flatMap(([lemma = '', forms = '']) => forms.split(' ').map((form) => [form, lemma] as const)),
);

/** A coarse part of speech, from closed lists, the verb lists and endings alone; a punctuation mark is its own class. */
export function classOf(token: Token): string {
  const { kind, lower } = token;
  if (kind === 'run') return 'run';
  if (kind === 'number') return 'number';
  if (kind === 'mark') return isPossessive(token) ? 'possessive' : token.text;
  if (lower === 'to' || lower === 'that' || lower === 'not') return lower;
  if (QUESTION_WORDS.has(lower)) return 'question';
  if (isAuxiliary(token)) return classOfAuxiliary(lower);
  if (isPronoun(token)) return 'pronoun';
  if (OWNERS.has(lower)) return 'owner';
  if (isDeterminer(token)) return 'determiner';
  if (isPreposition(token)) return 'preposition';
  if (isConjunction(token)) return 'conjunction';
  if (isTime(token)) return 'time';
  if (token.capital) return 'capital';
  if (isAdverb(token)) return 'adverb';
  const verb = findVerb(lower);
  if (verb) return `verb ${verb.form}`;
  return ENDINGS.find(([ending]) => ending.test(lower))?.[1] ?? 'word';
}

function classOfAuxiliary(word: string): string {
  const lemma = LEMMAS.get(word);
  return lemma === undefined ? 'modal' : lemma;
}

/** The dictionary form as far as lists and a plural "s" tell it; for a marked run, its opening mark. */
export function lemmaOf(token: Token): string {
  const { kind, lower, text } = token;
  if (kind === 'run') return text.startsWith("''") ? "''" : text.slice(0, 1);
  const listed = LEMMAS.get(lower) ?? findVerb(lower)?.verb;
  if (listed !== undefined || token.capital || lower.length < 4) return listed ?? lower;
  if (/.ies$/.test(lower)) return `${lower.slice(0, -3)}y`;
  return /[^su]s$/.test(lower) && !/^(?:this|perhaps)$/.test(lower) ? lower.slice(0, -1) : lower;
}
