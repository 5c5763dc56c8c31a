import { type AlignedClause, alignClauses, contentOf, stanceOn } from '../alignment.ts';
import type { Claim } from '../claim.ts';
import { ANTONYMS } from '../data/antonyms.ts';
import type { Evidence } from '../evidence.ts';
import type { Problem } from '../grounding.ts';
import type { Token } from '../token.ts';

/** The sentence does not affirm what the cited text denies, deny what it affirms, or say the opposite word. */
export function checkPolarity(claim: Claim, evidence: Evidence): Problem[] {
  const aligned = Map.groupBy(alignClauses(claim.reading, evidence.sentences), ({ claimed }) => claimed);
  return [...aligned].flatMap(([claimed, pairs]): Problem[] => {
    if (!pairs.every(isOpposed)) return [];
    return [
      {
        kind: 'polarity',
        detail: `The cited text says the opposite of "${claimed.verb.text} ${textOf(claimed.object)}".`,
      },
    ];
  });
}

function isOpposed({ claimed, stated }: AlignedClause): boolean {
  const words = contentOf([claimed.verb, ...claimed.object]);
  const opposites = words.filter(
    (word) => !stanceOn(word, stated) && hasAntonym(word, [stated.verb, ...stated.object]),
  );
  const denied = isDenied({ claimed, stated });
  return denied !== opposites.length % 2 > 0;
}

/** Whether one of the two negates what both speak of. */
function isDenied({ claimed, stated }: Pick<AlignedClause, 'claimed' | 'stated'>): boolean {
  const verb = stanceOn(claimed.verb, stated);
  if (verb && !/^(?:be|have|do)$/.test(claimed.verb.lemma))
    return verb.negated !== claimed.stance.own.negated;
  return stated.stance.own.negated !== claimed.stance.own.negated;
}

function hasAntonym(word: Token, others: readonly Token[]): boolean {
  const antonyms = ANTONYMS.get(word.lemma) ?? ANTONYMS.get(word.lower);
  return (
    antonyms !== undefined && others.some(({ lemma, lower }) => antonyms.has(lemma) || antonyms.has(lower))
  );
}

function textOf(tokens: readonly Token[]): string {
  return tokens
    .slice(0, 6)
    .map(({ text }) => text)
    .join(' ');
}
