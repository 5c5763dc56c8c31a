import { BOUNDS, SCALES } from './data/number-words.ts';
import type { Bound, Quantity } from './quantity.ts';
import type { Token } from './token.ts';

/** How the words around tokens [from, to) limit the number there. */
export function readBound(tokens: readonly Token[], from: number, to: number): Bound {
  const first = /^[$€£]$/.test(lowerAt(tokens, from - 1)) ? from - 1 : from;
  const before =
    ` ${[...tokens.slice(Math.max(0, first - 4), first)].map(({ lower }) => lower).join(' ')}`.replace(
      / (?:a|an|the|one)$/,
      '',
    );
  const after = ` ${tokens
    .slice(to, to + 3)
    .map(({ lower }) => lower)
    .join(' ')} `;
  const bound = longestBound(before);
  if (bound) return bound;
  if (
    /^ (?:or (?:more|greater|higher|above|older)|plus|\+) /.test(after) ||
    lowerAt(tokens, to - 1).endsWith('+')
  )
    return 'above';
  if (/^ or (?:less|fewer|lower|under|younger) /.test(after)) return 'below';
  return /^ or so /.test(after) ? 'about' : 'exact';
}

/** "no less than" is a bound of its own, not "less than". */
function longestBound(before: string): Bound | undefined {
  const found = (['below', 'above', 'nearly', 'about'] as const).flatMap((bound) =>
    BOUNDS[bound]
      .filter((words) => before.endsWith(` ${words}`))
      .map((words) => ({ bound, length: words.length })),
  );
  return found.sort((a, b) => b.length - a.length)[0]?.bound;
}

/** In "$5 to $10 million", "$5-10 million" and "40 to 50 percent" both numbers have one unit and one scale. */
export function shareUnits(quantities: readonly Quantity[], tokens: readonly Token[]): Quantity[] {
  const shared = [...quantities];
  for (let index = 0; index + 1 < shared.length; index++) {
    const [first, second] = [shared[index], shared[index + 1]];
    if (!first || !second || !isRange(tokens, first, second)) continue;
    const money = first.kind === 'money' || second.kind === 'money';
    const share =
      first.kind === 'count' && second.kind === 'share' && /(?:%|percent|cent|points?)$/.test(second.text);
    const scale = share
      ? 0.01
      : money && first.step < 1000 && second.step >= 1000
        ? scaleOf(tokens, second)
        : 1;
    if (!share && !money) continue;
    const kind = share ? 'share' : 'money';
    shared[index] = { ...first, kind, value: first.value * scale, step: first.step * scale };
    shared[index + 1] = { ...second, kind };
  }
  return shared;
}

function isRange(tokens: readonly Token[], first: Quantity, second: Quantity): boolean {
  const between = tokens.slice(first.to, second.from).map(({ lower }) => lower);
  return /^(?:-|–|to|or|and)\$?$/.test(between.join(''));
}

function scaleOf(tokens: readonly Token[], { from, to }: Quantity): number {
  return tokens.slice(from, to).reduce((scale, { lower }) => scale * (SCALES.get(lower) ?? 1), 1);
}

/** The token at `index` in lower case; empty beyond the ends. */
export function lowerAt(tokens: readonly Token[], index: number): string {
  return tokens[index]?.lower ?? '';
}
