import type { AlignedClause, PlacedClause } from '../alignment.ts';
import type { Claim } from '../claim.ts';
import { LESS_WORDS, MORE_WORDS } from '../data/directions.ts';
import type { Evidence } from '../evidence.ts';
import type { Finding } from '../grounding.ts';
import type { Token } from '../token.ts';
import { isSameWord } from '../wording.ts';

/** More is not told as less, a rise not as a fall, and what came before not as after. */
export function checkComparisons(
  claim: Claim,
  evidence: Evidence,
  aligned: readonly AlignedClause[][],
): Finding[] {
  return [...findTurnedOrder(claim, evidence), ...findTurnedDirection(evidence, aligned)];
}

/** "after the vote" where the cited text has "before the vote", and the other way round. */
function findTurnedOrder(claim: Claim, evidence: Evidence): Finding[] {
  return readOrders(claim.tokens).flatMap(({ word, pivot }): Finding[] => {
    const others = evidence.sentences
      .flatMap(({ tokens }) => readOrders(tokens))
      .filter((other) => pivot.some((token) => other.pivot.some((it) => isSameWord(token, it))));
    if (others.length === 0 || others.some((other) => other.word === word)) return [];
    return [
      {
        kind: 'comparison',
        detail: `The cited text has "${others[0]?.word}", not "${word}", ${pivot.map(({ text }) => text).join(' ')}.`,
      },
    ];
  });
}

interface Order {
  readonly word: string;
  /** The nouns and verbs that follow closely. */
  readonly pivot: readonly Token[];
}

function readOrders(tokens: readonly Token[]): Order[] {
  return tokens.flatMap(({ lower }, index) => {
    if (lower !== 'before' && lower !== 'after') return [];
    const pivot = tokens.slice(index + 1, index + 5).filter(({ pos }) => pos === 'NOUN' || pos === 'VERB');
    return [{ word: lower, pivot }];
  });
}

/** The same parties in the same places, compared the other way. */
function findTurnedDirection(evidence: Evidence, aligned: readonly AlignedClause[][]): Finding[] {
  const whole = directionOf(evidence.tokens);
  return aligned.flatMap((pairs): Finding[] => {
    const [first] = pairs;
    const mine = first && readDirection(first.claimed);
    if (!first || !mine || !pairs.every(({ stated }) => (readSentenceDirection(stated) || whole) === -mine))
      return [];
    if (!pairs.every(({ stated }) => meets(first.claimed.subject, stated.subject))) return [];
    return [
      {
        kind: 'comparison',
        detail: `The cited text compares the other way than "${first.claimed.verb.text}" here.`,
      },
    ];
  });
}

/** 1 for more, −1 for less, 0 for neither or both. */
function readDirection({ verb, object, stance }: PlacedClause): number {
  return directionOf([verb, ...object]) * (stance.own.negated ? 0 : 1);
}

function readSentenceDirection({ sentence, stance }: PlacedClause): number {
  return directionOf(sentence.tokens) * (stance.own.negated ? 0 : 1);
}

function directionOf(tokens: readonly Token[]): number {
  // "more than 400" bounds a number and compares nothing.
  const words = tokens.filter(
    (_, index) =>
      !(
        tokens[index + 1]?.lower === 'than' &&
        tokens.slice(index + 2, index + 4).some(({ pos }) => pos === 'NUM')
      ),
  );
  const up = words.some(({ lemma, lower }) => MORE_WORDS.has(lemma) || MORE_WORDS.has(lower));
  const down = words.some(({ lemma, lower }) => LESS_WORDS.has(lemma) || LESS_WORDS.has(lower));
  return Number(up) - Number(down);
}

function meets(some: readonly Token[], others: readonly Token[]): boolean {
  return some.some(
    (token) => /^(?:NOUN|PROPN)$/.test(token.pos) && others.some((other) => isSameWord(token, other)),
  );
}
