import { MEN, WOMEN } from '../english/lexicon/first-names.ts';
import { CONNECTORS, STOP_WORDS } from '../english/lexicon/function-words.ts';
import { CARDINALS, MONTHS, ORDINALS, WEEKDAYS } from '../english/lexicon/number-words.ts';
import { SENTENCE_OPENERS } from '../english/lexicon/sentence-openers.ts';
import { rarity } from '../english/relatedness.ts';
import { findVerb } from '../english/verbs.ts';
import type { Reading, Word } from './reading.ts';
import { nameForms } from './wording.ts';

/** A name of a sentence: the words from `from` to `to`. */
export interface Name {
  readonly words: readonly Word[];
  readonly from: number;
  readonly to: number;
  /** Whether nothing but its place at the start of the sentence gives it a capital. */
  readonly opens: boolean;
}

/** From this rarity on a word is hardly an everyday one. */
const RARE = 0.95;

/** Small words within a name: "Louis van Gaal". */
const PARTICLES = /^(?:van|von|der|den|de|del|della|di|da|du|la|le|el|al|bin|ibn)$/;

/** The names of a sentence in order; a text in capitals or in small letters alone has none. */
export function findNames({ text, words }: Reading): Name[] {
  const capitals = words.filter(({ capital, content }) => capital && content).length;
  if (capitals > 3 && capitals > 0.8 * words.filter(({ content }) => content).length) return [];
  const names: Name[] = [];
  for (let at = 0; at < words.length; ) {
    if (!isNameWord(words[at]) || isOpener(text, words, at)) {
      at += 1;
      continue;
    }
    let to = at + 1;
    for (; isJoined(text, words, to); to += 1) {
      const isParticle = PARTICLES.test(words[to]?.text ?? '') && isJoined(text, words, to + 1);
      if (!isNameWord(words[isParticle ? to + 1 : to])) break;
    }
    const opens = opensSentence(text, words, at) && to === at + 1;
    if (!opens || looksLikeName(text, words, at))
      names.push({ words: words.slice(at, to), from: at, to, opens });
    at = to;
  }
  return names;
}

function isNameWord(word: Word | undefined): boolean {
  if (!word?.capital || word.lower === 'i' || /^i'|\d/.test(word.lower)) return false;
  const plain = word.lower.replace(/'s$/, '');
  if (MONTHS.has(plain) || WEEKDAYS.has(plain) || CARDINALS.has(plain) || ORDINALS.has(plain)) return false;
  return word.content && !STOP_WORDS.has(plain);
}

/** "Following Ruiz" names Ruiz alone. */
function isOpener(text: string, words: readonly Word[], at: number): boolean {
  return SENTENCE_OPENERS.has(words[at]?.lower ?? '') && opensSentence(text, words, at);
}

function isJoined(text: string, words: readonly Word[], at: number): boolean {
  // "Britain's Muslims" are two names.
  if (/['’]s$/.test(words[at - 1]?.text ?? '')) return false;
  const gap = text.slice(words[at - 1]?.end ?? 0, words[at]?.start ?? 0);
  return /^(?:\s|-|\.\s|\s?&\s?)$/.test(gap);
}

function opensSentence(text: string, words: readonly Word[], at: number): boolean {
  const word = words[at];
  const before = words[at - 1];
  if (!word) return false;
  return (
    !before ||
    before.sentence !== word.sentence ||
    /[:“"‘([!?.>]\s*$|['"]$/.test(text.slice(before.end, word.start))
  );
}

/** A capital at the start makes a name of a word only where it is used like one: "NATO", "Ohio's", "Pulido, who", "Ruiz said"; or is known for one. */
function looksLikeName(text: string, words: readonly Word[], at: number): boolean {
  const [word, next] = [words[at], words[at + 1]];
  if (!word || !next || CONNECTORS.has(word.lower)) return false;
  if (/^\p{Lu}{2}/u.test(word.text)) return !/^\p{Lu}{2}/u.test(next.text);
  if (/['’]s$/.test(word.text) || /^(?:said|says)$/.test(next.lower)) return true;
  if (rarity(word.stem) >= RARE || isKnownName(word)) return true;
  return text[word.end] === ',' && /^(?:who|whose|which|\d+)$/.test(next.lower);
}

/** A country, its people, or a given name; "Mark" may be a verb. */
function isKnownName({ lower, stem }: Word): boolean {
  const isListed = nameForms(stem).length > 0 || MEN.has(lower) || WOMEN.has(lower);
  return isListed && findVerb(lower) === undefined;
}
