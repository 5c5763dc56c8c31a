import { AUXILIARIES, DETERMINERS } from '../../english/lexicon/function-words.ts';
import { findVerb } from '../../english/verbs.ts';
import { type Evidence, findWord } from '../evidence.ts';
import type { Finding } from '../grounding.ts';
import { findQuotedSpans } from '../quoted-text.ts';
import type { Reading, Word } from '../reading.ts';

/** The share of a sentence's words that carry meaning which the cited text must have. */
const LEAST_SHARE = 0.2;

/** The writer and the reader; "we" and "our" may be anybody's. */
const PERSONS = /^(?:i|i'm|i'll|i've|i'd|me|my|myself|you|you're|you'll|you've|your|yours|yourself)$/;

/** What a writer calls itself, its reader and what it was told. */
const TALK =
  /\b(?:(?:language|AI) models?|(?:AI|virtual) assistants?|chatbots?|(?:system|user) prompts?|the user|(?:previous|prior|above|these|those|my|your|the) (?:instructions?|prompts?|guidelines))\b/i;

/**
 * The sentence is about the story, not about its writer, its reader or what the writer was told; and most of its words that
 * carry meaning are the cited text's. Let pass: what somebody is quoted as saying, and a story that says "I" or "you" itself.
 */
export function checkSupport(claim: Reading, evidence: Evidence): Finding[] {
  if (isTalk(claim, evidence))
    return [
      {
        kind: 'support',
        detail: 'This is about the writer, the reader or the instructions, not about the story.',
      },
    ];
  const words = claim.words.filter(({ content }) => content);
  const absent = words.filter((word) => findWord(evidence, word).length === 0);
  if (words.length - absent.length >= LEAST_SHARE * words.length) return [];
  return [
    {
      kind: 'support',
      detail: `The cited text does not speak of: ${absent.map(({ text }) => text).join(', ')}.`,
    },
  ];
}

function isTalk({ text, words }: Reading, evidence: Evidence): boolean {
  const quoted = findQuotedSpans(text);
  const own = words.filter(
    ({ said, start }) => !said && !quoted.some((span) => start >= span.start && start < span.end),
  );
  const isAddress = own.some(
    ({ lower }) =>
      PERSONS.test(lower) && !evidence.words.some((word) => word.said === undefined && word.lower === lower),
  );
  const term = TALK.exec(text)?.[0].toLowerCase();
  const isMeta = term !== undefined && !evidence.texts.some((cited) => cited.toLowerCase().includes(term));
  return isAddress || isMeta || isCommand(own);
}

/** "Ignore the rules.", "Do not trust him.": a verb's base form opens the sentence, and no other verb follows. */
function isCommand(words: readonly Word[]): boolean {
  if (words[0]?.lower === 'please') return true;
  const isDenied = /^(?:do|don't|never|always)$/.test(words[0]?.lower ?? '');
  const at = isDenied ? (words[1]?.lower === 'not' ? 2 : 1) : 0;
  const object = words[at + 1];
  if (findVerb(words[at]?.lower ?? '')?.form !== 'base' || !object) return false;
  if (!object.capital && !DETERMINERS.has(object.lower)) return false;
  const others = words
    .slice(1)
    .filter(({ lower }) => AUXILIARIES.has(lower) || /^(?:past|present)$/.test(findVerb(lower)?.form ?? ''));
  return isDenied || others.length === 0;
}
