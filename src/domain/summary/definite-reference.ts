import { TIME_WORDS } from '../english/lexicon/function-words.ts';
import { contentWords, stemWord, type Token } from '../english/stems.ts';
import { findVerb } from '../english/verbs.ts';

/** Things of which there is one for every reader: nobody asks which. */
const UNIQUE = new Set(
  `administration army congress constitution country court economy election electorate establishment government house internet
  market media military nation police pope presidency president press public senate state world`
    .split(/\s+/)
    .map(stemWord),
);
/** What follows a noun that nothing more is said of, beside the forms of verbs. */
const AFTER_SUBJECT =
  /^(?:is|are|was|were|has|have|had|will|would|could|can|may|might|must|should|did|does|also|then|later|now|still|both|however)$/;

/**
 * The stem of what a sentence opens with as known: "The [bill] would …", "The [company] said …"; `undefined` where the words
 * themselves say which one ("The bill on schools", "The Norvale council"), or where there is only one.
 */
export function openingReference([article, noun, next]: readonly Token[]): string | undefined {
  if (article?.lower !== 'the' || !noun || !next || !/^\p{Ll}/u.test(noun.text)) return undefined;
  const form = findVerb(next.lower)?.form;
  const isSubject = AFTER_SUBJECT.test(next.lower) || form === 'past' || form === 'present';
  return isSubject && !UNIQUE.has(noun.stem) ? noun.stem : undefined;
}

/**
 * The stem of the first noun that a sentence points at as known: "with these [cuts]", "both [premises]"; `undefined` where it
 * points at nothing, or at a word that it has itself before, or at a time.
 */
export function demonstrativeReference(tokens: readonly Token[]): string | undefined {
  const at = tokens.findIndex(({ lower }) => /^(?:this|these|those|such|both)$/.test(lower));
  const [noun, next] = [tokens[at + 1], tokens[at + 2]];
  if (at < 0 || !noun || !/^\p{Ll}/u.test(noun.text) || contentWords([noun]).length === 0) return undefined;
  if (TIME_WORDS.has(noun.lower.replace(/s$/, '')) || next?.lower === 'and' || UNIQUE.has(noun.stem))
    return undefined;
  return tokens.slice(0, at).some(({ stem }) => stem === noun.stem) ? undefined : noun.stem;
}
