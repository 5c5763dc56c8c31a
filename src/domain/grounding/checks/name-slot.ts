import { stemWord } from '../../english/words.ts';
import { isLightVerb } from '../alignment.ts';
import type { Claim } from '../claim.ts';
import { MUTUAL_VERBS, SAYING_VERBS } from '../data/function-words.ts';
import { GENERIC_NAME_WORDS } from '../data/generic-name-words.ts';
import { MONTHS, WEEKDAYS } from '../data/number-words.ts';
import type { Evidence } from '../evidence.ts';
import type { Finding } from '../grounding.ts';
import type { Token } from '../token.ts';
import { isSameWord } from '../wording.ts';

/** A name with the two words that stand on either side of it: "taking over … role at" around "Ruiz". */
interface Slot {
  readonly name: readonly Token[];
  readonly left: readonly Token[];
  readonly right: readonly Token[];
  readonly sentence: readonly Token[];
}

const SLOT_WORDS = 2;

/** "a meeting with Ruiz" may be a meeting with the other party. */
const MUTUAL_STEMS: ReadonlySet<string> = new Set([...MUTUAL_VERBS].map(stemWord));

/** Between the same words as in the cited text stands the same name. */
export function checkNameSlots(claim: Claim, evidence: Evidence): Finding[] {
  const stated = evidence.sentences.flatMap(({ tokens }) => readSlots(tokens));
  return readSlots(claim.reading.tokens).flatMap((slot): Finding[] => {
    const rivals = stated.filter((other) => fits(slot, other));
    if (rivals.length === 0 || rivals.some((other) => mayMean(slot, other, evidence))) return [];
    const [mine, theirs] = [textOf(slot.name), textOf(rivals[0]?.name ?? [])];
    return [
      { kind: 'name', detail: `In the cited text "${theirs}" stands where this sentence has "${mine}".` },
    ];
  });
}

function readSlots(tokens: readonly Token[]): Slot[] {
  const slots: Slot[] = [];
  for (let from = 0; from < tokens.length; from++) {
    let to = from;
    while (isNameWord(tokens[to])) to++;
    if (to === from) continue;
    const left = tokens
      .slice(Math.max(0, from - 6), from)
      .filter(isSlotWord)
      .slice(-SLOT_WORDS);
    const right = tokens
      .slice(to, to + 6)
      .filter(isSlotWord)
      .slice(0, SLOT_WORDS);
    slots.push({ name: tokens.slice(from, to), left, right, sentence: tokens });
    from = to;
  }
  return slots;
}

function isNameWord(token: Token | undefined): boolean {
  return (
    token?.pos === 'PROPN' &&
    /^\p{Lu}[^'’]*$/u.test(token.text) &&
    !MONTHS.has(token.lower) &&
    !WEEKDAYS.has(token.lower) &&
    !GENERIC_NAME_WORDS.has(token.lower)
  );
}

function isSlotWord({ pos, lower }: Token): boolean {
  return (
    !/^(?:DET|PUNCT|ADV|PART|SYM)$/.test(pos) &&
    !/^(?:'s|’s|his|her|its|their)$/.test(lower) &&
    !GENERIC_NAME_WORDS.has(lower)
  );
}

function fits(mine: Slot, theirs: Slot): boolean {
  // What follows a name is said of it alone where it is a noun: "Ruiz's role at", but not "…, whom Ruiz met, left town".
  const owned = mine.right[0]?.pos === 'NOUN';
  return isSameSide(mine.left, theirs.left) || (owned && isSameSide(mine.right, theirs.right));
}

/** The same words, at least one of which tells something. */
function isSameSide(mine: readonly Token[], theirs: readonly Token[]): boolean {
  return (
    mine.length === SLOT_WORDS &&
    !mine.some(({ stem }) => MUTUAL_STEMS.has(stem)) &&
    mine.every((token, index) => token.stem === theirs[index]?.stem) &&
    mine.some(
      (token) =>
        /^(?:NOUN|VERB|ADJ)$/.test(token.pos) && !isLightVerb(token) && !SAYING_VERBS.has(token.lemma),
    )
  );
}

/** One name by another word, or one that stands by the other: "Osmund, Maine", "the Harbour Board's Ferry Plan". */
function mayMean(mine: Slot, theirs: Slot, { story }: Evidence): boolean {
  return mine.name.some(
    (token) =>
      isBeside(token, theirs) ||
      theirs.name.some((other) => isSameWord(token, other) || isFullName(story.body, token, other)),
  );
}

function isBeside(token: Token, { name, sentence }: Slot): boolean {
  const at = sentence.findIndex((other) => isSameWord(token, other));
  const from = sentence.indexOf(name[0] ?? token);
  if (at < 0) return false;
  return !sentence
    .slice(Math.min(at, from), Math.max(at, from))
    .some(({ pos, lower }) => pos === 'VERB' || pos === 'AUX' || pos === 'ADP' || lower === ';');
}

function isFullName(body: string, { text: a }: Token, { text: b }: Token): boolean {
  return body.includes(`${a} ${b}`) || body.includes(`${b} ${a}`);
}

function textOf(name: readonly Token[]): string {
  return name.map(({ text }) => text).join(' ');
}
