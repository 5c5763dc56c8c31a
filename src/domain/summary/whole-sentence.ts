import {
  isAuxiliary,
  isComma,
  isDeterminer,
  isPluralSubject,
  isPossessive,
  isPreposition,
} from '../english/grammar.ts';
import { isHeadline } from '../english/headlines.ts';
import { NOUNS_LIKE_VERBS } from '../english/lexicon/cue-verbs.ts';
import { CONNECTORS, PRONOUN_DETERMINERS } from '../english/lexicon/function-words.ts';
import { findMarkedRuns } from '../english/marks.ts';
import { type Token, tokenize } from '../english/tokens.ts';
import { findVerb } from '../english/verbs.ts';

/** Each of these takes a finite verb of its own. */
const SUBORDINATORS =
  /^(?:who|whom|whose|which|that|if|because|while|although|though|when|where|whether|unless|until)$/;
/** After these "’s" is a verb. */
const BEFORE_IS = /^(?:he|she|it|that|this|there|here|what|who|where|how|let)$/;

/** What can follow a command's verb and rarely a noun that looks like it: "Look at", "Forget that", "Make no mistake". */
const AFTER_COMMAND =
  /^(?:me|us|him|her|it|them|yourself|at|that|what|how|why|whether|no|attention|carefully|again|back|away|here|there)$/;
const COMMAND =
  /^(?:please|let['’]s|don['’]t|do not|never forget|(?:just|now) (?:\p{Ll}+) (?:at|the|how))(?!\p{L})/iu;

/**
 * Whether a text is a sentence that states something: it begins as one, has a finite verb that belongs to no subordinate
 * clause, and is no command to the reader. Where the word list does not know a verb the doubt is the sentence's. English.
 */
export function isWholeSentence(text: string): boolean {
  // A script without spaces is no English, whatever the story says that it is.
  if (!/\s/.test(text)) return true;
  if (/^\s*(?:[-–—―]|[)\]]|\p{Ll}+(?![\p{L}\p{N}]))/u.test(text)) return false;
  const runs = findMarkedRuns(text, [{ number: 1, start: 0, end: text.length }]);
  const tokens = tokenize(text, { start: 0, end: text.length }, runs);
  // Words of somebody alone are the business of what stands before them.
  if (tokens.every(({ kind }) => kind === 'run' || kind === 'mark')) return true;
  return !isHeadline(tokens) && hasMainVerb(tokens) && !isCommand(text, tokens);
}

/** Each verb belongs to the last clause opened that has none yet, the sentence itself being the last to need one. */
function hasMainVerb(tokens: readonly Token[]): boolean {
  let verbs = 0;
  let open = 0;
  for (const index of tokens.keys()) {
    if (mayBeFinite(tokens, index)) {
      if (open > 0) open -= 1;
      else verbs += 1;
    } else if (opensClause(tokens, index)) open += 1;
  }
  return verbs > 0;
}

/** "said that" opens what is said, "that report" nothing; "because of" and "if possible" have no verb. */
function opensClause(tokens: readonly Token[], index: number): boolean {
  const [before, token, next] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  if (!before || !token || !SUBORDINATORS.test(token.text)) return false;
  if (!next || isPreposition(next) || tokens[index + 2]?.kind === 'mark' || /(?:ing|ed)$/.test(next.lower))
    return false;
  return (
    token.lower !== 'that' || !(isComma(before) || isPreposition(before) || mayBeFinite(tokens, index - 1))
  );
}

/** Whether a word can be a verb with a subject here; what only looks like one counts, too. */
function mayBeFinite(tokens: readonly Token[], index: number): boolean {
  const [before, token] = [tokens[index - 1], tokens[index]];
  if (!before || !token) return false;
  // "Whites “strongly agree” that …": words in marks may hold the verb.
  if (token.kind === 'run') return /^[^\p{L}]*\p{Ll}/u.test(token.text);
  if (/^['’]s$/.test(token.lower)) return BEFORE_IS.test(before.lower);
  if (token.kind !== 'word' || token.capital) return false;
  if (/['’](?:re|m|ll|ve|d|t)$/.test(token.lower)) return true;
  if (isAuxiliary(token)) return !/^(?:not|never|be|been|being)$/.test(token.lower);
  if (isPreposition(before) || before.lower === 'to' || isPossessive(before)) return false;
  if (isDeterminer(before) && !PRONOUN_DETERMINERS.has(before.lower)) return false;
  const form = findVerb(token.lower)?.form;
  return form === undefined ? /(?:ed|[^su]s)$/.test(token.lower) : form !== 'gerund' && form !== 'participle';
}

function isCommand(text: string, tokens: readonly Token[]): boolean {
  if (COMMAND.test(text)) return true;
  let at = 0;
  while (CONNECTORS.has(tokens[at]?.lower ?? '') || isComma(tokens[at]) || tokens[at]?.lower === 'just')
    at += 1;
  const [verb, next] = tokens.slice(at);
  if (!verb || !next || isPluralSubject(verb) || isPreposition(verb)) return false;
  const found = findVerb(verb.lower);
  return (
    found?.form === 'base' &&
    !NOUNS_LIKE_VERBS.has(found.verb) &&
    (AFTER_COMMAND.test(next.lower) || isDeterminer(next))
  );
}
