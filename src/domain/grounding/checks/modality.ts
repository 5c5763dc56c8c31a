import { type AlignedClause, alignClauses, contentOf, stanceOn } from '../alignment.ts';
import type { Claim } from '../claim.ts';
import type { Evidence } from '../evidence.ts';
import type { Problem } from '../grounding.ts';
import type { Mood } from '../stance.ts';

const MEANING: Readonly<Record<Mood, string>> = {
  fact: 'a fact',
  open: 'a fact',
  planned: 'something planned or expected',
  possible: 'something that may happen',
  wished: 'something that is asked for',
};

/** What the cited text only plans, expects, thinks possible or asks for is not told as done. */
export function checkModality(claim: Claim, evidence: Evidence): Problem[] {
  const aligned = Map.groupBy(alignClauses(claim.reading, evidence.sentences), ({ claimed }) => claimed);
  return [...aligned].flatMap(([claimed, pairs]): Problem[] => {
    if (claimed.stance.own.mood !== 'fact') return [];
    const moods = pairs.map(readMood);
    if (moods.some((mood) => mood === undefined || mood === 'fact' || mood === 'open')) return [];
    const mood = moods[0] ?? 'open';
    return [
      {
        kind: 'modality',
        detail: `"${claimed.verb.text}" is told as a fact; the cited text has it as ${MEANING[mood]}.`,
      },
    ];
  });
}

function readMood({ claimed, stated }: AlignedClause): Mood | undefined {
  const own = stanceOn(claimed.verb, stated);
  if (own) return own.mood;
  const objects = contentOf(claimed.object).map((token) => stanceOn(token, stated));
  return objects.find((stance) => stance !== undefined)?.mood;
}
