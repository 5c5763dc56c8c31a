import { isAdverb, isAuxiliary, isPossessive, isPronoun, type Range } from '../../english/grammar.ts';
import { type Phrase, readPhraseBack } from '../../english/phrases.ts';
import { findSubjectBefore } from '../../english/subjects.ts';
import type { Token } from '../../english/tokens.ts';
import { findVerb } from '../../english/verbs.ts';
import type { Attribution } from '../cues/attributions.ts';
import { type Lattice, probabilityOf } from './lattice.ts';
import type { Candidate } from './observations.ts';
import { numberOf } from './tags.ts';
import { classOf } from './word-class.ts';

/** A sentence with what was read in it. */
export interface TaggedSentence {
  readonly tokens: readonly Token[];
  readonly sentence: Range;
  readonly attributions: readonly Attribution[];
  readonly candidates: readonly Candidate[];
  readonly lattice: Lattice;
}

/** A content of the grammar that shares this part with reported words lends them its attribution. */
const ALIKE = 0.5;

/** How far from reported words a cue is looked for, in tokens, and how likely it must be one. */
const REACH = 5;
const LEAST_CUE = 0.25;

/** On whose word the range rests: the cue whose content it is, else the likeliest cue beside it. */
export function attributeSpan(read: TaggedSentence, span: Range): Attribution | undefined {
  const owned = findOwnedCue(read, span);
  if (owned !== undefined) return attributeCue(read.tokens, read.sentence, owned);
  const alike = read.candidates
    .filter(({ attribution: { cue }, content }) => content.form === 'around' || !overlap(cue, span))
    .map(({ attribution, content }) => ({ attribution, shared: shareOf(content, span) }))
    .filter(({ shared }) => shared >= ALIKE)
    .sort((a, b) => b.shared - a.shared)[0];
  if (alike) return alike.attribution;
  const cue = findCue(read, span);
  if (cue === undefined) return undefined;
  const listed = read.attributions.find(({ cue: { from, to } }) => cue >= from && cue < to);
  return listed ?? attributeCue(read.tokens, read.sentence, cue);
}

function overlap(a: Range, b: Range): boolean {
  return a.from < b.to && b.from < a.to;
}

function shareOf(a: Range, b: Range): number {
  const shared = Math.min(a.to, b.to) - Math.max(a.from, b.from);
  return shared / (Math.max(a.to, b.to) - Math.min(a.from, b.from));
}

/** The noun right before the range that has an owner: "doubts her claim that …" tells what she claims. */
function findOwnedCue({ tokens, sentence }: TaggedSentence, { from }: Range): number | undefined {
  const noun = tokens[from - 1]?.lower === 'that' ? from - 2 : from - 1;
  if (noun <= sentence.from || tokens[noun]?.capital || !isCueWord(tokens[noun])) return undefined;
  return findOwner(tokens, sentence, noun) ? noun : undefined;
}

/** The word before the range, near it, that is most likely its cue. */
function findCue({ tokens, sentence, lattice }: TaggedSentence, { from }: Range): number | undefined {
  let likeliest: number | undefined;
  let most = LEAST_CUE;
  for (let at = Math.max(sentence.from, from - REACH); at < from; at += 1) {
    const probability = probabilityOf(lattice, at - sentence.from, numberOf('cue'));
    if (probability <= most || !isCueWord(tokens[at])) continue;
    most = probability;
    likeliest = at;
  }
  return likeliest;
}

/** Whether the word says something by itself: no name, mark or function word. */
function isCueWord(token: Token | undefined): boolean {
  return token !== undefined && /^(?:verb|noun|adjective|s$|word|ing|ed)/.test(classOf(token));
}

/** "’s" may be a form of "be" or make an owner of the name before it. */
const BE =
  /^(?:is|are|was|were|be|being|been|['’]s|['’]re|get|gets|got|remains|remained|feel|felt|feels|seems|become)$/;
const DEGREES = /^(?:not|very|so|more|too|no)$/;

/** The attribution of a cue that is no listed verb: its owner or its subject, where one is plain. */
function attributeCue(tokens: readonly Token[], sentence: Range, index: number): Attribution {
  const cue = { from: index, to: index + 1 };
  const source = findOwner(tokens, sentence, index) ?? findHolder(tokens, sentence, index);
  return source ? { ...cue, cue, verb: 'unlisted', source } : { ...cue, cue, verb: 'unlisted' };
}

/** "Ada Brook’s plan to", "her hope that"; the owner that "its" and "your" mean is seldom plain. */
function findOwner(tokens: readonly Token[], { from }: Range, index: number): Phrase | undefined {
  const before = tokens[index - 1];
  if (index - 1 < from || !before) return undefined;
  if (/^(?:his|her|their|our|my)$/.test(before.lower)) return { from: index - 1, to: index };
  return isPossessive(before) ? readPhraseBack(tokens, from, index - 2) : undefined;
}

/** "Ada Brook is eager to", but nobody in "the bridge is expected to". */
function findHolder(tokens: readonly Token[], { from }: Range, index: number): Phrase | undefined {
  const verb = findVerb(tokens[index]?.lower ?? '');
  const before = tokens[index - 1];
  const main = skipBack(tokens, from, index);
  const isPassive = BE.test(tokens[main]?.lower ?? '');
  if (isPassive ? verb !== undefined : !(before?.capital || isPronoun(before) || isAuxiliary(before)))
    return undefined;
  if (index - 1 < from) return undefined;
  const subject = findSubjectBefore(tokens, from, main + (isPassive ? 0 : 1));
  return subject && /^(?:it|there|that|this)$/.test(tokens[subject.from]?.lower ?? '') ? undefined : subject;
}

/** The last token before the cue that is no adverb, "not" or "very". */
function skipBack(tokens: readonly Token[], from: number, index: number): number {
  let at = index - 1;
  while (at >= from && (isAdverb(tokens[at]) || DEGREES.test(tokens[at]?.lower ?? ''))) at -= 1;
  return at >= from ? at : -1;
}
