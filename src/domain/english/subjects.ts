import { findHeadOfApposition } from './appositions.ts';
import {
  isAdverb,
  isAuxiliary,
  isComma,
  isDash,
  isDeterminer,
  isPreposition,
  isPronoun,
  isTime,
  type Range,
} from './grammar.ts';
import { TITLES } from './lexicon/titles.ts';
import { isOpener, skipOpening, skipPlaceLine } from './openings.ts';
import { type Phrase, readPhrase, readPhraseBack, startsApposition } from './phrases.ts';
import { isSomebody } from './somebody.ts';
import type { Token } from './tokens.ts';

/** The subject that ends right before the verb at `verb` within [from, verb); adverbs, auxiliaries and times are skipped. */
export function findSubjectBefore(tokens: readonly Token[], start: number, verb: number): Phrase | undefined {
  const from = skipPlaceLine(tokens, start, verb);
  let last = verb - 1;
  while (last >= from && isBetween(tokens, last, from)) last -= 1;
  if (last < from) return undefined;
  if (tokens[last]?.lower === 'that') return undefined;
  if (tokens[last]?.lower === 'which') return findBodyBefore(tokens, from, last);
  if (tokens[last]?.lower === 'who') return findAntecedent(tokens, from, last);
  if (isComma(tokens[last]) || isDash(tokens[last]) || tokens[last]?.text === ')')
    return findHeadOfApposition(tokens, from, last);
  // "criticized voters for not supporting": a verb after a preposition has no subject of its own.
  if (isPreposition(tokens[last])) return undefined;
  const phrase = readPhraseBack(tokens, from, last);
  if (!phrase || tokens[phrase.from - 1]?.lower !== 'to')
    return (
      phrase &&
      (findNameBefore(tokens, from, phrase) ??
        findRelated(tokens, from, phrase) ??
        joinPlace(tokens, from, phrase))
    );
  // "an official who asked to see the letter said": the words before the verb belong to an infinitive.
  return findClauseSubject(tokens, { from, to: verb });
}

/** "Ada Brook, head of the clinic said": an apposition that lacks its second comma, after a name that opens the sentence. */
function findNameBefore(tokens: readonly Token[], from: number, phrase: Phrase): Phrase | undefined {
  if (
    !isComma(tokens[phrase.from - 1]) ||
    !startsApposition(tokens, phrase.from) ||
    tokens[phrase.from]?.capital
  )
    return undefined;
  const head = readPhraseBack(tokens, from, phrase.from - 2);
  const isName =
    head &&
    head.from === from &&
    head.to - head.from >= 2 &&
    !isTime(tokens[head.to - 1]) &&
    !isOpener(tokens[from]);
  const words = tokens.slice(head?.from, head?.to);
  return isName && words.every(({ capital }) => capital) ? { ...head, apposition: phrase } : undefined;
}

/** "[Voters in Iowa] who watched the debate said": the words before the verb may belong to a relative clause of the subject. */
function findRelated(tokens: readonly Token[], from: number, phrase: Phrase): Phrase | undefined {
  for (let index = phrase.from - 1; index > from && index > phrase.from - 8; index -= 1) {
    const token = tokens[index];
    if (!token || token.kind === 'mark' || token.kind === 'run' || token.lower === 'that') return undefined;
    if (token.lower !== 'who') continue;
    const antecedent = readPhraseBack(tokens, from, index - 1);
    return antecedent;
  }
  return undefined;
}

/** "Ada Brook of Columbia, [South Carolina] said", "voters in Alabama, [Georgia and Virginia] said": a place with a comma in it. */
function joinPlace(tokens: readonly Token[], from: number, phrase: Phrase): Phrase {
  const before = tokens[phrase.from - 2];
  if (!isComma(tokens[phrase.from - 1]) || !before?.capital || !tokens[phrase.from]?.capital) return phrase;
  const head = readPhraseBack(tokens, from, phrase.from - 2);
  if (!head || isOpener(tokens[head.from]) || !isSomebody(tokens, head)) return phrase;
  const place = tokens.slice(head.from, head.to).findLastIndex(isPreposition);
  const isPlaced = place > 0 && /^(?:in|of|from)$/.test(tokens[head.from + place]?.lower ?? '');
  return isPlaced && tokens[head.from + place + 1]?.capital ? { from: head.from, to: phrase.to } : phrase;
}

/** What may stand between a subject and its verb. */
function isBetween(tokens: readonly Token[], index: number, from: number): boolean {
  const token = tokens[index];
  if (!token || token.kind === 'run') return false;
  if (isAuxiliary(token) || isAdverb(token) || (/^['’]s$/.test(token.text) && isAdverb(tokens[index + 1])))
    return true;
  if (token.lower === 'on' || token.lower === 'in')
    return (
      isTime(tokens[index + 1]) || (isAuxiliary(tokens[index - 1]) && tokens[index + 2]?.lower === 'past')
    );
  if (token.lower === 'since' || /^(?:the|past)$/.test(token.lower))
    return (
      isAuxiliary(tokens[index - 1]) ||
      (token.lower === 'the' && tokens[index + 1]?.lower === 'past' && tokens[index - 1]?.lower === 'in') ||
      (token.lower === 'past' && tokens[index - 2]?.lower === 'in')
    );
  const before = tokens[index - 1];
  return (
    index > from && isTime(token) && (!isDeterminer(before) || /^(?:this|that)$/.test(before?.lower ?? ''))
  );
}

/** "the police department, [which] reported": a body; of a thing nothing is said. */
function findBodyBefore(tokens: readonly Token[], from: number, which: number): Phrase | undefined {
  const phrase = readPhraseBack(tokens, from, isComma(tokens[which - 1]) ? which - 2 : which - 1);
  return phrase && isSomebody(tokens, phrase) ? phrase : undefined;
}

/** The phrase that the relative clause beginning with "who" at `who` belongs to. */
function findAntecedent(tokens: readonly Token[], from: number, who: number): Phrase | undefined {
  const last = isComma(tokens[who - 1]) ? who - 2 : who - 1;
  if (tokens[last]?.text === ')') return findHeadOfApposition(tokens, from, last);
  const phrase = readPhraseBack(tokens, from, last);
  const isApposed = phrase && isComma(tokens[phrase.from - 1]) && tokens[phrase.from - 2]?.capital;
  return (
    (isApposed ? findHeadOfApposition(tokens, from, last + 1) : undefined) ??
    (phrase && narrowToPerson(tokens, phrase))
  );
}

/** "the mouth of [Ada Brook], who": the person at the end of a phrase about a thing. */
function narrowToPerson(tokens: readonly Token[], { from, to }: Phrase): Phrase {
  const first = findPreposition(tokens, from + 1, to);
  const head = tokens[first - 1];
  const end = tokens[to - 1];
  if (
    first < 0 ||
    !head ||
    head.capital ||
    TITLES.has(head.lower.replace(/s$/, '')) ||
    !end ||
    !(end.capital || TITLES.has(end.lower))
  )
    return { from, to };
  let start = to - 1;
  while (start > first && !isPreposition(tokens[start])) start -= 1;
  return { from: start + 1, to };
}

/** The subject of the sentence's first main clause, opening words and phrases skipped. */
export function findClauseSubject(tokens: readonly Token[], { from, to }: Range): Phrase | undefined {
  let start = skipPlaceLine(tokens, from, to);
  for (let step = 0; step < 4 && start < to; step += 1) {
    const next = skipOpening(tokens, start, to);
    if (next === start) break;
    start = next;
  }
  const phrase = readPhrase(tokens, start, to);
  // "After a long, hard winter, the mayor said": the comma before "hard" did not close the opening.
  if (!phrase || start === from || !isBare(tokens[start])) return phrase;
  const comma = [phrase.to, phrase.to + 1].find((at) => isComma(tokens[at]));
  return (comma === undefined ? undefined : readPhrase(tokens, comma + 1, to)) ?? phrase;
}

/** A word that begins no subject in the singular: no name, determiner or pronoun. */
function isBare(token: Token | undefined): boolean {
  return token?.kind === 'word' && !token.capital && !isDeterminer(token) && !isPronoun(token);
}

/** The first preposition in [from, to); -1 when there is none. */
function findPreposition(tokens: readonly Token[], from: number, to: number): number {
  for (let index = from; index < to; index += 1) if (isPreposition(tokens[index])) return index;
  return -1;
}
