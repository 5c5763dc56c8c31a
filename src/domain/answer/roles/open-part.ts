import { isTime } from '../../english/grammar.ts';
import { isSomebody } from '../../english/somebody.ts';
import type { ClauseParts } from './clause-parts.ts';
import type { QuestionFrame } from './question-frame.ts';
import {
  isContent,
  isNameWord,
  isReference,
  type Likeness,
  type RoleWord,
  stemsOfPart,
} from './role-words.ts';

/** How well a word has to stand for what is to be named: "corporations" for "companies". */
const SAME_KIND = 0.6;
const DEFINITE = /^(?:the|its|their|his|her|he|she|they)$/;
const ANY = /^(?:an?|another|any|some|no)$/;

/**
 * Whether the part that a question leaves open is filled by what the question does not say itself; where people or a body are
 * asked for, by a name, or by words that say which. Always where it is no part of the clause.
 */
export function isFilled(
  { slot, target, agent, patient, asksSomebody }: QuestionFrame,
  words: readonly RoleWord[],
  parts: ClauseParts,
  likeness: Likeness,
): boolean {
  if (slot !== 'agent' && slot !== 'patient') return true;
  const range = parts[slot];
  if (!range) return false;
  const said = new Set(stemsOfPart([...agent, ...patient, ...target]));
  const isNew = (word: RoleWord) => !isTime(word) && !word.stems.some((stem) => said.has(stem));
  const phrase = words.slice(range.from, range.to);
  const fresh = phrase.filter((word) => isContent(word) && isNew(word));
  if (!asksSomebody) return fresh.length > 0;
  const opening = phrase[0]?.lower ?? '';
  if (target.length === 0) {
    if (fresh.some(isNameWord) || phrase.some(isReference)) return true;
    const isGroup = slot === 'agent' && (DEFINITE.test(opening) || /s$/.test(opening));
    return isGroup && fresh.length > 0 && isSomebody(words, range);
  }
  // "a mayor who did not": one of them, but not which.
  const isAnybody = ANY.test(opening) && phrase.every(({ text }) => text !== ',');
  if (fresh.some(isNameWord) && !isAnybody) return true;
  const [kind] = stemsOfPart(target.slice(-1));
  return DEFINITE.test(opening) || (kind !== undefined && isNamedKind(kind, words, isNew, likeness));
}

/** "UK Independence Party leader", "corporations including Apple": a name beside the word for what is to be named. */
function isNamedKind(
  kind: string,
  words: readonly RoleWord[],
  isNew: (word: RoleWord) => boolean,
  likeness: Likeness,
): boolean {
  return words.some(({ stems }, place) => {
    if (!stems.some((stem) => likeness(kind, stem) >= SAME_KIND)) return false;
    if (ANY.test(words[place - 1]?.lower ?? '')) return false;
    const around = words.slice(Math.max(1, place - 3), place + 5);
    return around.some((word) => isNameWord(word) && isNew(word));
  });
}
