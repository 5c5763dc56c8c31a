import { SAYING_VERBS } from './data/function-words.ts';
import type { SentenceReading } from './sentence-reading.ts';
import type { ClauseStance, Stance } from './stance.ts';
import type { Clause, Range } from './syntax.ts';
import type { Token } from './token.ts';

/** A clause with the sentence it stands in. */
export interface PlacedClause {
  readonly sentence: SentenceReading;
  readonly clause: Clause;
  readonly stance: ClauseStance;
  readonly verb: Token;
  readonly subject: readonly Token[];
  readonly object: readonly Token[];
}

/** A clause of the sentence beside the clause of the cited text that speaks of the same. */
export interface AlignedClause {
  readonly claimed: PlacedClause;
  readonly stated: PlacedClause;
  /** The share of the claimed clause's weight that the stated one holds, 0 to 1. */
  readonly share: number;
}

const CONTENT = /^(?:NOUN|PROPN|VERB|ADJ|NUM|ADV)$/;
const LIGHT_VERBS = /^(?:be|have|do|make|take|get|give|go|say|tell|come|put|let)$/;

/** The clauses of a sentence, with their words. */
export function placeClauses(sentence: SentenceReading): PlacedClause[] {
  return sentence.clauses.flatMap((clause, index) => {
    const verb = sentence.tokens[clause.verb];
    const stance = sentence.stances[index];
    if (!verb || !stance) return [];
    return [
      {
        sentence,
        clause,
        stance,
        verb,
        subject: cut(sentence, clause.subject),
        object: cut(sentence, clause.object),
      },
    ];
  });
}

/** Words that carry meaning, helping verbs left out. */
export function contentOf(tokens: readonly Token[]): Token[] {
  return tokens.filter(({ pos, lemma }) => CONTENT.test(pos) && !LIGHT_VERBS.test(lemma));
}

/**
 * Each clause of `claim` beside every clause of the cited sentences that shares the most with it. Clauses of mere
 * saying, and those with too little in common, are left out.
 */
export function alignClauses(claim: SentenceReading, cited: readonly SentenceReading[]): AlignedClause[] {
  const stated = cited.flatMap(placeClauses);
  return placeClauses(claim)
    .filter(({ verb }) => !SAYING_VERBS.has(verb.lemma))
    .flatMap((claimed) => {
      const scored = stated.map((other) => ({ claimed, stated: other, share: scoreClauses(claimed, other) }));
      const best = Math.max(0, ...scored.map(({ share }) => share));
      return best >= LEAST_SHARE ? scored.filter(({ share }) => share > best - 0.01) : [];
    });
}

const LEAST_SHARE = 0.4;

function scoreClauses(claimed: PlacedClause, stated: PlacedClause): number {
  const theirs = new Set([...stated.subject, stated.verb, ...stated.object].map(({ stem }) => stem));
  let total = 0;
  let shared = 0;
  for (const token of contentOf([...claimed.subject, claimed.verb, ...claimed.object])) {
    const weight = token === claimed.verb ? 2 : 1;
    total += weight;
    if (theirs.has(token.stem)) shared += weight;
  }
  return total === 0 ? 0 : shared / total;
}

/** Where a word of the claim stands in the aligned clause, and what that says of it; `undefined` if it does not. */
export function stanceOn(token: Token, stated: PlacedClause): Stance | undefined {
  if (stated.verb.stem === token.stem) return stated.stance.own;
  if (stated.object.some(({ stem }) => stem === token.stem)) return stated.stance.object;
  return undefined;
}

function cut({ tokens }: SentenceReading, { from, to }: Range): Token[] {
  return tokens.slice(from, to);
}
