import {
  isAuxiliary,
  isDeterminer,
  isPluralSubject,
  isPossessive,
  isPreposition,
} from '../../english/grammar.ts';
import type { Token } from '../../english/tokens.ts';
import { findVerb } from '../../english/verbs.ts';

/** Forms of "be", in lower case. */
export const BE = /^(?:is|are|was|were|be|been|being|isn't|wasn't|aren't|weren't)$/;

/** Auxiliaries that open a question's clause, in lower case. */
export const AUXILIARY =
  /^(?:is|are|was|were|be|been|isn't|wasn't|did|does|do|didn't|doesn't|don't|has|have|had|hasn't|haven't|will|would|can|could|may|might|must|should)$/;

const DO = /^(?:did|does|do|didn't|doesn't|don't|will|would|can|could|may|might|must|should)$/;
/** Base forms that the lists of verbs lack, since they are other words as well. */
const BASE_FORMS =
  /^(?:last|cancel|moderate|list|employ|back|attend|mean|like|know|own|date|fund|cite|receive)$/;
const NEVER_NOUNS = /^(?:take|make|give|have|get|go|come|say|become)$/;
const OPENS_CLAUSE = /^(?:who|that|which|when|why|how|whether)$/;

/** "Did", "will": a base form goes with it. */
export function takesBaseForm({ lower }: Token): boolean {
  return DO.test(lower);
}

/** Whether a word behind a noun is the verb of which the noun is the subject: "which bank | lent". */
export function isMainVerb(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const before = tokens[at - 1];
  if (token?.kind !== 'word' || token.capital || !before || isAuxiliary(tokens[at + 1])) return false;
  if (opensNoun(before)) return false;
  const form = findVerb(token.lower)?.form;
  if (form === 'base') return isPluralSubject(before) || before.lower === 'who';
  return form === 'past' || form === 'present' || /[^e]ed$/.test(token.lower);
}

/** The place of the verb that goes with an auxiliary, from `first` on: a base form after "did", else a participle. */
export function findVerbAfter(tokens: readonly Token[], first: number, isBase: boolean): number | undefined {
  const fits = (at: number) => isForm(tokens, at, isBase);
  // "the Moss campaign say", "each debate last": behind a determiner a noun comes before the verb, though it may look like one.
  const needsNoun = isDeterminer(tokens[first]);
  for (let at = first; at < tokens.length; at += 1) {
    const before = tokens[at - 1];
    if (at > first && before && opensNoun(before)) continue;
    if (OPENS_CLAUSE.test(tokens[at]?.lower ?? '')) break;
    const isNoun =
      (needsNoun && fits(at + 1) && !NEVER_NOUNS.test(tokens[at]?.lower ?? '')) ||
      BE.test(tokens[at + 1]?.lower ?? '');
    if (fits(at) && !isNoun) return at;
  }
  return isBase ? findUnknownVerb(tokens, first) : undefined;
}

function isForm(tokens: readonly Token[], at: number, isBase: boolean): boolean {
  const token = tokens[at];
  if (token?.kind !== 'word' || token.capital) return false;
  const form = findVerb(token.lower)?.form;
  if (isBase && !BE.test(tokens[at - 1]?.lower ?? '')) return form === 'base' || BASE_FORMS.test(token.lower);
  const isParticiple = form === 'past' || form === 'participle' || form === 'gerund';
  return isParticiple || /(?:[^e]ed|[a-z]{3}ing|born|due)$/.test(token.lower);
}

/** A verb that no list has: the first small word behind the subject's noun. */
function findUnknownVerb(tokens: readonly Token[], first: number): number | undefined {
  let at = first;
  while (isDeterminer(tokens[at])) at += 1;
  if (at > first && !tokens[at]?.capital) at += 1;
  while (tokens[at]?.capital || /^(?:and|the)$/.test(tokens[at]?.lower ?? '')) at += 1;
  if (isPossessive(tokens[at])) at += 2;
  return at < tokens.length ? at : undefined;
}

/** Behind these words stands a noun. */
function opensNoun(token: Token): boolean {
  return isDeterminer(token) || isPreposition(token) || isPossessive(token);
}
