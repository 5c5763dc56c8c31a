import type { Quantity } from '../../english/quantity.ts';
import { fitAt, neighboursOf } from '../context.ts';
import { type Evidence, findWord, type StatedQuantity } from '../evidence.ts';
import type { Finding } from '../grounding.ts';
import type { Reading, Word } from '../reading.ts';

/** How near a number what it counts must stand in the cited text: words before and after it. */
const UNIT_REACH = { before: 3, after: 6, beside: 3 };

/** How much better the words around a number must fit another number of the cited text. */
const MARGIN = 0.1;

/**
 * Every number, amount, share, date and time of day is in the cited text, and for what it counts there. Let pass: rounding
 * and limits that fit, other units of one kind, differences, the length of a list, "two", "dozens" and the like, and a
 * year of which the text gives none.
 */
export function checkNumbers(claim: Reading, evidence: Evidence): Finding[] {
  return claim.quantities.flatMap((quantity): Finding[] => {
    if (isUncounted(quantity, evidence)) return [];
    const same = evidence.quantities.filter((stated) => agrees(quantity, stated));
    const text = quote(claim, quantity);
    if (followsFromText(quantity, claim, evidence)) return [];
    if (same.length === 0) {
      return [{ kind: 'number', detail: `The cited text does not give the number "${text}".` }];
    }
    const rival = findRival(claim, quantity, same, evidence);
    if (!rival) return [];
    return [{ kind: 'number', detail: `The cited text has "${rival}" where this sentence has "${text}".` }];
  });
}

/** Numbers that a writer gives without counting: "dozens", "two men" for a man and his brother, a goalless game, "first". */
function isUncounted(quantity: Quantity, { quantities }: Evidence): boolean {
  const { kind, value, bound, step } = quantity;
  const isCounted = quantities.some((stated) => agrees(quantity, stated));
  return (
    bound === 'vague' ||
    kind === 'times' ||
    (kind === 'count' && (value === 0 || value === 2) && step === 1 && bound === 'exact' && !isCounted) ||
    (kind === 'ordinal' && value === 1)
  );
}

function quote({ text, words }: Reading, { from, to }: Quantity): string {
  return text.slice(words[from]?.start, words[Math.max(from, to - 1)]?.end);
}

/** Whether a sentence may state `claimed` of a text that states `stated`. */
export function agrees(claimed: Quantity, stated: Quantity): boolean {
  return hasSameUnit(claimed, stated) && isWithinBound(claimed, stated);
}

function hasSameUnit(claimed: Quantity, stated: Quantity): boolean {
  if (claimed.kind === stated.kind) return true;
  const kinds = [claimed.kind, stated.kind].sort().join(' ');
  // "three times" for "a 3 to 1 margin", "the 8th" for "Sept. 8", and a year or clock time written as a plain number.
  return /^(?:count times|count ordinal|count year|clock count|ordinal times)$/.test(kinds);
}

function isWithinBound(claimed: Quantity, stated: Quantity): boolean {
  const [mine, theirs] = [claimed.value, stated.value];
  if (isSame(mine, theirs)) return !contradicts(claimed.bound, stated.bound);
  if (!/^(?:count|money|share|times|clock)$/.test(claimed.kind)) return false;
  // "about 410" is more than "about 400" tells.
  if (claimed.step < stated.step) return false;
  switch (claimed.bound) {
    case 'above':
      return mine < theirs && theirs <= mine * 1.25 && stated.bound !== 'below';
    case 'nearly':
    case 'below':
      return theirs < mine && theirs >= mine * 0.85 && stated.bound !== 'above';
    case 'about':
      return Math.abs(mine - theirs) <= 0.06 * theirs;
    default:
      return isRounded(claimed, stated);
  }
}

/** A number said without "about" may be rounded by one part in two hundred: 500.8 to 501, not 133 to 130. */
function isRounded(claimed: Quantity, stated: Quantity): boolean {
  const error = Math.abs(claimed.value - stated.value);
  return claimed.step > stated.step && error <= claimed.step / 2 && error <= 0.005 * stated.value;
}

function contradicts(claimed: Quantity['bound'], stated: Quantity['bound']): boolean {
  if (claimed === stated || claimed === 'about' || stated === 'vague') return false;
  if (stated === 'below' || claimed === 'below') return true;
  return (claimed === 'above' && stated === 'nearly') || (claimed === 'nearly' && stated === 'above');
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
}

/** A number that the text does not state, but that follows from it or from when it was published. */
function followsFromText(quantity: Quantity, claim: Reading, evidence: Evidence): boolean {
  const { kind, value } = quantity;
  const date = evidence.story.published ?? '';
  if (kind === 'year') return date.startsWith(String(value)) || isYearLeftOut(quantity, claim, evidence);
  if (kind === 'month' && Number(date.slice(5, 7)) === value) return true;
  if (isDifference(quantity, claim, evidence)) return true;
  return kind === 'count' && value <= 12 && countLists(evidence).has(value);
}

/** Of "July 2014" the text has the month, and nowhere with a year; or it gives no years at all. */
function isYearLeftOut({ from }: Quantity, { quantities: mine }: Reading, { quantities }: Evidence): boolean {
  if (!quantities.some(({ kind }) => kind === 'year')) return true;
  const month = mine.find(({ kind, to }) => kind === 'month' && from - to <= 2 && to <= from);
  const same = quantities.filter(({ kind, value }) => kind === 'month' && value === month?.value);
  const isDated = ({ at }: StatedQuantity) =>
    quantities.some((other) => other.kind === 'year' && other.at - at > 0 && other.at - at <= 3);
  return same.length > 0 && !same.some(isDated);
}

/** "ten days later" for the 9th and the 19th, "ten points below" for 85% and 95%. */
function isDifference({ value, to, from }: Quantity, claim: Reading, { quantities }: Evidence): boolean {
  const near = claim.words.slice(from, to + 1).map(({ stem }) => stem);
  const kind = near.includes('year')
    ? 'year'
    : near.includes('dai')
      ? 'count'
      : near.includes('point')
        ? 'share'
        : undefined;
  const numbers = quantities
    .filter((other) => other.kind === kind)
    .map((other) => other.value * (kind === 'share' ? 100 : 1));
  return numbers.some((a) => numbers.some((b) => isSame(a - b, value)));
}

/** How many names each list in the cited text has: 3 for "Ohio, Iowa and Maine". */
function countLists({ texts }: Evidence): ReadonlySet<number> {
  const name = String.raw`\p{Lu}[\p{L}.'’-]*(?:\s\p{Lu}[\p{L}.'’-]*)*`;
  const list = new RegExp(String.raw`${name}(?:,\s${name})*,?\s(?:and|or)\s${name}`, 'gu');
  const found = texts.flatMap((text) => text.match(list) ?? []);
  return new Set(found.map((names) => names.split(/,\s(?:and|or)\s|,\s|\s(?:and|or)\s/).length));
}

/**
 * What the cited text counts or measures by another number, where it has `quantity` for something else only: in "600
 * islanders signed" for "400 islanders signed, 600 passengers". `undefined` where the number may be the text's own.
 */
function findRival(
  claim: Reading,
  quantity: Quantity,
  same: readonly StatedQuantity[],
  evidence: Evidence,
): string | undefined {
  if (!/^(?:count|money|share)$/.test(quantity.kind)) return undefined;
  const units = unitsOf(claim, quantity).map((word) => findWord(evidence, word));
  const { before, after, beside } = UNIT_REACH;
  const isNear = ({ at }: StatedQuantity, from: number, to: number) =>
    units.some((places) => places.some((place) => place - at >= from && place - at <= to));
  if (same.some((stated) => isNear(stated, -before, after))) return undefined;
  const neighbours = neighboursOf(claim.words, quantity.from, quantity.to, evidence);
  const own = Math.max(...same.map(({ at }) => fitAt(neighbours, at)));
  const rival = evidence.quantities.find(
    (stated) =>
      stated.kind === quantity.kind &&
      stated.bound !== 'vague' &&
      !same.includes(stated) &&
      // "Two of the three judges" count what the three are.
      !claim.quantities.some((other) => agrees(other, stated)) &&
      isNear(stated, 1, beside) &&
      fitAt(neighbours, stated.at) >= own + MARGIN,
  );
  return (
    rival &&
    evidence.words
      .slice(rival.at, rival.at + rival.to - rival.from + beside)
      .map(({ text }) => text)
      .join(' ')
  );
}

/** The next words that say what a number counts, two at most, up to the next mark. */
function unitsOf({ text, words }: Reading, { to }: Quantity): Word[] {
  const units: Word[] = [];
  for (let at = to; at < to + 4 && units.length < 2; at += 1) {
    const word = words[at];
    if (!word || /[,;:.()–—]/.test(text.slice(words[at - 1]?.end ?? 0, word.start))) break;
    // Ages are told in many ways: "an 83-year-old man", "the man, 83".
    if (/^years?$/.test(word.lower) && words[at + 1]?.lower === 'old') return [];
    if (word.content && !/^\d/.test(word.lower)) units.push(word);
    else if (units.length > 0) break;
  }
  return units;
}
