import type { Claim } from '../claim.ts';
import { MONTHS, WEEKDAYS } from '../data/number-words.ts';
import type { Evidence } from '../evidence.ts';
import type { Finding } from '../grounding.ts';
import { type Quantity, readQuantities } from '../quantity.ts';
import type { Token } from '../token.ts';

/** Every number, amount, share, year, month and weekday of the sentence is in the cited text. */
export function checkNumbers(claim: Claim, evidence: Evidence): Finding[] {
  return [...findWrongQuantities(claim, evidence), ...findWrongDates(claim, evidence)];
}

function findWrongQuantities(claim: Claim, evidence: Evidence): Finding[] {
  const stated = evidence.paragraphs.flatMap(({ quantities }) => quantities);
  return readQuantities(claim.tokens)
    .filter((quantity) => !stated.some((other) => agrees(quantity, other)))
    .filter((quantity) => !isKnownOtherwise(quantity, claim, evidence))
    .map((quantity) => ({
      kind: 'number',
      detail: `The cited text does not give the number "${quantity.text}".`,
    }));
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
  if (claimed.kind === 'year' || claimed.kind === 'ordinal' || claimed.kind === 'decade') return false;
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
  if (claimed === stated || claimed === 'about') return false;
  if (stated === 'below' || claimed === 'below') return true;
  return (claimed === 'above' && stated === 'nearly') || (claimed === 'nearly' && stated === 'above');
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
}

/** A number that the text does not state, but that follows from it. */
function isKnownOtherwise(quantity: Quantity, claim: Claim, evidence: Evidence): boolean {
  if (quantity.kind === 'year') return evidence.story.published?.startsWith(String(quantity.value)) ?? false;
  if (isDifference(quantity, claim, evidence)) return true;
  if (quantity.kind !== 'count' || quantity.step > 1) return false;
  return evidence.paragraphs.some(({ tokens }) => countLists(tokens).includes(quantity.value));
}

/** "ten days later" for the 9th and the 19th, "ten points below" for 85% and 95%. */
function isDifference(quantity: Quantity, claim: Claim, evidence: Evidence): boolean {
  const words = claim.tokens.slice(quantity.from, quantity.to + 1).map(({ lemma }) => lemma);
  const kind = words.includes('year')
    ? 'year'
    : words.includes('day')
      ? 'count'
      : words.includes('point')
        ? 'share'
        : undefined;
  if (!kind) return false;
  const numbers = evidence.paragraphs
    .flatMap(({ quantities }) => quantities)
    .filter((other) => other.kind === kind);
  return numbers.some((a) => numbers.some((b) => isSame(a.value - b.value, quantity.value)));
}

/** How many things each list of names in the tokens has: 3 for "Ohio, Iowa and Maine". */
function countLists(tokens: readonly Token[]): number[] {
  const counts: number[] = [];
  let commas = 0;
  let named = false;
  for (const { lower, pos } of tokens) {
    if (lower === ',' && named) commas++;
    else if (lower === 'and' && named) {
      counts.push(commas + 2);
      commas = 0;
    } else if (/^[.;:!?]$/.test(lower) || /^(?:VERB|AUX)$/.test(pos)) commas = 0;
    named = pos === 'PROPN' || (named && (lower === ',' || lower === '.'));
  }
  return counts;
}

function findWrongDates(claim: Claim, evidence: Evidence): Finding[] {
  const stated = new Set(evidence.paragraphs.flatMap(({ tokens }) => tokens.flatMap(readDateName)));
  return claim.tokens
    .flatMap((token, index) => (isMonth(token, claim.tokens, index) ? readDateName(token) : []))
    .filter((name) => !stated.has(name) && !isPublished(name, evidence))
    .map((name) => ({ kind: 'number', detail: `The cited text does not say "${capitalise(name)}".` }));
}

/** The month or weekday that a capitalised token names, in lower case. */
function readDateName(token: Token): string[] {
  // "mid-January" is one token.
  const text = token.text.replace(/^(?:mid|early|late)-/, '');
  if (!/^\p{Lu}/u.test(text)) return [];
  const name = text.toLowerCase().replace(/['’]s$/, '');
  const month = MONTHS.get(name);
  // "May" and "March" are words, too: only nouns name months.
  if (month) return /^(?:AUX|VERB|ADV)$/.test(token.pos) ? [] : [month];
  return WEEKDAYS.has(name) ? [name] : [];
}

/** "May" and "March" begin sentences as other words, too: as months they stand by a number or after a preposition. */
function isMonth(token: Token, tokens: readonly Token[], index: number): boolean {
  if (!/^(?:may|march)$/.test(token.lower)) return true;
  const before = tokens[index - 1];
  return (
    tokens[index + 1]?.pos === 'NUM' ||
    before?.pos === 'ADP' ||
    /^(?:last|this|early|late|mid|next)$/.test(before?.lower ?? '')
  );
}

function isPublished(name: string, evidence: Evidence): boolean {
  const date = new Date(evidence.story.published ?? Number.NaN);
  if (Number.isNaN(date.getTime())) return false;
  return (
    [...MONTHS.values()].includes(name) &&
    date.toLocaleString('en', { month: 'long', timeZone: 'UTC' }).toLowerCase() === name
  );
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
