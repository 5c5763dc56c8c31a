import { stemWord, type Token } from '../english/stems.ts';
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
