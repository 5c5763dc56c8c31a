import {
  isAdverb,
  isAuxiliary,
  isComma,
  isConjunction,
  isDash,
  isDeterminer,
  isFiniteVerb,
  isMention,
  isPossessive,
  isPreposition,
  isPronoun,
  isTime,
  type Range,
} from './grammar.ts';
import type { Token } from './tokens.ts';
import { findVerb } from './verbs.ts';

/** A noun phrase, and what stands in apposition to it ("…, a spokesman for the city"). */
export interface Phrase extends Range {
  readonly apposition?: Range;
}

/** The noun phrase that ends with token `last`, as far back as it reaches within [from, last]. */
export function readPhraseBack(tokens: readonly Token[], from: number, last: number): Phrase | undefined {
  if (last < from) return undefined;
  if (isPronoun(tokens[last])) return { from: last, to: last + 1 };
  let start = last + 1;
  for (let index = last; index >= from && belongsBefore(tokens, index, from, last); index -= 1) {
    if (!isPreposition(tokens[index]) && tokens[index]?.lower !== 'and') start = index;
    const before = tokens[index - 1];
    if (isDeterminer(tokens[index]) && !isPreposition(before) && !isDeterminer(before)) break;
  }
  return start <= last ? { from: start, to: last + 1 } : undefined;
}

function belongsBefore(tokens: readonly Token[], index: number, from: number, last: number): boolean {
  const token = tokens[index];
  if (!token) return false;
  if (token.kind === 'run') return isMention(token);
  if (token.kind === 'mark') return isPossessive(token) || token.text === '&' || token.text === '$';
  if (token.kind !== 'word') return true;
  const before = index > from ? tokens[index - 1] : undefined;
  if (isTime(token) && isPreposition(before)) return false;
  // "Ever since Ada Brook took office"
  if (token.lower === 'since') return false;
  if (isPreposition(token)) return before !== undefined && isNounLike(tokens, index - 1, from);
  if (token.lower === 'and')
    return (
      before?.kind === 'word' &&
      index < last &&
      tokens[index + 1]?.capital === before.capital &&
      isNounLike(tokens, index - 1, from)
    );
  if (isConjunction(token) && !token.capital) return false;
  if (token.capital && before !== undefined) return true;
  if (isConjunction(token) || isPronoun(token) || isAuxiliary(token)) return false;
  if (index < last && !token.capital && isCueGerund(token)) return false;
  return index === last || !isFiniteVerb(tokens, index, from) || (isDeterminer(before) && !isPronoun(before));
}

function isCueGerund(token: Token): boolean {
  const verb = findVerb(token.lower);
  return verb?.form === 'gerund' && verb.use === 'speech';
}

function isNounLike(tokens: readonly Token[], index: number, from: number): boolean {
  const token = tokens[index];
  if (!token || token.kind === 'mark' || token.kind === 'run' || token.lower === 'according') return false;
  if (token.kind === 'number' || token.capital) return !isPreposition(token) && !isConjunction(token);
  return !(
    isPreposition(token) ||
    isConjunction(token) ||
    isAuxiliary(token) ||
    (isDeterminer(token) &&
      !/^(?:some|many|most|one|several|both|all|each|two|three|any|few|others)$/.test(token.lower)) ||
    isAdverb(token) ||
    isFiniteVerb(tokens, index, from) ||
    findVerb(token.lower)?.form === 'gerund'
  );
}

/** The noun phrase that starts at token `start`, up to a comma, a verb or the next clause, with its apposition. */
export function readPhrase(tokens: readonly Token[], start: number, to: number): Phrase | undefined {
  const first = tokens[start];
  if (!first || start >= to || (first.kind !== 'word' && first.kind !== 'number')) return undefined;
  if (isPronoun(first)) return { from: start, to: start + 1 };
  let end = start;
  let named = false;
  for (let index = start; index < to && belongsAfter(tokens, index, start, named); index += 1) {
    named ||= tokens[index]?.capital === true && index > start;
    end = index + 1;
  }
  while (end > start && (isPreposition(tokens[end - 1]) || isAdverb(tokens[end - 1]))) end -= 1;
  if (
    end === start ||
    (end === start + 1 && /^(?:a|an|the|his|her|its|their|my|our|your)$/.test(first.lower))
  )
    return undefined;
  const apposition = readApposition(tokens, end, to);
  return apposition ? { from: start, to: end, apposition } : { from: start, to: end };
}

function belongsAfter(tokens: readonly Token[], index: number, start: number, named: boolean): boolean {
  const token = tokens[index];
  const next = tokens[index + 1];
  if (!token) return false;
  if (token.kind === 'run') return index > start && isMention(token);
  if (token.kind === 'mark')
    return isPossessive(token) || token.text === '&' || (token.text === '$' && index === start);
  if (token.lower === 'and') return next?.capital === true && tokens[index - 1]?.capital === true;
  if (isConjunction(token) && !(token.capital && index === start && isDeterminer(token)))
    return index === start && isDeterminer(token);
  if (isPreposition(token))
    return (
      index > start &&
      !(isTime(next) || (next?.kind === 'number' && !isPreposition(token))) &&
      (token.lower === 'of' || !named)
    );
  if (isTime(token) && index > start && !isDeterminer(tokens[index - 1]) && !isPossessive(next)) return false;
  if (isPronoun(token) || (isDeterminer(token) && index > start && startsAnother(tokens[index - 1])))
    return false;
  if (
    index > start &&
    (isFiniteVerb(tokens, index, start) || (isAdverb(token) && !isDeterminer(token)) || isAuxiliary(token))
  )
    return false;
  return !(index > start && findVerb(token.lower)?.form === 'gerund' && !token.capital);
}

/** After a noun, a determiner opens another phrase: "told [reporters] the bridge …". */
function startsAnother(before: Token | undefined): boolean {
  return !(
    isPreposition(before) ||
    isDeterminer(before) ||
    before?.lower === 'and' ||
    before?.kind === 'mark'
  );
}

/** What stands between a comma, a bracket or a dash at `at` and its partner; `undefined` when it is no apposition. */
function readApposition(tokens: readonly Token[], at: number, to: number): Range | undefined {
  if (!(isComma(tokens[at]) || tokens[at]?.text === '(') || !startsApposition(tokens, at + 1))
    return undefined;
  let end = at + 1;
  while (end < to && tokens[end]?.kind !== 'run' && !/^[,.;:?!)—–]$/.test(tokens[end]?.text ?? '')) end += 1;
  return end > at + 1 ? { from: at + 1, to: end } : undefined;
}

/** Whether an apposition or a relative clause can start with this token. */
export function startsApposition(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (!token || token.kind === 'run' || token.kind === 'mark') return false;
  if (token.kind === 'number' || /^(?:who|whose|which|where|jr\.?|sr\.?|[rdi]-.*)$/.test(token.lower))
    return true;
  if (isDeterminer(token) || isPreposition(token) || /^(?:when|while|as)$/.test(token.lower)) return true;
  return !(isConjunction(token) || isAuxiliary(token) || isPronoun(token) || isDash(token));
}
