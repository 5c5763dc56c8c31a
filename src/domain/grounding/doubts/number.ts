import type { Quantity } from '../../english/quantity.ts';
import { fitAt, neighboursOf } from '../context.ts';
import type { Evidence } from '../evidence.ts';
import type { Finding } from '../grounding.ts';
import type { Reading } from '../reading.ts';
import { agrees } from '../vetoes/number.ts';

/** A number that fits its place in the cited text worse than this may be told of something else. */
const LEAST_FIT = 0.15;

/** Up to this, numbers stand in every text and count anything. */
const SMALL = 3;

/** Numbers that no veto is sure of: "two" and "twice" that the text does not say, and a number that stands there among other words. */
export function findLooseNumbers(claim: Reading, evidence: Evidence): Finding[] {
  return claim.quantities.flatMap((quantity): Finding[] => {
    const { from, to, value } = quantity;
    const places = evidence.quantities.filter((stated) => agrees(quantity, stated));
    const text = claim.text.slice(claim.words[from]?.start, claim.words[Math.max(from, to - 1)]?.end);
    if (places.length === 0)
      return isSmall(quantity)
        ? [{ kind: 'number', detail: `The cited text does not seem to say "${text}".` }]
        : [];
    if (value <= SMALL) return [];
    const neighbours = neighboursOf(claim.words, from, to, evidence);
    const fit = Math.max(...places.map(({ at }) => fitAt(neighbours, at)));
    return fit < LEAST_FIT
      ? [{ kind: 'number', detail: `The cited text may give the number "${text}" for something else.` }]
      : [];
  });
}

function isSmall({ kind, value }: Quantity): boolean {
  return kind === 'times' || (kind === 'count' && value === 2);
}
