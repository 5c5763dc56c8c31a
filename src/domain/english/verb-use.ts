import {
  isAdverb,
  isAuxiliary,
  isComma,
  isDeterminer,
  isPluralSubject,
  isPossessive,
  isPreposition,
  isPronoun,
} from './grammar.ts';
import { NOUNS_LIKE_VERBS } from './lexicon/cue-verbs.ts';
import { PRONOUN_DETERMINERS } from './lexicon/function-words.ts';
import type { Token } from './tokens.ts';
import { findVerb, type Verb } from './verbs.ts';

/** Whether the word is a noun or an adjective here: "the claims", "his call", "a reported plan". */
export function isNounUse(
  tokens: readonly Token[],
  index: number,
  from: number,
  { form, verb }: Verb,
): boolean {
  const before = index > from ? tokens[index - 1] : undefined;
  if (!before) return form === 'base' || form === 'present';
  if ((isDeterminer(before) && !PRONOUN_DETERMINERS.has(before.lower)) || isPossessive(before)) return true;
  switch (form) {
    case 'gerund':
      return false;
    case 'past':
    case 'participle':
      return isPreposition(before);
    case 'present':
      return isNounUseOfPresent(tokens, index, before, verb);
    case 'base':
      return !takesBaseForm(tokens, index, before, verb);
  }
}

function isNounUseOfPresent(tokens: readonly Token[], index: number, before: Token, verb: string): boolean {
  const next = tokens[index + 1];
  const wordBefore = findVerb(before.lower);
  if (isPreposition(before) || wordBefore?.form === 'gerund') return true;
  // "In somber comments, …"
  if (!before.capital && !isPronoun(before) && isPreposition(tokens[index - 2])) return true;
  if (wordBefore?.form === 'base' && tokens[index - 2]?.lower === 'to') return true;
  if (next && (isAuxiliary(next) || next.lower === 'of' || findVerb(next.lower)?.form === 'past'))
    return true;
  // “…,” Brook notes.
  if (before.capital && tokens[index - 2]?.kind === 'run') return false;
  return NOUNS_LIKE_VERBS.has(verb) && !opensContent(next);
}

/** What can follow a cue that does introduce words. */
function opensContent(next: Token | undefined): boolean {
  if (!next) return false;
  return (
    next.kind === 'run' ||
    next.capital ||
    isDeterminer(next) ||
    isPronoun(next) ||
    isComma(next) ||
    /^(?:that|how|why|what|whether|if|to|:)$/.test(next.lower)
  );
}

function takesBaseForm(tokens: readonly Token[], index: number, before: Token, verb: string): boolean {
  if (isPronoun(before) || isAuxiliary(before) || isAdverb(before) || /^(?:to|and)$/.test(before.lower))
    return true;
  if (tokens[index + 1]?.lower === 'that' && tokens[index + 2]?.kind === 'word') return true;
  const next = tokens[index + 1];
  return isPluralSubject(before) && !isAuxiliary(next) && (!NOUNS_LIKE_VERBS.has(verb) || opensContent(next));
}

/** "was told", "is described as": the subject receives the words. */
export function isPassive(tokens: readonly Token[], index: number, from: number, { form }: Verb): boolean {
  if (form !== 'past' && form !== 'participle') return false;
  let at = index - 1;
  while (at > from && (isAdverb(tokens[at]) || tokens[at]?.lower === 'not')) at -= 1;
  return /^(?:is|are|was|were|be|being|been|'re|’re|get|gets|got)$/.test(tokens[at]?.lower ?? '');
}
