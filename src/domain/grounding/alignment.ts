import type { Range } from './noun-phrase.ts';
import type { SentenceReading } from './sentence-reading.ts';
import { type ClauseStance, type Mood, moodUnder, type Stance } from './stance.ts';
import type { Clause } from './syntax.ts';
import type { Token } from './token.ts';
import { isOpposite, isSameWord } from './wording.ts';

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
}

/** The share of a clause's weight that a clause of the cited text must hold to be about the same. */
const LEAST_SHARE = 0.4;
const LEAST_TWIN_SHARE = 0.34;

/** A clause whose share is this close to the best may be meant as well. */
const TIE = 0.1;
const CONTENT = /^(?:NOUN|PROPN|VERB|ADJ|NUM|ADV)$/;
const LIGHT_VERBS =
  /^(?:be|have|do|make|take|get|give|go|say|tell|come|put|let|keep|become|use|hold|see|set)$/;

/** Whether the verb alone says little: what it says stands in its object. */
export function isLightVerb({ lemma }: Token): boolean {
  return LIGHT_VERBS.test(lemma);
}

/** The clauses of a sentence, with their words. */
export function placeClauses(sentence: SentenceReading): PlacedClause[] {
  return sentence.clauses.flatMap((clause, index) => {
    const verb = sentence.tokens[clause.verb];
    const stance = sentence.stances[index];
    if (!verb || !stance) return [];
    const subject = cut(sentence, clause.subject);
    return [{ sentence, clause, stance, verb, subject, object: cut(sentence, clause.object) }];
  });
}

/** Words that carry meaning, helping verbs left out. */
export function contentOf(tokens: readonly Token[]): Token[] {
  return tokens.filter((token) => CONTENT.test(token.pos) && !isLightVerb(token));
}

/**
 * For each clause of `claim` the clauses of the cited sentences that share the most with it, where that is enough;
 * those with the same verb, or its opposite, come first. Clauses of mere saying are left out.
 */
export function alignClauses(claim: SentenceReading, cited: readonly SentenceReading[]): AlignedClause[][] {
  const placed = cited.flatMap(placeClauses);
  return placeClauses(claim)
    .filter(({ verb }) => !/^(?:say|tell|add|write|note)$/.test(verb.lemma))
    .flatMap((claimed) => {
      const twins = isLightVerb(claimed.verb) ? [] : placed.filter(({ verb }) => isAlike(claimed.verb, verb));
      const stated = twins.length > 0 ? twins : placed;
      const scores = stated.map((other) => scoreClauses(claimed, other));
      const best = Math.max(0, ...scores);
      if (best < (twins.length > 0 ? LEAST_TWIN_SHARE : LEAST_SHARE)) return [];
      return [
        stated
          .filter((_, index) => (scores[index] ?? 0) > best - TIE)
          .map((other) => ({ claimed, stated: other })),
      ];
    });
}

function isAlike(a: Token, b: Token): boolean {
  return isSameWord(a, b) || isOpposite(a, b);
}

/** The share of the claimed clause's words that the stated one holds; those elsewhere in its sentence count half. */
function scoreClauses(claimed: PlacedClause, stated: PlacedClause): number {
  const theirs = [...stated.subject, stated.verb, ...stated.object];
  let total = 0;
  let shared = 0;
  let words = 0;
  for (const token of contentOf([...claimed.subject, claimed.verb, ...claimed.object])) {
    const weight = token === claimed.verb ? 2 : 1;
    total += weight;
    if (theirs.some(({ stem }) => stem === token.stem)) shared += weight;
    else if (theirs.some((other) => isAlike(token, other))) shared += weight * 0.8;
    else if (stated.sentence.tokens.some(({ stem }) => stem === token.stem)) shared += weight * 0.5;
    else continue;
    words += 1;
  }
  // One word in common says nothing of who did what.
  if (words < 2) return 0;
  // "was not ready" is about "is ready", "weighs" is not.
  return shared / total + (isLightVerb(claimed.verb) && claimed.verb.lemma === stated.verb.lemma ? TIE : 0);
}

/** Where a word of the claim stands in the aligned clause, and what that says of it; `undefined` if it does not. */
export function stanceOn(token: Token, { verb, object, stance }: PlacedClause): Stance | undefined {
  if (isSameWord(token, verb)) return stance.own;
  const at = object.findIndex((other) => isSameWord(token, other));
  if (at < 0) return undefined;
  const before = object.slice(Math.max(0, at - 2), at);
  // "a non-endorsement policy", "without a vote": the word alone is denied.
  const governor = readNounGovernor(object, at);
  if (governor && stance.object.mood === 'fact') return { ...stance.object, mood: governor };
  const denied = at > 0 && before.some(({ lower }) => /^(?:non|without|lack|absence)$/.test(lower));
  return denied ? { ...stance.object, negated: !stance.object.negated } : stance.object;
}

/** "in talks about a sale", "a plan for a sale": the noun makes of the word what its verb would. */
function readNounGovernor(object: readonly Token[], at: number): Mood | undefined {
  const before = object.slice(Math.max(0, at - 6), at);
  const link = before.findLastIndex(({ lower }) => /^(?:about|on|for|of|over|to)$/.test(lower));
  const noun = before[link - 1];
  const near = before.slice(link + 1).every(({ pos }) => /^(?:DET|ADJ|NOUN|PROPN)$/.test(pos));
  return noun?.pos === 'NOUN' && near ? moodUnder(noun.lemma) : undefined;
}

function cut({ tokens }: SentenceReading, { from, to }: Range): Token[] {
  return tokens.slice(from, to);
}
