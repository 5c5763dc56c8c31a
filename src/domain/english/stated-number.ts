import {
  CARDINALS,
  MONTHS,
  MULTIPLIERS,
  ORDINALS,
  PARTS,
  SCALES,
  VAGUE,
  WEEKDAYS,
} from './lexicon/number-words.ts';
import type { NumberText } from './number-text.ts';
import type { StatedNumber } from './quantity.ts';

/** What makes a number a share of a hundred. */
export const PERCENT = /^(?:percent|pct|percentage)$/;

/** "May" and "March" begin sentences as other words, too: as months they stand by a number or after a preposition. */
export function readDate(text: NumberText, at: number): StatedNumber | undefined {
  const word = text.at(at);
  const weekday = WEEKDAYS.get(word.replace(/'s$|s$/, ''));
  if (weekday) return { value: weekday, kind: 'weekday', to: at + 1 };
  const month = MONTHS.get(word.replace(/'s$/, ''));
  if (!month || (word.length === 3 && !text.isCapital(at))) return undefined;
  const dated =
    /^\d/.test(text.at(at + 1)) ||
    /^\d|^(?:in|of|since|until|by|last|this|next|late|early|mid|from)$/.test(text.at(at - 1));
  if (/^(?:may|march|mar)$/.test(word) && !dated) return undefined;
  return { value: month, kind: 'month', to: at + 1 };
}

/** "half", "a third of", "two-thirds", "three in five", "one out of ten". */
export function readFraction(text: NumberText, at: number): StatedNumber | undefined {
  const word = text.at(at);
  const share = (value: number, to: number): StatedNumber => ({ value, step: 0.01, to, kind: 'share' });
  if (word === 'half') return readHalf(text, at);
  const alone = PARTS.get(word);
  // Not "a third man", "a quarter later": the part is of something, or stands alone.
  if (alone && /^(?:an?|one)$/.test(text.at(at - 1)) && !text.hasNounAt(at + 1))
    return share(1 / alone, at + 1);
  const upper = readCount(word);
  if (upper === undefined) return undefined;
  const parts = PARTS.get(text.at(at + 1));
  if (parts && upper < parts && (upper > 1 || text.before(at + 1) === '-'))
    return share(upper / parts, at + 2);
  const over = text.at(at + 1) === 'in' ? at + 2 : text.run(at + 3, 2) === ' out of' ? at + 3 : -1;
  const whole = over > 0 && /^\s$/.test(text.before(over)) ? readCount(text.at(over)) : undefined;
  return whole !== undefined && whole > upper && whole < 1900 ? share(upper / whole, over + 1) : undefined;
}

/** "half a million", "half an hour" (30 minutes), "half a year" (6 months), "half". */
function readHalf(text: NumberText, at: number): StatedNumber {
  const unit = /^an?$/.test(text.at(at + 1)) ? text.at(at + 2) : '';
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
export function readSingleWord(text: NumberText, at: number): StatedNumber | undefined {
  const word = text.at(at);
  const to = at + 1;
  const times = MULTIPLIERS.get(word);
  if (times) return { value: times, to, kind: 'times' };
  const vague = VAGUE.get(word);
  if (vague) return { value: vague, to, kind: 'count', bound: 'vague' };
  if (/^(?:decade|century|dozen)$/.test(word) && /^(?:an?|the|last|past)$/.test(text.at(at - 1))) {
    const more = text.run(at + 4, 3) === ' and a half';
    return { value: (SCALES.get(word) ?? 0) * (more ? 1.5 : 1), to: more ? at + 4 : to, kind: 'count' };
  }
  if (/^\d{1,2}$/.test(word) && /^[:.]$/.test(text.before(to)) && /^\d\d(?:am|pm)?$/.test(text.at(to)))
    return { value: Number(word) + Number(text.at(to).slice(0, 2)) / 100, to: to + 1, kind: 'clock' };
  const decade = /^(\d\d|\d{3}0)'?s$/.exec(word)?.[1];
  if (decade) return { value: Number(decade) % 100, to, kind: 'decade' };
  const ordinal = ORDINALS.get(word) ?? Number(/^(\d+)(?:st|nd|rd|th)$/.exec(word)?.[1] ?? Number.NaN);
  return Number.isNaN(ordinal) ? undefined : { value: ordinal, to, kind: 'ordinal' };
}

/** Digits or number words with their scales: "1.1 billion", "sixty-two", "two hundred and fifty". */
export function readNumber(text: NumberText, at: number): StatedNumber | undefined {
  const head = readHead(text, at);
  if (!head) return undefined;
  let { value, step, to } = head;
  for (;;) {
    const word = text.at(to);
    const scale = /^[\s-]$/.test(text.before(to)) ? SCALES.get(word) : undefined;
    const ones =
      value % 10 === 0 && value >= 20 && step === 1 && head.words ? CARDINALS.get(word) : undefined;
    if (scale && word.length > 2 && !(scale === 12 && value > 20)) {
      value *= scale;
      step *= scale;
      to += 1;
    } else if (ones !== undefined && ones < 10) {
      value += ones;
      to += 1;
    } else if (value % 10 === 0 && head.words && text.before(to) === '-' && (ORDINALS.get(word) ?? 10) < 10)
      return { value: value + (ORDINALS.get(word) ?? 0), to: to + 1, kind: 'ordinal' };
    else if (word === 'and' && step >= 100 && head.words) {
      const rest = readNumber(text, to + 1);
      return rest && rest.value < step ? { ...rest, value: value + rest.value } : { value, step, to };
    } else return { value, step, to };
  }
}

function readHead(
  text: NumberText,
  at: number,
): { value: number; step: number; to: number; words: boolean } | undefined {
  const word = text.at(at);
  const cardinal = CARDINALS.get(word);
  if (cardinal !== undefined) {
    // "one" alone is mostly no number: "one of them", "no one".
    const counted =
      SCALES.has(text.at(at + 1)) || PERCENT.test(text.at(at + 1)) || /^per/.test(text.at(at + 1));
    return cardinal === 1 && !counted ? undefined : { value: cardinal, step: 1, to: at + 1, words: true };
  }
  if (/^(?:hundred|thousand|million|billion|trillion)$/.test(word) && /^an?$/.test(text.at(at - 1)))
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
