import { BOUNDS } from './lexicon/number-words.ts';
import { NumberText } from './number-text.ts';
import type { Bound, Quantity, QuantityKind } from './quantity.ts';
import { PERCENT, readDate, readFraction, readNumber, readSingleWord } from './stated-number.ts';
import type { Token } from './stems.ts';

const CURRENCY = /^(?:dollars?|euros?|pounds?|cents?|pence|yen|yuan|rupees?|bucks)$/;
const MONEY_SIGN = /[$€£¥]\s?$/;

/** Every number, amount, share, date and time of day in `words`, the words of `text`, in order. */
export function readQuantities(text: string, words: readonly Token[]): Quantity[] {
  const numberText = new NumberText(text, words);
  const quantities: Quantity[] = [];
  for (let at = 0; at < words.length; ) {
    const quantity = readQuantity(numberText, at);
    if (quantity) shareUnit(numberText, quantities, quantity);
    at = quantity ? Math.max(quantity.to, at + 1) : at + 1;
  }
  return quantities;
}

function readQuantity(text: NumberText, at: number): Quantity | undefined {
  const raw =
    readDate(text, at) ?? readFraction(text, at) ?? readSingleWord(text, at) ?? readNumber(text, at);
  if (!raw) return undefined;
  const unit = raw.kind ? { kind: raw.kind, to: raw.to } : readUnit(text, at, raw.to);
  const part = unit.kind === 'share' && raw.kind !== 'share' ? 0.01 : 1;
  return {
    value: raw.value * part,
    step: (raw.step ?? 1) * part,
    kind: unit.kind,
    bound: raw.bound ?? readBound(text, at, unit.to),
    from: at,
    to: unit.to,
  };
}

function readUnit(text: NumberText, at: number, to: number): { kind: QuantityKind; to: number } {
  const word = text.at(to);
  if (text.before(to).startsWith('%')) return { kind: 'share', to };
  if (PERCENT.test(word)) return { kind: 'share', to: to + 1 };
  if (word === 'per' && /^cent/.test(text.at(to + 1))) return { kind: 'share', to: to + 2 };
  if (MONEY_SIGN.test(text.before(at))) return { kind: 'money', to };
  if (CURRENCY.test(word)) return { kind: 'money', to: to + 1 };
  if (word === 'times' || word === 'fold') return { kind: 'times', to };
  if (/^\d{1,2}(?:\.\d\d)?(?:am|pm)$/.test(text.at(at)) || /^[ap]\.?m\.?$/.test(word))
    return { kind: 'clock', to };
  if (to === at + 1 && /^(?:1[5-9]|20)\d\d$/.test(text.at(at))) return { kind: 'year', to };
  return { kind: 'count', to };
}

/** The longest wins: "no less than" is a limit of its own, not "less than". */
function readBound(text: NumberText, from: number, to: number): Bound {
  const before = text.run(from, 4).replace(/ (?:an?|the|one)$/, '');
  const kinds = ['below', 'above', 'nearly', 'about'] as const;
  const found = kinds.flatMap((bound) =>
    BOUNDS[bound]
      .filter((words) => before.endsWith(` ${words}`))
      .map((words) => ({ bound, length: words.length })),
  );
  const longest = found.sort((a, b) => b.length - a.length)[0];
  if (longest) return longest.bound;
  const after = text.run(to + 2, 2);
  if (/^ or (?:more|greater|higher|above|older|over)$/.test(after) || text.before(to).startsWith('+'))
    return 'above';
  if (/^ or (?:less|fewer|lower|under|younger)$/.test(after)) return 'below';
  return after === ' or so' ? 'about' : 'exact';
}

/** In "$5 to $10 million", "$5-10 million" and "40 to 50 percent" both numbers have one unit and one scale. */
function shareUnit(text: NumberText, quantities: Quantity[], next: Quantity): void {
  const last = quantities.at(-1);
  quantities.push(next);
  if (!last) return;
  const beside = next.from === last.to && /^\s?[-–—]\s?[$€£]?$/.test(text.before(next.from));
  const joined = next.from === last.to + 1 && /^(?:to|or|and)$/.test(text.at(last.to));
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
    const isScaled = next.to > next.from + 1 || /\p{L}/u.test(text.at(next.from));
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
