import { placeClauses } from '../alignment.ts';
import type { Claim } from '../claim.ts';
import { OUTCOMES } from '../data/outcomes.ts';
import type { Evidence } from '../evidence.ts';
import type { Finding } from '../grounding.ts';
import { isSameWord } from '../wording.ts';

/** An act that is news in itself, such as an arrest, is told only where the cited text has a word for it. */
export function checkOutcomes(claim: Claim, evidence: Evidence): Finding[] {
  return placeClauses(claim.reading).flatMap(({ verb, clause, stance }): Finding[] => {
    const words = OUTCOMES.get(verb.lemma);
    if (!words || clause.form !== 'finite' || stance.own.mood !== 'fact' || stance.own.negated) return [];
    if (evidence.tokens.some((token) => words.has(token.lemma) || isSameWord(token, verb))) return [];
    return [{ kind: 'support', detail: `The cited text does not tell of what "${verb.text}" says.` }];
  });
}
