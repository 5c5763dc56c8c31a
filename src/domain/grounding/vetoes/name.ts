import { COMMON_TITLE_WORDS } from '../../english/lexicon/name-words.ts';
import { tokenize } from '../../english/stems.ts';
import type { Story } from '../../story/story.ts';
import { type Evidence, findName, findWord, readParagraph } from '../evidence.ts';
import type { Finding } from '../grounding.ts';
import { findNames, type Name } from '../names.ts';
import type { Reading, Word } from '../reading.ts';

/** How many paragraphs before a cited one may hold the name that its "he" or "the company" stands for. */
const REACH = 3;

const REFERRING = /^(?:he|she|they|it|i|we|his|her|their|its|him|them|who|the|my|our|this|that)$/;

/** What a name's other forms end in, the last letter of a longer root before it. */
const ENDING = /^.?(?:|s|e|n|an|ian|ean|ese|ish|ist|ic|er|i|man)$/;

/** In so many letters an acronym may be written like a name: "Nato". Fewer are all capitals: "As" is not Adnan Syed. */
const NAMELIKE = 4;

/**
 * Every name in the sentence is in the cited text, or in the story's heading, or is whom the cited text's pronouns and
 * descriptions may stand for. Let pass: other forms of the name (case, acronyms, short forms, a place for its people or its
 * government), titles and kinds of bodies, a fuller form of a name that is there, a sentence's first word.
 */
export function checkNames(claim: Reading, evidence: Evidence): Finding[] {
  return findStrangers(claim, evidence)
    .filter(({ isFuller }) => !isFuller)
    .map(({ text }) => ({ kind: 'name', detail: `The cited text does not name "${text}".` }));
}

/** A name that the cited text and what is around it have in no form, or only in part. */
interface Stranger {
  readonly text: string;
  /** The words of it that are not there. */
  readonly absent: readonly Word[];
  /** Whether it is a fuller form of a name that is there. */
  readonly isFuller: boolean;
}

/** The names of the sentence that the cited text does not have as the sentence gives them, in order. */
export function findStrangers(claim: Reading, evidence: Evidence): Stranger[] {
  let known: ReadonlySet<string> | undefined;
  return findNames(claim).flatMap((name): Stranger[] => {
    const absent = name.words.filter(
      (word) => !isNamed(word, evidence) && !isSpeltOtherwise(word, name, evidence),
    );
    if (absent.length === 0 || isAcronym(name, evidence)) return [];
    known ??= namesAround(evidence);
    if (absent.every(({ stem }) => known?.has(stem))) return [];
    const text = claim.text.slice(name.words[0]?.start, name.words.at(-1)?.end);
    return [{ text, absent, isFuller: isFullerForm(name, absent, evidence) }];
  });
}

/** Whether the cited text has the word in any form, or it names nothing by itself. */
function isNamed(word: Word, evidence: Evidence): boolean {
  if (findName(evidence, word).length > 0) return true;
  const plain = word.lower.replace(/['’]s$/, '');
  if (COMMON_TITLE_WORDS.has(plain) || COMMON_TITLE_WORDS.has(plain.replace(/s$/, ''))) return true;
  if (word.stem.length < 3) return word.stem.length < 2;
  return evidence.names.some((stem) => isSameRoot(word.stem, stem));
}

/** "YouTube" for "You tube"; in a longer name "Utd" for "United", "Man" for "Manchester". */
function isSpeltOtherwise({ lower }: Word, { words }: Name, { words: cited }: Evidence): boolean {
  const plain = lower.replace(/['’]s$|\.$/g, '');
  return cited.some((word, at) => {
    if (!word.capital) return false;
    if (plain === word.lower + cited[at + 1]?.lower) return true;
    return words.length > 1 && isShortFor(plain, word.lower);
  });
}

/** Whether the letters of `short` stand in `long` in their order, as its first ones or from its first to its last. */
export function isShortFor(short: string, long: string): boolean {
  if (short.length < 3 || short.length >= long.length) return false;
  if (long.startsWith(short)) return true;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at += 1;
  return at === short.length && long.at(0) === short.at(0) && long.at(-1) === short.at(-1);
}

/** "Brazil" and "Brazilian", "Dons" and "Don", but not "Port" and "Portugal". */
function isSameRoot(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const root = short.length > 4 ? short.slice(0, -1) : short;
  return root.length >= 3 && long.startsWith(root) && ENDING.test(long.slice(root.length));
}

/** "DNC" for "Democratic National Committee", whatever small words stand between, and the other way round. */
function isAcronym({ words }: Name, { words: cited }: Evidence): boolean {
  const initials = words
    .map(({ text }) => text.charAt(0))
    .join('')
    .toLowerCase();
  const letters = (text: string) =>
    text
      .replace(/['’]s$/, '')
      .replaceAll('.', '')
      .toLowerCase();
  const isWrittenSo = ({ text, capital }: Word) =>
    capital &&
    letters(text) === initials &&
    (initials.length >= NAMELIKE || !/\p{Ll}/u.test(text.replace(/['’]s$/, '')));
  if (words.length > 1 && cited.some(isWrittenSo)) return true;
  const initial = ({ text, capital }: Word) => (capital ? text.charAt(0).toLowerCase() : ' ');
  const capitals = cited
    .filter(({ content }) => content)
    .map(initial)
    .join('');
  const all = cited.map(({ lower }) => lower.charAt(0)).join('');
  return words.every(({ text }) => {
    if (/^\p{Lu}{2,}\.?$/u.test(text) || /^(?:\p{Lu}\.)+$/u.test(text))
      return capitals.includes(letters(text));
    // "YoY" for "year over year", in small letters.
    return /^\p{Lu}\p{Ll}\p{Lu}$/u.test(text) && all.includes(letters(text));
  });
}

/**
 * "Louis van Gaal" where the cited text has "van Gaal": a word is added to a name that is there. Not where the text has
 * another in its place: "Jane Hall" for "John Hall", "Ohio Marathon" for "Boston Marathon".
 */
function isFullerForm({ words }: Name, absent: readonly Word[], evidence: Evidence): boolean {
  const isThere = (word: Word | undefined): word is Word =>
    word !== undefined && !absent.includes(word) && !COMMON_TITLE_WORDS.has(word.lower);
  if (!words.some(isThere)) return false;
  return absent.every((word) => {
    const at = words.indexOf(word);
    const sides = [-1, 1].filter((side) => isThere(words[at - side]));
    return !sides.some((side) =>
      findWord(evidence, words[at - side] ?? word).some((place) => isRival(word, evidence, place, side)),
    );
  });
}

/** Whether another name's word stands in the place of `word`, beside the one at `place`; "Man City" is short for "Manchester City". */
function isRival({ lower }: Word, { words }: Evidence, place: number, side: number): boolean {
  const [beside, other] = [words[place], words[place + side]];
  if (!beside || !other) return false;
  // A comma ends a name.
  const gap = side < 0 ? beside.start - other.end : other.start - beside.end;
  return (
    other.capital &&
    other.content &&
    other.sentence === beside.sentence &&
    gap === 1 &&
    !COMMON_TITLE_WORDS.has(other.lower) &&
    !/['’]s$/.test((side < 0 ? other : beside).text) &&
    !lower.startsWith(other.lower)
  );
}

/** Stems of the names in the heading, and of those that the pronouns of the cited paragraphs may mean. */
function namesAround({ story, numbers }: Evidence): ReadonlySet<string> {
  const known = new Set(tokenize(headingOf(story)).map(({ stem }) => stem));
  for (const number of numbers) {
    const { words } = readParagraph(story, number);
    if (!words.some(({ lower }) => REFERRING.test(lower))) continue;
    // A letter is signed after its last paragraph.
    const last = words.some(({ lower }) => /^(?:i|my|we|our)$/.test(lower)) ? number + 1 : number - 1;
    for (let near = Math.max(1, number - REACH); near <= last; near += 1)
      for (const { stem, capital } of readParagraph(story, near).words) if (capital) known.add(stem);
  }
  return known;
}

function headingOf({ title, dek, author, outlet, tags }: Story): string {
  return [title, dek, author, outlet, ...tags].join(' ');
}
