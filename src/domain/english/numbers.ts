import { STOP_WORDS } from './lexicon/function-words.ts';
import {
  BOUNDS,
  CARDINALS,
  MONTHS,
  MULTIPLIERS,
  ORDINALS,
  PARTS,
  SCALES,
  VAGUE,
  WEEKDAYS,
} from './lexicon/number-words.ts';
import type { Token } from './words.ts';

/** How a text limits a number: "more than" (above), "up to" (below), "almost" (nearly), "some" (about), "dozens" (vague). */
export type Bound = 'exact' | 'above' | 'below' | 'nearly' | 'about' | 'vague';

export type QuantityKind =
  | 'count'
  | 'money'
  | 'share'
  | 'year'
  | 'decade'
  | 'ordinal'
  | 'times'
  | 'clock'
  | 'month'
  | 'weekday';

/** A number that a text states. Shares are of 1 ("32%" is 0.32), months and weekdays count from 1. */
export interface Quantity {
  readonly value: number;
  readonly kind: QuantityKind;
  readonly bound: Bound;
  /** The power of ten of its last stated digit: 1e5 for "1.1 million". A rounded number has a large one. */
  readonly step: number;
  /** Index of its first word, and of the one after its last. */
  readonly from: number;
  readonly to: number;
}

/** What is read of a number before its limits are. */
interface Raw {
  readonly value: number;
  readonly to: number;
  readonly step?: number;
  readonly kind?: QuantityKind;
  readonly bound?: Bound;
}

const PERCENT = /^(?:percent|pct|percentage)$/;
const CURRENCY = /^(?:dollars?|euros?|pounds?|cents?|pence|yen|yuan|rupees?|bucks)$/;
const MONEY_SIGN = /[$€£¥]\s?$/;

/** The words of a text with what stands between them. */
class Reading {
  private readonly text: string;
  private readonly words: readonly Token[];

  constructor(text: string, words: readonly Token[]) {
    this.text = text;
    this.words = words;
  }

  get length(): number {
    return this.words.length;
  }

  /** The word at `index` in lower case, without the full stop of a short form; empty beyond the ends. */
  at(index: number): string {
    return this.words[index]?.lower ?? '';
  }

  isCapital(index: number): boolean {
    return /^\p{Lu}/u.test(this.words[index]?.text ?? '');
  }

  /** What stands right before the word at `index`. */
  before(index: number): string {
    const end = this.words[index]?.start ?? this.text.length;
    return this.text.slice(this.words[index - 1]?.end ?? 0, end);
  }

  /** Whether the word at `index` goes on where the one before it left off, and is no function word or number. */
  hasNounAt(index: number): boolean {
    const word = this.at(index);
    return word !== '' && /^[\s-]$/.test(this.before(index)) && !STOP_WORDS.has(word) && !CARDINALS.has(word);
  }

  /** `count` words before `index`, parted by spaces, one space before the first. */
  run(index: number, count: number): string {
    return this.words
      .slice(Math.max(0, index - count), index)
      .map(({ lower }) => ` ${lower}`)
      .join('');
  }
}

/** Every number, amount, share, date and time of day in `words`, the words of `text`, in order. */
export function readQuantities(text: string, words: readonly Token[]): Quantity[] {
  const reading = new Reading(text, words);
  const quantities: Quantity[] = [];
  for (let at = 0; at < words.length; ) {
    const quantity = readQuantity(reading, at);
    if (quantity) shareUnit(reading, quantities, quantity);
    at = quantity ? Math.max(quantity.to, at + 1) : at + 1;
  }
  return quantities;
}

function readQuantity(reading: Reading, at: number): Quantity | undefined {
  const raw =
    readDate(reading, at) ??
    readFraction(reading, at) ??
    readSingleWord(reading, at) ??
    readNumber(reading, at);
  if (!raw) return undefined;
  const unit = raw.kind ? { kind: raw.kind, to: raw.to } : readUnit(reading, at, raw.to);
  const part = unit.kind === 'share' && raw.kind !== 'share' ? 0.01 : 1;
  return {
    value: raw.value * part,
    step: (raw.step ?? 1) * part,
    kind: unit.kind,
    bound: raw.bound ?? readBound(reading, at, unit.to),
    from: at,
    to: unit.to,
  };
}

/** "May" and "March" begin sentences as other words, too: as months they stand by a number or after a preposition. */
function readDate(reading: Reading, at: number): Raw | undefined {
  const word = reading.at(at);
  const weekday = WEEKDAYS.get(word.replace(/'s$|s$/, ''));
  if (weekday) return { value: weekday, kind: 'weekday', to: at + 1 };
  const month = MONTHS.get(word.replace(/'s$/, ''));
  if (!month || (word.length === 3 && !reading.isCapital(at))) return undefined;
  const dated =
    /^\d/.test(reading.at(at + 1)) ||
    /^\d|^(?:in|of|since|until|by|last|this|next|late|early|mid|from)$/.test(reading.at(at - 1));
  if (/^(?:may|march|mar)$/.test(word) && !dated) return undefined;
  return { value: month, kind: 'month', to: at + 1 };
}

/** "half", "a third of", "two-thirds", "three in five", "one out of ten". */
function readFraction(reading: Reading, at: number): Raw | undefined {
  const word = reading.at(at);
  const share = (value: number, to: number): Raw => ({ value, step: 0.01, to, kind: 'share' });
  if (word === 'half') return readHalf(reading, at);
  const alone = PARTS.get(word);
  // Not "a third man", "a quarter later": the part is of something, or stands alone.
  if (alone && /^(?:an?|one)$/.test(reading.at(at - 1)) && !reading.hasNounAt(at + 1))
    return share(1 / alone, at + 1);
  const upper = readCount(word);
  if (upper === undefined) return undefined;
  const parts = PARTS.get(reading.at(at + 1));
  if (parts && upper < parts && (upper > 1 || reading.before(at + 1) === '-'))
    return share(upper / parts, at + 2);
  const over = reading.at(at + 1) === 'in' ? at + 2 : reading.run(at + 3, 2) === ' out of' ? at + 3 : -1;
  const whole = over > 0 && /^\s$/.test(reading.before(over)) ? readCount(reading.at(over)) : undefined;
  return whole !== undefined && whole > upper && whole < 1900 ? share(upper / whole, over + 1) : undefined;
}

/** "half a million", "half an hour" (30 minutes), "half a year" (6 months), "half". */
function readHalf(reading: Reading, at: number): Raw {
  const unit = /^an?$/.test(reading.at(at + 1)) ? reading.at(at + 2) : '';
  const whole = SCALES.get(unit) ?? { hour: 60, year: 12 }[unit];
  return whole === undefined
    ? { value: 0.5, step: 0.01, to: at + 1, kind: 'share' }
    : { value: whole / 2, step: Math.max(1, whole / 20), to: at + 3, kind: 'count' };
}

function readCount(word: string): number | undefined {
  return (
    CARDINALS.get(word) ?? (/^\d[\d,]*(?:\.\d+)?$/.test(word) ? Number(word.replaceAll(',', '')) : undefined)
  );
}

/** "twice", "third", "21st", "1990s", "9:30", "dozens", "a decade". */
function readSingleWord(reading: Reading, at: number): Raw | undefined {
  const word = reading.at(at);
  const to = at + 1;
  const times = MULTIPLIERS.get(word);
  if (times) return { value: times, to, kind: 'times' };
  const vague = VAGUE.get(word);
  if (vague) return { value: vague, to, kind: 'count', bound: 'vague' };
  if (/^(?:decade|century|dozen)$/.test(word) && /^(?:an?|the|last|past)$/.test(reading.at(at - 1))) {
    const more = reading.run(at + 4, 3) === ' and a half';
    return { value: (SCALES.get(word) ?? 0) * (more ? 1.5 : 1), to: more ? at + 4 : to, kind: 'count' };
  }
  if (/^\d{1,2}$/.test(word) && /^[:.]$/.test(reading.before(to)) && /^\d\d(?:am|pm)?$/.test(reading.at(to)))
    return { value: Number(word) + Number(reading.at(to).slice(0, 2)) / 100, to: to + 1, kind: 'clock' };
  const decade = /^(\d\d|\d{3}0)'?s$/.exec(word)?.[1];
  if (decade) return { value: Number(decade) % 100, to, kind: 'decade' };
  const ordinal = ORDINALS.get(word) ?? Number(/^(\d+)(?:st|nd|rd|th)$/.exec(word)?.[1] ?? Number.NaN);
  return Number.isNaN(ordinal) ? undefined : { value: ordinal, to, kind: 'ordinal' };
}

/** Digits or number words with their scales: "1.1 billion", "sixty-two", "two hundred and fifty". */
function readNumber(reading: Reading, at: number): Raw | undefined {
  const head = readHead(reading, at);
  if (!head) return undefined;
  let { value, step, to } = head;
  for (;;) {
    const word = reading.at(to);
    const scale = /^[\s-]$/.test(reading.before(to)) ? SCALES.get(word) : undefined;
    const ones =
      value % 10 === 0 && value >= 20 && step === 1 && head.words ? CARDINALS.get(word) : undefined;
    if (scale && word.length > 2 && !(scale === 12 && value > 20)) {
      value *= scale;
      step *= scale;
      to += 1;
    } else if (ones !== undefined && ones < 10) {
      value += ones;
      to += 1;
    } else if (
      value % 10 === 0 &&
      head.words &&
      reading.before(to) === '-' &&
      (ORDINALS.get(word) ?? 10) < 10
    )
      return { value: value + (ORDINALS.get(word) ?? 0), to: to + 1, kind: 'ordinal' };
    else if (word === 'and' && step >= 100 && head.words) {
      const rest = readNumber(reading, to + 1);
      return rest && rest.value < step ? { ...rest, value: value + rest.value } : { value, step, to };
    } else return { value, step, to };
  }
}

function readHead(
  reading: Reading,
  at: number,
): { value: number; step: number; to: number; words: boolean } | undefined {
  const word = reading.at(at);
  const cardinal = CARDINALS.get(word);
  if (cardinal !== undefined) {
    // "one" alone is mostly no number: "one of them", "no one".
    const counted =
      SCALES.has(reading.at(at + 1)) || PERCENT.test(reading.at(at + 1)) || /^per/.test(reading.at(at + 1));
    return cardinal === 1 && !counted ? undefined : { value: cardinal, step: 1, to: at + 1, words: true };
  }
  if (/^(?:hundred|thousand|million|billion|trillion)$/.test(word) && /^an?$/.test(reading.at(at - 1)))
    return { value: 1, step: 1, to: at, words: true };
  const [, digits = '', unit = ''] = /^(\d[\d,.]*)(\p{L}*)$/u.exec(word) ?? [];
  if (digits === '') return undefined;
  const plain = digits.replaceAll(',', '');
  const scale = SCALES.get(unit) ?? 1;
  return { value: Number(plain) * scale, step: lastDigit(plain) * scale, to: at + 1, words: false };
}

/** 100 for "1200", 0.1 for "1.5", 1 for "7". */
function lastDigit(digits: string): number {
  const decimals = digits.split('.')[1];
  return decimals ? 10 ** -decimals.length : 10 ** (/(?<=\d)0*$/.exec(digits)?.[0].length ?? 0);
}

function readUnit(reading: Reading, at: number, to: number): { kind: QuantityKind; to: number } {
  const word = reading.at(to);
  if (reading.before(to).startsWith('%')) return { kind: 'share', to };
  if (PERCENT.test(word)) return { kind: 'share', to: to + 1 };
  if (word === 'per' && /^cent/.test(reading.at(to + 1))) return { kind: 'share', to: to + 2 };
  if (MONEY_SIGN.test(reading.before(at))) return { kind: 'money', to };
  if (CURRENCY.test(word)) return { kind: 'money', to: to + 1 };
  if (word === 'times' || word === 'fold') return { kind: 'times', to };
  if (/^\d{1,2}(?:\.\d\d)?(?:am|pm)$/.test(reading.at(at)) || /^[ap]\.?m\.?$/.test(word))
    return { kind: 'clock', to };
  if (to === at + 1 && /^(?:1[5-9]|20)\d\d$/.test(reading.at(at))) return { kind: 'year', to };
  return { kind: 'count', to };
}

/** The longest wins: "no less than" is a limit of its own, not "less than". */
function readBound(reading: Reading, from: number, to: number): Bound {
  const before = reading.run(from, 4).replace(/ (?:an?|the|one)$/, '');
  const kinds = ['below', 'above', 'nearly', 'about'] as const;
  const found = kinds.flatMap((bound) =>
    BOUNDS[bound]
      .filter((words) => before.endsWith(` ${words}`))
      .map((words) => ({ bound, length: words.length })),
  );
  const longest = found.sort((a, b) => b.length - a.length)[0];
  if (longest) return longest.bound;
  const after = reading.run(to + 2, 2);
  if (/^ or (?:more|greater|higher|above|older|over)$/.test(after) || reading.before(to).startsWith('+'))
    return 'above';
  if (/^ or (?:less|fewer|lower|under|younger)$/.test(after)) return 'below';
  return after === ' or so' ? 'about' : 'exact';
}

/** In "$5 to $10 million", "$5-10 million" and "40 to 50 percent" both numbers have one unit and one scale. */
function shareUnit(reading: Reading, quantities: Quantity[], next: Quantity): void {
  const last = quantities.at(-1);
  quantities.push(next);
  if (!last) return;
  const beside = next.from === last.to && /^\s?[-–—]\s?[$€£]?$/.test(reading.before(next.from));
  const joined = next.from === last.to + 1 && /^(?:to|or|and)$/.test(reading.at(last.to));
  if (!beside && !joined) return;
  if (last.kind === 'year' && next.kind === 'count' && next.value < 100 && beside)
    quantities[quantities.length - 1] = {
      ...next,
      kind: 'year',
      value: Math.floor(last.value / 100) * 100 + next.value,
    };
  else if (last.kind === 'count' && next.kind === 'share' && next.step >= 0.01)
    quantities[quantities.length - 2] = {
      ...last,
      kind: 'share',
      value: last.value / 100,
      step: last.step / 100,
    };
  else if (last.kind === 'money' || next.kind === 'money') {
    const isScaled = next.to > next.from + 1 || /\p{L}/u.test(reading.at(next.from));
    const isShort = isScaled && last.value < 1000 && next.value >= 1000;
    const shared = isShort ? 1000 ** Math.floor(Math.log10(next.value) / 3) : 1;
    quantities[quantities.length - 2] = {
      ...last,
      kind: 'money',
      value: last.value * shared,
      step: last.step * shared,
    };
    quantities[quantities.length - 1] = { ...next, kind: 'money' };
  }
}
