import { type AlignedClause, contentOf, isLightVerb, type PlacedClause, stanceOn } from '../alignment.ts';
import type { Claim } from '../claim.ts';
import { NEGATORS } from '../data/function-words.ts';
import type { Evidence } from '../evidence.ts';
import type { Finding } from '../grounding.ts';
import { isOpinion, type Stance } from '../stance.ts';
import type { Token } from '../token.ts';
import { isOpposite, isSameWord } from '../wording.ts';

/** The sentence does not affirm what the cited text denies, deny what it affirms, or say the opposite word. */
export function checkPolarity(
  claim: Claim,
  evidence: Evidence,
  aligned: readonly AlignedClause[][],
): Finding[] {
  const turned = findTurnedPhrase(claim, evidence);
  if (turned.length > 0)
    return [
      {
        kind: 'polarity',
        detail: `The cited text has "not" with other words than: ${turned.map(({ text }) => text).join(' ')}.`,
      },
    ];
  return aligned.flatMap((pairs): Finding[] => {
    const claimed = pairs[0]?.claimed;
    if (!claimed || !pairs.every((pair) => isOpposed(pair, evidence))) return [];
    const said = [claimed.verb, ...claimed.object.slice(0, 6)].map(({ text }) => text).join(' ');
    return [{ kind: 'polarity', detail: `The cited text says the opposite of "${said}".` }];
  });
}

function isOpposed({ claimed, stated }: AlignedClause, evidence: Evidence): boolean {
  if (isThinking(claimed)) return false;
  const opposites = findOpposites(claimed, stated, evidence);
  const same = findSameVerb(claimed, stated);
  if (!same && opposites.length === 0) return false;
  // Buying from and selling to, leading and trailing: opposite verbs with their parties changed agree.
  if (!same && isOpposite(claimed.verb, stated.verb) && hasChangedPlaces(claimed, stated)) return false;
  const turned = (same ?? stated.stance.own).negated !== claimed.stance.own.negated;
  return turned !== (opposites.length % 2 === 1);
}

/** "does not think that …": what is thought, a clause of its own, has the denial. */
function isThinking({ sentence, clause, verb }: PlacedClause): boolean {
  const index = sentence.clauses.indexOf(clause);
  return (
    isOpinion(verb.lemma) &&
    sentence.clauses.some(({ governor, form }) => governor === index && form === 'finite')
  );
}

function hasChangedPlaces(claimed: PlacedClause, stated: PlacedClause): boolean {
  const meet = (some: readonly Token[], others: readonly Token[]) =>
    some.some((token) => token.pos === 'PROPN' && others.some(({ stem }) => stem === token.stem));
  return meet(claimed.subject, stated.object) && !meet(claimed.subject, stated.subject);
}

/** Words of the claim that the cited text does not hold, where it has their opposite in the same place. */
function findOpposites(claimed: PlacedClause, stated: PlacedClause, evidence: Evidence): Token[] {
  // Opposite verbs about different things ("raised doubts", "lowered fares") say nothing.
  const shared = contentOf(claimed.object).some((word) =>
    stated.object.some((other) => isSameWord(word, other)),
  );
  const verbs = shared && isOpposite(claimed.verb, stated.verb) ? [claimed.verb] : [];
  // "no less than two" sets a bound.
  const words = claimed.object.filter((_, index) => claimed.object[index - 1]?.lower !== 'no');
  const objects = contentOf(words).filter((word) =>
    stated.object.some((other) => other.pos === word.pos && isOpposite(word, other)),
  );
  return [...verbs, ...objects].filter((word) => !evidence.tokens.some(({ stem }) => stem === word.stem));
}

/** The stance of the cited text on the verb of the claim, or on what its "be" or "have" says. */
function findSameVerb(claimed: PlacedClause, stated: PlacedClause): Stance | undefined {
  if (!isLightVerb(claimed.verb)) return stanceOn(claimed.verb, stated);
  if (!isLightVerb(stated.verb) || (claimed.verb.lemma === 'do') !== (stated.verb.lemma === 'do'))
    return undefined;
  const words = contentOf(claimed.object);
  const same = words.flatMap((word) => stanceOn(word, stated) ?? []);
  if (words.length > 0) return same.length >= words.length / 2 ? same[0] : undefined;
  // "His goal is not to win": what is denied follows in a clause of its own.
  const rest = contentOf(claimed.sentence.tokens.slice(claimed.clause.group.to));
  const others = stated.sentence.tokens.slice(stated.clause.group.to);
  const found = rest.filter((word) => others.some((other) => isSameWord(word, other)));
  return found.length >= Math.max(2, rest.length / 2) ? stated.stance.own : undefined;
}

/** "A, and not B" where the cited text has "B, and not A": the words after "not" are affirmed there, and its own here. */
function findTurnedPhrase(claim: Claim, evidence: Evidence): Token[] {
  const mine = readDeniedPhrase(claim.tokens);
  const theirs = evidence.sentences.flatMap(({ tokens }) => readDeniedPhrase(tokens));
  if (theirs.length === 0) return [];
  const plain = mine.length === 0 && !claim.tokens.some(({ lower }) => NEGATORS.has(lower));
  if (plain)
    return theirs.every((token) => claim.tokens.some((other) => isSameWord(token, other))) ? theirs : [];
  if (mine.length === 0) return [];
  const affirmed = claim.tokens.filter((token) => !mine.includes(token));
  const turned = theirs.every((token) => affirmed.some((other) => isSameWord(token, other)));
  return turned && !mine.some((token) => theirs.some((other) => isSameWord(token, other))) ? mine : [];
}

/** The nouns after "not", "rather than" or "instead of" where no verb follows. */
function readDeniedPhrase(tokens: readonly Token[]): Token[] {
  const at = tokens.findIndex(
    ({ lower }, index) =>
      tokens[index - 1]?.pos !== 'AUX' &&
      isPhraseNegator(lower, tokens[index + 1]) &&
      /^(?:DET|NOUN|ADJ|PROPN|ADP)$/.test(tokens[index + (lower === 'not' ? 1 : 2)]?.pos ?? ''),
  );
  if (at < 0) return [];
  const rest = tokens.slice(at + 1);
  const end = rest.findIndex(
    ({ pos, lower }) => pos === 'PUNCT' || pos === 'VERB' || pos === 'AUX' || lower === 'but',
  );
  return rest.slice(0, end < 0 ? rest.length : end).filter(({ pos }) => pos === 'NOUN' || pos === 'PROPN');
}

function isPhraseNegator(lower: string, next: Token | undefined): boolean {
  return (
    lower === 'not' ||
    (lower === 'rather' && next?.lower === 'than') ||
    (lower === 'instead' && next?.lower === 'of')
  );
}
