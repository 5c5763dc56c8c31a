import type { Attribution } from './attributions.ts';
import { endOfObject, trimContent } from './content-bounds.ts';
import type { Content } from './contents.ts';
import {
  isAdverb,
  isAuxiliary,
  isComma,
  isConjunction,
  isDash,
  isDeterminer,
  isPossessive,
  isPreposition,
  isPronoun,
  type Range,
} from './grammar.ts';
import { CONTENT_CUES, type Construction, type Extent } from './lexicon/content-cues.ts';
import { type Phrase, readPhrase, readPhraseBack } from './phrases.ts';
import { findSubjectBefore } from './subjects.ts';
import type { Token } from './tokens.ts';
import { findVerb } from './verbs.ts';

/** Reported words of a sentence, and the attribution that they rest on. */
export interface Reported {
  readonly attribution: Attribution;
  readonly content: Content;
}

/** A word of the lists with the construction that it stands in, and where its content starts. */
interface Opening {
  readonly construction: Construction;
  readonly from: number;
  readonly particle?: string;
}

/** "’s" may be a form of "be" or make an owner of the name before it; `isPassive` is said of both. */
const BE =
  /^(?:is|are|was|were|be|being|been|['’]s|['’]re|get|gets|got|remains|remained|feel|felt|feels|seems|become)$/;
const DEGREES = /^(?:not|very|so|more|too|no)$/;
const QUESTIONS = /^(?:whether|if|how|why|what|who|when|where)$/;
const JOINED =
  /^(?:and|but|while|as|which|who|with|after|whose|where|although|though|according|saying|adding|citing|noting|arguing)$/;

/** What the listed words of a sentence report: nouns ("hope that"), adjectives ("eager to"), adverbs, verbs in the passive. */
export function findCued(
  tokens: readonly Token[],
  sentence: Range,
  attributions: readonly Attribution[],
): Reported[] {
  const byCue = new Map(attributions.map((attribution) => [attribution.cue.from, attribution]));
  const found: Reported[] = [];
  for (let index = sentence.from; index < sentence.to - 1; index += 1) {
    if (!isOpenWord(tokens[index], index === sentence.from)) continue;
    const isPassive = BE.test(tokens[skipBack(tokens, sentence.from, index)]?.lower ?? '');
    for (const opening of readOpenings(tokens, sentence, index)) {
      const word = tokens[index]?.lower ?? '';
      const owned = isPossessive(tokens[index - 1]) ? findExtent(word, false, opening) : undefined;
      const extent = findExtent(word, isPassive, opening) ?? owned;
      const content = extent && readContent(tokens, sentence, opening, extent);
      if (!content) continue;
      const attribution = byCue.get(index) ?? attribute(tokens, sentence, index, isPassive);
      found.push({ attribution, content });
    }
  }
  return found;
}

function isOpenWord(token: Token | undefined, isFirst: boolean): token is Token {
  return (
    token?.kind === 'word' &&
    token.lower.length > 2 &&
    (isFirst || !token.capital) &&
    !isDeterminer(token) &&
    !isPreposition(token) &&
    !isPronoun(token) &&
    !isConjunction(token) &&
    !isAuxiliary(token)
  );
}

/** The last token before the cue that is no adverb, "not" or "very". */
function skipBack(tokens: readonly Token[], from: number, index: number): number {
  let at = index - 1;
  while (at >= from && (isAdverb(tokens[at]) || DEGREES.test(tokens[at]?.lower ?? ''))) at -= 1;
  return at >= from ? at : -1;
}

/** The constructions that the words after `index` can form with it. */
function readOpenings(tokens: readonly Token[], { from, to }: Range, index: number): Opening[] {
  const next = tokens[index + 1];
  if (isAdverb(tokens[index]))
    return [
      { construction: 'adverb', from },
      { construction: 'after adverb', from: index + 1 },
    ];
  if (!next) return [];
  if (next.lower === 'that') return [{ construction: 'that', from: index + 2 }];
  if (QUESTIONS.test(next.lower)) return [{ construction: 'question', from: index + 1 }];
  if (next.lower === 'to' && opensInfinitive(tokens[index + 2]))
    return [{ construction: 'to', from: index + 1 }];
  if (isPreposition(next) || /^(?:out|up|off|down)$/.test(next.lower)) {
    const that = findThat(tokens, index + 2, Math.min(to, index + 12));
    const phrase: Opening = { construction: 'preposition', from: index + 2, particle: next.lower };
    return that < 0 ? [phrase] : [phrase, { construction: 'far that', from: that + 1, particle: next.lower }];
  }
  if (next.kind === 'word' && /ing$/.test(next.lower) && !next.capital)
    return [{ construction: 'gerund', from: index + 1 }];
  if ((next.kind === 'mark' && next.text !== '$') || isAuxiliary(next) || isConjunction(next)) return [];
  return [{ construction: 'object', from: index + 1 }];
}

function opensInfinitive(token: Token | undefined): boolean {
  return token?.kind === 'word' && !token.capital && !isDeterminer(token);
}

/** The "that" after a phrase of plain words: "hopes in the north that". */
function findThat(tokens: readonly Token[], from: number, to: number): number {
  for (let index = from; index < to && tokens[index]?.kind === 'word'; index += 1)
    if (tokens[index]?.lower === 'that' && !isPreposition(tokens[index - 1])) return index;
  return -1;
}

/** How far the content reaches that this word takes in this construction; `undefined` when it takes none. */
function findExtent(
  word: string,
  isPassive: boolean,
  { construction, particle }: Opening,
): Extent | undefined {
  const key = construction === 'preposition' ? `${word}+${particle}` : word;
  return CONTENT_CUES[construction].get(isPassive ? `be_${key}` : key);
}

function readContent(
  tokens: readonly Token[],
  sentence: Range,
  { from, particle }: Opening,
  extent: Extent,
): Content | undefined {
  if (from >= sentence.to) return undefined;
  let to = from + 1;
  if (extent === 'object') to = endOfObject(tokens, from, sentence.to);
  else if (extent === 'phrase') to = readPhrase(tokens, from, sentence.to)?.to ?? sentence.to;
  else while (to < sentence.to && !endsExtent(tokens, to, extent)) to += 1;
  return trimContent(tokens, { form: 'listed', from, to, ...(particle && { particle }) });
}

function endsExtent(tokens: readonly Token[], index: number, extent: Extent): boolean {
  const token = tokens[index];
  if (!token || extent === 'sentence') return false;
  if (isDash(token) || token.text === ';') return true;
  const next = tokens[index + 1];
  if (extent === 'joint') return isComma(token) && JOINED.test(next?.lower ?? '');
  return /^[:(]$/.test(token.text) || (isComma(token) && !(tokens[index - 1]?.capital && next?.capital));
}

/** The attribution of a listed word that is no listed verb: its subject or its owner, where one is plain. */
function attribute(
  tokens: readonly Token[],
  sentence: Range,
  index: number,
  isPassive: boolean,
): Attribution {
  const cue = { from: index, to: index + 1 };
  const source = findOwner(tokens, sentence, index) ?? findHolder(tokens, sentence, index, isPassive);
  return source ? { ...cue, cue, verb: 'unlisted', source } : { ...cue, cue, verb: 'unlisted' };
}

/** "Ada Brook’s plan to", "her hope that". */
function findOwner(tokens: readonly Token[], { from }: Range, index: number): Phrase | undefined {
  const before = tokens[index - 1];
  if (index - 1 < from || !before) return undefined;
  if (/^(?:his|her|their|our|my)$/.test(before.lower)) return { from: index - 1, to: index };
  return isPossessive(before) ? readPhraseBack(tokens, from, index - 2) : undefined;
}

/** "Ada Brook is eager to", but nobody in "the bridge is expected to". */
function findHolder(
  tokens: readonly Token[],
  { from }: Range,
  index: number,
  isPassive: boolean,
): Phrase | undefined {
  const verb = findVerb(tokens[index]?.lower ?? '');
  const before = tokens[index - 1];
  if (isPassive ? verb !== undefined : !(before?.capital || isPronoun(before) || isAuxiliary(before)))
    return undefined;
  if (index - 1 < from) return undefined;
  const subject = findSubjectBefore(tokens, from, skipBack(tokens, from, index) + (isPassive ? 0 : 1));
  return subject && /^(?:it|there|that|this)$/.test(tokens[subject.from]?.lower ?? '') ? undefined : subject;
}
