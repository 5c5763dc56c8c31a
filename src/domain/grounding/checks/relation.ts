import type { PlacedClause } from '../alignment.ts';
import { type AlignedClause, alignClauses } from '../alignment.ts';
import type { Claim } from '../claim.ts';
import type { Evidence } from '../evidence.ts';
import type { Problem } from '../grounding.ts';
import type { Token } from '../token.ts';

interface Roles {
  readonly doer: ReadonlySet<string>;
  readonly other: ReadonlySet<string>;
}

/** Who does what to whom is as in the cited text: doer and target have not changed places. */
export function checkRelations(claim: Claim, evidence: Evidence): Problem[] {
  const aligned = Map.groupBy(alignClauses(claim.reading, evidence.sentences), ({ claimed }) => claimed);
  return [...aligned].flatMap(([claimed, pairs]): Problem[] => {
    if (!pairs.every(isSwapped)) return [];
    return [
      {
        kind: 'relation',
        detail: `In the cited text another party does what "${claimed.verb.text}" says, or it is done to another.`,
      },
    ];
  });
}

function isSwapped({ claimed, stated }: AlignedClause): boolean {
  if (claimed.verb.stem !== stated.verb.stem) return false;
  const mine = readRoles(claimed);
  const theirs = readRoles(stated);
  const moved = meets(mine.doer, theirs.other) && !meets(mine.doer, theirs.doer);
  return moved && meets(mine.other, theirs.doer) && !meets(mine.other, theirs.other);
}

function readRoles({ clause, subject, object }: PlacedClause): Roles {
  if (!clause.passive) return { doer: nounsOf(subject), other: nounsOf(object) };
  const by = object.findIndex(({ lower }) => lower === 'by');
  const agent = by < 0 ? [] : object.slice(by + 1);
  return { doer: nounsOf(agent), other: nounsOf([...subject, ...(by < 0 ? object : object.slice(0, by))]) };
}

function nounsOf(tokens: readonly Token[]): Set<string> {
  return new Set(tokens.filter(({ pos }) => pos === 'NOUN' || pos === 'PROPN').map(({ stem }) => stem));
}

function meets(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return !a.isDisjointFrom(b);
}
