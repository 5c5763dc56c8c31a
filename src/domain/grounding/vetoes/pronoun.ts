import type { Evidence } from '../evidence.ts';
import type { Finding } from '../grounding.ts';
import type { Reading } from '../reading.ts';

const HE = /^(?:he|him|his|himself)(?:'s|'d|'ll)?$/;
const SHE = /^(?:she|her|hers|herself)(?:'s|'d|'ll)?$/;

/** Fewer may mean somebody else. */
const LEAST_OTHERS = 2;

/** No "she" where the cited text has "he" again and again and never "she"; and the other way round. */
export function checkPronouns({ words }: Reading, evidence: Evidence): Finding[] {
  const pairs = [
    [HE, SHE],
    [SHE, HE],
  ] as const;
  return pairs.flatMap(([mine, other]): Finding[] => {
    const pronoun = words.find(({ lower }) => mine.test(lower));
    if (!pronoun || evidence.words.some(({ lower }) => mine.test(lower))) return [];
    const others = evidence.words.filter(({ lower }) => other.test(lower));
    if (others.length < LEAST_OTHERS) return [];
    const detail = `The cited text has "${others[0]?.lower}" where this sentence has "${pronoun.lower}".`;
    return [{ kind: 'pronoun', detail }];
  });
}
