import {
  CARDINALS,
  HALVED_UNITS,
  MULTIPLIERS,
  ORDINALS,
  PARTS,
  SCALES,
  SPANS_OF_YEARS,
} from './data/number-words.ts';
import { lowerAt, readBound, shareUnits } from './quantity-context.ts';
import type { Token } from './token.ts';

/** How a text limits a number: "more than" (above), "up to" (below), "almost" (nearly), "some" (about). */
export type Bound = 'exact' | 'above' | 'below' | 'nearly' | 'about';

export type QuantityKind = 'count' | 'money' | 'share' | 'year' | 'decade' | 'ordinal' | 'times' | 'clock';

/** A number that a text states. Shares are of 1 ("32%" and "0.32" of all are 0.32). */
export interface Quantity {
  readonly value: number;
  readonly kind: QuantityKind;
  readonly bound: Bound;
  /** The power of ten of its last stated digit: 1e5 for "1.1 million". A rounded number has a large one. */
  readonly step: number;
  readonly text: string;
  /** Index of its first token, and of the one after its last. */
  readonly from: number;
  readonly to: number;
}

const CURRENCY = /^(?:US|[AC])?[$€£¥]$/;
const CURRENCY_WORD = /^(?:dollars?|euros?|pounds?|cents?|yen|bucks)$/;
const PERCENT = /^(?:%|percent|per-cent|pct\.?|percentage|points?)$/;
const NUMERAL = /^\d[\d,]*(?:\.\d+)?$/;

/** Every number in the tokens, in order: in digits or words, with its unit, bound and precision. */
export function readQuantities(tokens: readonly Token[]): Quantity[] {
  const quantities: Quantity[] = [];
  for (let at = 0; at < tokens.length; ) {
    const quantity = readQuantity(tokens, at);
    if (quantity) quantities.push(quantity);
    at = quantity ? quantity.to : at + 1;
  }
  return shareUnits(quantities, tokens);
}

interface Raw {
  readonly value: number;
  readonly step: number;
  readonly to: number;
  readonly kind?: QuantityKind;
}

function readQuantity(tokens: readonly Token[], at: number): Quantity | undefined {
  const raw = readFraction(tokens, at) ?? readSingleWord(tokens, at) ?? readNumber(tokens, at);
  if (!raw) return undefined;
  const unit = raw.kind ? { kind: raw.kind, to: raw.to } : readUnit(tokens, at, raw);
  return {
    value: unit.kind === 'share' && raw.kind !== 'share' ? raw.value / 100 : raw.value,
    step: unit.kind === 'share' && raw.kind !== 'share' ? raw.step / 100 : raw.step,
    kind: unit.kind,
    bound: readBound(tokens, at, unit.to),
    text: tokens
      .slice(at, unit.to)
      .map(({ text }) => text)
      .join(' '),
    from: at,
    to: unit.to,
  };
}

/** "half", "a third of", "two-thirds", "three in five", "one out of ten". */
function readFraction(tokens: readonly Token[], at: number): Raw | undefined {
  const word = lowerAt(tokens, at);
  const count = readCount(word);
  const share = (value: number, to: number): Raw => ({ value, step: 0.01, to, kind: 'share' });
  if (word === 'half') return readHalf(tokens, at);
  const singular = PARTS.get(word);
  if (singular && /^(?:a|an|one)$/.test(lowerAt(tokens, at - 1)) && isPartOf(tokens, at + 1))
    return share(1 / singular, at + 1);
  if (count === undefined) return undefined;
  const next = lowerAt(tokens, at + 1) === '-' ? at + 2 : at + 1;
  const parts = PARTS.get(lowerAt(tokens, next));
  if (parts && count < parts && (count > 1 || next === at + 2)) return share(count / parts, next + 1);
  const over = /^(?:in|of)$/.test(lowerAt(tokens, at + 1))
    ? at + 2
    : lowerAt(tokens, at + 1) === 'out'
      ? at + 3
      : 0;
  const whole = over > 0 ? readCount(lowerAt(tokens, over)) : undefined;
  return whole !== undefined && whole > count ? share(count / whole, over + 1) : undefined;
}

/** "half a million", "half a decade", "half an hour" (30 minutes), "half a year" (6 months), "half". */
function readHalf(tokens: readonly Token[], at: number): Raw {
  const unit = /^an?$/.test(lowerAt(tokens, at + 1)) ? lowerAt(tokens, at + 2) : '';
  const scale = SCALES.get(unit);
  const whole = scale ?? SPANS_OF_YEARS.get(unit) ?? HALVED_UNITS.get(unit);
  return whole === undefined
    ? { value: 0.5, step: 0.01, to: at + 1, kind: 'share' }
    : { value: whole / 2, step: scale ? scale / 2 : 1, to: at + 3, kind: 'count' };
}

/** Not "a third man", "a quarter later": the part is of something, or stands alone. */
function isPartOf(tokens: readonly Token[], next: number): boolean {
  return !/^(?:NOUN|ADJ|PROPN|ADV)$/.test(tokens[next]?.pos ?? '');
}

function readCount(word: string): number | undefined {
  return CARDINALS.get(word) ?? (NUMERAL.test(word) ? Number(word.replaceAll(',', '')) : undefined);
}

/** "a decade" (ten years), "twice", "third", "21st", "1990s", "9:30". */
function readSingleWord(tokens: readonly Token[], at: number): Raw | undefined {
  const word = lowerAt(tokens, at);
  const to = at + 1;
  const times = MULTIPLIERS.get(word);
  if (times) return { value: times, step: 1, to, kind: 'times' };
  const years = SPANS_OF_YEARS.get(word);
  const single = word === 'century' ? /^(?:a|one)$/ : /^(?:a|the|one|last|past)$/;
  if (years && single.test(lowerAt(tokens, at - 1))) {
    const more = [1, 2, 3].map((ahead) => lowerAt(tokens, at + ahead)).join(' ') === 'and a half';
    return { value: more ? 1.5 * years : years, step: 1, to: more ? at + 4 : to, kind: 'count' };
  }
  if (/^\d{1,2}:\d\d$/.test(word))
    return { value: Number(word.replace(':', '.')), step: 0.01, to, kind: 'clock' };
  const decade = /^(?:mid-|')?(\d\d|\d{4})'?s$/.exec(word)?.[1];
  if (decade) return { value: Number(decade) % 100, step: 1, to, kind: 'decade' };
  const ordinal = ORDINALS.get(word) ?? Number(/^(\d+)(?:st|nd|rd|th)$/.exec(word)?.[1] ?? Number.NaN);
  return Number.isNaN(ordinal) ? undefined : { value: ordinal, step: 1, to, kind: 'ordinal' };
}

/** Digits or number words with their scales: "1.1 billion", "sixty-two", "two hundred and fifty". */
function readNumber(tokens: readonly Token[], at: number): Raw | undefined {
  const head = readHead(tokens, at);
  if (!head) return undefined;
  let { value, step, to } = head;
  for (;;) {
    const next = lowerAt(tokens, to) === '-' ? to + 1 : to;
    const word = lowerAt(tokens, next);
    const scale = SCALES.get(word);
    const tail = CARDINALS.get(word);
    const ordinal = ORDINALS.get(word);
    if (scale && !(scale === 12 && value > 20)) {
      value *= scale;
      step *= scale;
      to = next + 1;
    } else if (tail !== undefined && tail < 10 && isTens(tokens, to) && value % 10 === 0) {
      value += tail;
      to = next + 1;
    } else if (ordinal !== undefined && ordinal < 10 && next === to + 1 && value % 10 === 0) {
      return { value: value + ordinal, step: 1, to: next + 1, kind: 'ordinal' };
    } else if (word === 'and' && step >= 100 && CARDINALS.has(lowerAt(tokens, next + 1)) && head.words) {
      const rest = readNumber(tokens, next + 1);
      if (!rest || rest.value >= step) return { value, step, to };
      return { value: value + rest.value, step: rest.step, to: rest.to };
    } else {
      // "two-decade", "three decades": counted in years.
      const years = SPANS_OF_YEARS.get(word);
      return years ? { value: value * years, step: years, to: next + 1 } : { value, step, to };
    }
  }
}

function readHead(tokens: readonly Token[], at: number): (Raw & { words: boolean }) | undefined {
  const word = lowerAt(tokens, at);
  const cardinal = CARDINALS.get(word);
  if (cardinal !== undefined) {
    // "one" alone is mostly no number: "one of them", "no one".
    if (cardinal === 1 && !SCALES.has(lowerAt(tokens, at + 1)) && !PERCENT.test(lowerAt(tokens, at + 1)))
      return undefined;
    return { value: cardinal, step: 1, to: at + 1, words: true };
  }
  if (
    /^(?:hundred|thousand|million|billion|trillion|dozen)$/.test(word) &&
    /^an?$/.test(lowerAt(tokens, at - 1))
  )
    return { value: 1, step: 1, to: at, words: true };
  const glued = /^(?:US)?[$€£]?(\d[\d,]*(?:\.\d+)?)(k|m|mn|bn|tn|million|billion)?\+?$/i.exec(word);
  if (!glued?.[1]) return undefined;
  const digits = glued[1].replaceAll(',', '');
  const scale = SCALES.get(glued[2] ?? '') ?? 1;
  return { value: Number(digits) * scale, step: lastDigit(digits) * scale, to: at + 1, words: false };
}

/** 100 for "1200", 0.1 for "1.5", 1 for "7". */
function lastDigit(digits: string): number {
  const decimals = digits.split('.')[1];
  if (decimals) return 10 ** -decimals.length;
  return 10 ** (/0*$/.exec(digits)?.[0].length ?? 0);
}

function isTens(tokens: readonly Token[], to: number): boolean {
  const tens = CARDINALS.get(lowerAt(tokens, to - 1));
  return tens !== undefined && tens >= 20;
}

function readUnit(tokens: readonly Token[], at: number, raw: Raw): { kind: QuantityKind; to: number } {
  const dash = lowerAt(tokens, raw.to) === '-' ? 1 : 0;
  const word = lowerAt(tokens, raw.to + dash);
  if (PERCENT.test(word)) return { kind: 'share', to: raw.to + dash + 1 };
  if (word === 'per' && /^cent/.test(lowerAt(tokens, raw.to + 1))) return { kind: 'share', to: raw.to + 2 };
  if (CURRENCY.test(tokens[at - 1]?.text ?? '') || /[$€£]/.test(lowerAt(tokens, at)))
    return { kind: 'money', to: raw.to };
  if (CURRENCY_WORD.test(word)) return { kind: 'money', to: raw.to + dash + 1 };
  if (/^(?:times|fold)$/.test(word)) return { kind: 'times', to: raw.to };
  if (raw.to === at + 1 && /^(?:1[5-9]|20)\d\d$/.test(lowerAt(tokens, at)))
    return { kind: 'year', to: raw.to };
  return { kind: 'count', to: raw.to };
}
