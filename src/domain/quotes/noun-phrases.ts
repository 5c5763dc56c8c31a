import { findCueForm } from './cue-forms.ts';
import {
  AUXILIARIES,
  CONJUNCTIONS,
  DETERMINERS,
  PREPOSITIONS,
  SUBJECT_PRONOUNS,
  TIME_WORDS,
} from './lexicon/function-words.ts';
import type { Range } from './sentences.ts';
import type { Token } from './tokens.ts';

/** Who a cue names: the noun phrase itself, and what stands in apposition to it ("…, a spokesman for the city"). */
export interface Source extends Range {
  readonly apposition?: Range;
}

const isComma = (token: Token | undefined) => token?.text === ',';
const isAdverb = (token: Token) => /ly$/.test(token.lower) && !token.capital;

/** The subject that ends right before token `end` within [from, end), adverbs, auxiliaries and times skipped. */
export function findSubjectBefore(tokens: readonly Token[], from: number, end: number): Source | undefined {
  let last = end - 1;
  while (last >= from && isSkippable(tokens, last, from)) last -= 1;
  const token = tokens[last];
  if (!token || last < from) return undefined;
  if (isComma(token) || token.text === ')' || token.text === '—' || token.text === '–')
    return findAppositionHead(tokens, from, last);
  return extendBack(tokens, from, last);
}

function isSkippable(tokens: readonly Token[], index: number, from: number): boolean {
  const token = tokens[index];
  if (!token || token.kind === 'run') return false;
  if (!token.capital && (AUXILIARIES.has(token.lower) || isAdverb(token))) return true;
  const before = tokens[index - 1];
  if (TIME_WORDS.has(token.lower) && index > from && !DETERMINERS.has(before?.lower ?? '')) return true;
  return token.lower === 'on' && TIME_WORDS.has(tokens[index + 1]?.lower ?? '');
}

/** `last` is the comma that closes an apposition or a relative clause; finds the phrase that it belongs to. */
function findAppositionHead(tokens: readonly Token[], from: number, last: number): Source | undefined {
  let found: Source | undefined;
  for (let index = last - 1; index > from && index > last - 60; index -= 1) {
    const token = tokens[index];
    if (!token || token.kind === 'run' || /^[;:.?!]$/.test(token.text)) break;
    const opens = isComma(token) || token.text === '(' || token.text === '—' || token.text === '–';
    if (!opens || !startsApposition(tokens[index + 1])) continue;
    const head = extendBack(tokens, from, index - 1);
    if (head && !isInsidePhrase(tokens, head.from, from))
      found = { ...head, apposition: { from: index + 1, to: last } };
  }
  return found;
}

function isInsidePhrase(tokens: readonly Token[], start: number, from: number): boolean {
  return start > from && PREPOSITIONS.has(tokens[start - 1]?.lower ?? '');
}

function startsApposition(token: Token | undefined): boolean {
  if (!token || token.kind === 'run') return false;
  if (token.kind === 'number' || DETERMINERS.has(token.lower)) return true;
  if (/^(?:who|whose|which|where|when|and|but|jr\.|sr\.|[rdi]-.*|[rdi]\.?)$/.test(token.lower))
    return !/^(?:and|but)$/.test(token.lower);
  return (
    !CONJUNCTIONS.has(token.lower) && !AUXILIARIES.has(token.lower) && !SUBJECT_PRONOUNS.has(token.lower)
  );
}

/** The noun phrase that ends with token `last`, as far back as it reaches within the sentence. */
export function extendBack(tokens: readonly Token[], from: number, last: number): Source | undefined {
  const end = tokens[last];
  if (!end || last < from) return undefined;
  if (SUBJECT_PRONOUNS.has(end.lower)) return { from: last, to: last + 1 };
  let index = last;
  let start = last + 1;
  while (index >= from && belongsToPhrase(tokens, index, from, last)) {
    if (!PREPOSITIONS.has(tokens[index]?.lower ?? '')) start = index;
    const token = tokens[index];
    if (
      token &&
      DETERMINERS.has(token.lower) &&
      !PREPOSITIONS.has(tokens[index - 1]?.lower ?? '') &&
      !DETERMINERS.has(tokens[index - 1]?.lower ?? '')
    )
      break;
    index -= 1;
  }
  return start <= last ? { from: start, to: last + 1 } : undefined;
}

function belongsToPhrase(tokens: readonly Token[], index: number, from: number, last: number): boolean {
  const token = tokens[index];
  if (!token) return false;
  if (token.kind === 'mark') return /^['’]s?$/.test(token.text) || token.text === '&' || token.text === '’s';
  if (token.kind === 'run') return isMention(token);
  if (token.kind !== 'word') return true;
  if (token.capital && index > from) return true;
  const before = tokens[index - 1];
  if (PREPOSITIONS.has(token.lower)) return index > from && before !== undefined && isNounLike(before);
  if (token.lower === 'and')
    return (
      index > from &&
      index < last &&
      tokens[index + 1]?.capital === before?.capital &&
      before?.kind === 'word'
    );
  if (CONJUNCTIONS.has(token.lower) || SUBJECT_PRONOUNS.has(token.lower)) return false;
  if (!token.capital && AUXILIARIES.has(token.lower)) return false;
  const cue = index < last ? findCueForm(token.lower) : undefined;
  return !cue || cue.form === 'base' || token.capital;
}

/** A few marked words that are part of a phrase (the “deep state” theorist), not somebody's sentence. */
function isMention(token: Token): boolean {
  return token.text.length < 40 && /[^,.?!…][”"»’']+$/.test(token.text);
}

function isNounLike(token: Token): boolean {
  if (token.kind !== 'word') return token.kind === 'number';
  return (
    !PREPOSITIONS.has(token.lower) &&
    !CONJUNCTIONS.has(token.lower) &&
    !AUXILIARIES.has(token.lower) &&
    !DETERMINERS.has(token.lower) &&
    !isAdverb(token)
  );
}

/** The noun phrase that starts at token `start` ("said [a spokesman for the city]"), up to a comma or the next clause. */
export function findPhraseAfter(tokens: readonly Token[], start: number, to: number): Source | undefined {
  const first = tokens[start];
  if (!first || start >= to || (first.kind !== 'word' && first.kind !== 'number')) return undefined;
  if (SUBJECT_PRONOUNS.has(first.lower)) return { from: start, to: start + 1 };
  let end = start;
  let named = false;
  for (let index = start; index < to; index += 1) {
    const token = tokens[index];
    if (!token || token.kind === 'run') break;
    if (token.kind === 'mark' && !/^(?:['’]s?|&|’s)$/.test(token.text)) break;
    if (CONJUNCTIONS.has(token.lower) && !(token.lower === 'and' && tokens[index + 1]?.capital)) break;
    if (AUXILIARIES.has(token.lower) && !token.capital) break;
    if (named && PREPOSITIONS.has(token.lower) && token.lower !== 'of') break;
    if (PREPOSITIONS.has(token.lower) && TIME_WORDS.has(tokens[index + 1]?.lower ?? '')) break;
    if (TIME_WORDS.has(token.lower) && index > start) break;
    if (token.kind === 'word' && !token.capital && isAdverb(token) && index > start) break;
    named ||= token.capital;
    end = index + 1;
  }
  if (end === start) return undefined;
  const apposition =
    isComma(tokens[end]) && startsApposition(tokens[end + 1])
      ? appositionAfter(tokens, end + 1, to)
      : undefined;
  return apposition ? { from: start, to: end, apposition } : { from: start, to: end };
}

function appositionAfter(tokens: readonly Token[], from: number, to: number): Range | undefined {
  let end = from;
  while (end < to && tokens[end]?.kind !== 'run' && !/^[,.;:?!—–]$/.test(tokens[end]?.text ?? '')) end += 1;
  return end > from ? { from, to: end } : undefined;
}
