// The first room of `quotes`. In: the tokens of one sentence. Out: its attributions, each a cue ("said", "according to")
// with the phrase that it credits. Nothing is known here of marks, of the paragraphs around, or of who "she" is.

import { endsApposition } from '../../english/appositions.ts';
import {
  isAdverb,
  isAuxiliary,
  isComma,
  isDash,
  isFiniteVerb,
  isPreposition,
  isPronoun,
  isTime,
  type Range,
} from '../../english/grammar.ts';
import { INVERTING_VERBS } from '../../english/lexicon/cue-verbs.ts';
import { type Phrase, readPhrase, readPhraseBack } from '../../english/phrases.ts';
import { isSomebody } from '../../english/somebody.ts';
import { findClauseSubject, findSubjectBefore } from '../../english/subjects.ts';
import type { Token } from '../../english/tokens.ts';
import { isNounUse, isPassive } from '../../english/verb-use.ts';
import { findVerb, type Verb } from '../../english/verbs.ts';

/** A place where a sentence says whose words it gives: a cue and the source that it names. */
export interface Attribution extends Range {
  /** Token range of the cue alone. */
  readonly cue: Range;
  readonly verb: Verb | 'according to' | 'colon' | 'signature' | 'unlisted';
  readonly source?: Phrase;
  /** "was asked", "was told": the words are not the subject's. */
  readonly isPassive?: true;
}

/** Whether the source says something, rather than thinks, wants or judges it. */
export function isSaying({ verb }: Attribution): boolean {
  return typeof verb === 'string' || verb.use === 'speech';
}

/** The attributions of one sentence, in order. */
export function findAttributions(tokens: readonly Token[], sentence: Range): Attribution[] {
  const found: Attribution[] = [];
  for (let index = sentence.from; index < sentence.to; index += 1) {
    const attribution =
      readAccordingTo(tokens, sentence, index) ??
      readNameBeforeColon(tokens, sentence, index) ??
      readSignature(tokens, sentence, index) ??
      readUnlistedAfterRun(tokens, sentence, index) ??
      readVerbAttribution(tokens, sentence, index, found.at(-1));
    if (attribution) found.push(attribution);
  }
  return found;
}

function readAccordingTo(tokens: readonly Token[], sentence: Range, index: number): Attribution | undefined {
  const [word, next] = [tokens[index]?.lower, tokens[index + 1]];
  // "…,” per the party’s rules"; ten crowns per person name nobody.
  const isPer =
    word === 'per' &&
    /^(?:,|.*[”"»])$/.test(tokens[index - 1]?.text ?? '') &&
    (next?.capital || next?.lower === 'the');
  if (!isPer && (word !== 'according' || next?.lower !== 'to')) return undefined;
  const cue = { from: index, to: isPer ? index + 1 : index + 2 };
  const source = readPhrase(tokens, cue.to, sentence.to);
  return source
    ? { from: index, to: source.to, cue, verb: 'according to', source }
    : { from: index, to: cue.to, cue, verb: 'according to' };
}

/** "Ada Brook: “…”", as in a transcript. */
function readNameBeforeColon(
  tokens: readonly Token[],
  sentence: Range,
  index: number,
): Attribution | undefined {
  if (tokens[index]?.text !== ':' || !tokens[index - 1]?.capital) return undefined;
  if (tokens[index + 1]?.kind !== 'run' && !(sentence.from === 0 && index <= 5)) return undefined;
  const source = readPhraseBack(tokens, sentence.from, index - 1);
  const cue = { from: index, to: index + 1 };
  return source && !isPreposition(tokens[source.from - 1])
    ? { from: source.from, to: index + 1, cue, verb: 'colon', source }
    : undefined;
}

function readVerbAttribution(
  tokens: readonly Token[],
  sentence: Range,
  index: number,
  previous: Attribution | undefined,
): Attribution | undefined {
  const token = tokens[index];
  // "pep talks like “…”" is no liking.
  const isLikeness = token?.lower === 'like' && !isPronoun(tokens[index - 1]);
  const verb = token?.kind === 'word' && !token.capital && !isLikeness ? findVerb(token.lower) : undefined;
  if (!verb || verb.use === 'none' || isNounUse(tokens, index, sentence.from, verb)) return undefined;
  const cue = { from: index, to: index + 1 };
  if (isPassive(tokens, index, sentence.from, verb))
    return /^(?:ask|tell)$/.test(verb.verb) ? readPassive(tokens, sentence, index, verb) : undefined;
  const inverted = readInvertedSource(tokens, sentence, index, verb);
  if (inverted) return { from: index, to: inverted.to, cue, verb, source: inverted };
  const source = findSource(tokens, sentence, index, verb, previous);
  return source
    ? { from: Math.min(source.from, index), to: index + 1, cue, verb, source }
    : { ...cue, cue, verb };
}

/** "was asked by Ada Brook": who spoke, if anybody, follows the cue. */
function readPassive(tokens: readonly Token[], sentence: Range, index: number, verb: Verb): Attribution {
  const cue = { from: index, to: index + 1 };
  const source = tokens[cue.to]?.lower === 'by' ? readPhrase(tokens, cue.to + 1, sentence.to) : undefined;
  return source ? { from: index, to: source.to, cue, verb, source } : { ...cue, cue, verb, isPassive: true };
}

/** The subject of the cue: right before it, or that of the verb which it continues ("…, saying", "and added", "to say"). */
function findSource(
  tokens: readonly Token[],
  sentence: Range,
  index: number,
  { form }: Verb,
  previous: Attribution | undefined,
): Phrase | undefined {
  let before = index - 1;
  while (before > sentence.from && isAdverb(tokens[before])) before -= 1;
  const continued = previous?.source && isSomebody(tokens, previous.source) ? previous.source : undefined;
  if (form === 'gerund' && !isAuxiliary(tokens[before])) {
    const actor = findActor(tokens, sentence, before);
    if (actor) return actor;
    const isNear = previous !== undefined && index - previous.to < 8;
    return (isNear ? continued : undefined) ?? findClauseSubject(tokens, sentence) ?? continued;
  }
  if (before < sentence.from || /^(?:and|but|then|or|to)$/.test(tokens[before]?.lower ?? '')) {
    const subject = findClauseSubject(tokens, sentence);
    return continued && subject && subject.from < index && subject.from > continued.from
      ? subject
      : (continued ?? subject);
  }
  return findSubjectBefore(tokens, sentence.from, index);
}

/** "with Ada Brook saying", "footage of Ada Brook asking": somebody right before a cue that ends in -ing. */
function findActor(tokens: readonly Token[], { from }: Range, last: number): Phrase | undefined {
  const actor = last >= from ? readPhraseBack(tokens, from, last) : undefined;
  if (!actor) return undefined;
  let start = actor.to - 1;
  while (start > actor.from && tokens[start - 1]?.capital) start -= 1;
  const isNamed = tokens[actor.to - 1]?.capital && /^(?:with|of|from)$/.test(tokens[start - 1]?.lower ?? '');
  return isNamed ? { from: start, to: actor.to } : undefined;
}

/** “…” — Ada Brook, nurse */
function readSignature(tokens: readonly Token[], sentence: Range, index: number): Attribution | undefined {
  if (!isDash(tokens[index]) || tokens[index - 1]?.kind !== 'run' || !tokens[index + 1]?.capital)
    return undefined;
  const source = readPhrase(tokens, index + 1, sentence.to);
  const closes = source && /^(?:[,.(]|)$/.test(tokens[source.to]?.text ?? '');
  return closes
    ? { from: index, to: source.to, cue: { from: index, to: index + 1 }, verb: 'signature', source }
    : undefined;
}

/** "“…!” an angry mayor thundered": any verb right after marked words that leave the sentence open is a cue. */
function readUnlistedAfterRun(
  tokens: readonly Token[],
  sentence: Range,
  index: number,
): Attribution | undefined {
  if (tokens[index]?.kind !== 'run' || !/[,?!…—–-][”"»’']*$/.test(tokens[index]?.text ?? ''))
    return undefined;
  const source = readPhrase(tokens, index + 1, sentence.to);
  if (!source) return undefined;
  let verb = source.apposition ? source.apposition.to + 1 : source.to;
  while (isAdverb(tokens[verb])) verb += 1;
  const listed = findVerb(tokens[verb]?.lower ?? '');
  if (
    isAuxiliary(tokens[verb]) ||
    (listed && listed.use !== 'none') ||
    !isFiniteVerb(tokens, verb, index + 1)
  )
    return undefined;
  return { from: source.from, to: verb + 1, cue: { from: verb, to: verb + 1 }, verb: 'unlisted', source };
}

/** '"…," said a spokesman': the source after its verb, where marked words, a comma or nothing stands before the verb. */
function readInvertedSource(
  tokens: readonly Token[],
  sentence: Range,
  index: number,
  { form, verb }: Verb,
): Phrase | undefined {
  const before = index > sentence.from ? tokens[index - 1] : undefined;
  const opens =
    !before ||
    before.kind === 'run' ||
    ((isComma(before) || isDash(before)) &&
      INVERTING_VERBS.has(verb) &&
      !endsApposition(tokens, sentence.from, index - 1));
  const next = tokens[index + 1];
  if (!opens || !next || (form !== 'past' && form !== 'present') || /^(?:tell|urge|call|accuse)$/.test(verb))
    return undefined;
  if (isTime(next) || /^(?:it|you|who|there)$/.test(next.lower)) return undefined;
  if (isPronoun(next))
    return isAuxiliary(tokens[index + 2]) || findVerb(tokens[index + 2]?.lower ?? '')
      ? undefined
      : readPhrase(tokens, index + 1, sentence.to);
  if (
    next.kind === 'word' &&
    !next.capital &&
    (isPreposition(next) || isAuxiliary(next) || isAdverb(next) || next.lower === 'that')
  )
    return undefined;
  const source = readPhrase(tokens, index + 1, sentence.to);
  const opensClause =
    source &&
    (tokens[source.to]?.kind === 'run' || isFiniteVerb(tokens, skipAdverbs(tokens, source.to), index + 1));
  return opensClause ? undefined : source;
}

function skipAdverbs(tokens: readonly Token[], start: number): number {
  let index = start;
  while (isAdverb(tokens[index])) index += 1;
  return index;
}
