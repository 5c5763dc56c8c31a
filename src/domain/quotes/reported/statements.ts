import { isComma, isFiniteVerb, type Range } from '../../english/grammar.ts';
import type { Token } from '../../english/tokens.ts';
import { type Attribution, isSaying } from '../cues/attributions.ts';
import { skipAside } from '../spans/content-bounds.ts';
import { findThat } from '../spans/contents.ts';
import type { Speaker } from '../speakers/sources.ts';
import type { ChosenSpan } from './span-choice.ts';

/** Reported words within some bounds, with where they stand and whose they are. */
export interface Utterance {
  readonly tokens: readonly Token[];
  readonly sentence: Range;
  readonly attribution: Attribution;
  readonly speaker: Speaker;
  readonly content: ChosenSpan;
}

/** Fewer words are no statement. */
const SHORTEST = 4;

/**
 * Whether reported words can be a statement of the speaker at all: no attitude or act, no noun phrase, no headline or
 * caption, and not the words of nobody in particular. Which of these are, the model decides.
 */
export function canBeStatement({ tokens, sentence, attribution, speaker, content }: Utterance): boolean {
  const { verb } = attribution;
  if (speaker.kind === 'thing' || !isSaying(attribution)) return false;
  if (typeof verb === 'string' && verb !== 'according to') return false;
  return (
    countWords(tokens.slice(content.from, content.to)) >= SHORTEST &&
    (isClause(tokens, content) || isPromise(tokens, content, attribution)) &&
    !holdsOwnCue(tokens, attribution, content) &&
    !isAside(tokens, attribution) &&
    !holdsHearer(tokens, attribution, content) &&
    !isHeadline(tokens, sentence)
  );
}

/** Those between marks count, too: "the bridge was “as safe as ever”" states as much as without them. */
function countWords(tokens: readonly Token[]): number {
  return tokens.reduce(
    (count, { text }) => count + (text.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu)?.length ?? 0),
    0,
  );
}

/** Whether something is said of something: a noun phrase alone ("a warning against | the deployment") states nothing. */
function isClause(tokens: readonly Token[], { from, to }: Range): boolean {
  if (tokens[from]?.kind === 'run' || tokens[from]?.lower === 'to') return false;
  // "an early question about problems that America faces": a verb of a clause inside says nothing of the noun.
  let verbs = 0;
  for (let at = from + 1; at < to; at += 1) {
    if (/^(?:who|which|whose|whether|how|why)$/.test(tokens[at]?.lower ?? '')) verbs -= 1;
    else if (isFiniteVerb(tokens, at, from) && !isFiniteVerb(tokens, at - 1, from)) verbs += 1;
    if (verbs > 0) return true;
  }
  return false;
}

/** "vowed to open the bridge": what somebody says they will do. */
function isPromise(tokens: readonly Token[], { from }: Range, { verb }: Attribution): boolean {
  return (
    tokens[from]?.lower === 'to' &&
    typeof verb !== 'string' &&
    /^(?:promise|vow|pledge|threaten|swear|offer|agree|volunteer|guarantee)$/.test(verb.verb)
  );
}

/**
 * "But she said on Monday that any bridge …", "…, the mayor | said": the words reach over those that say whose they are. Where
 * these stand between commas, the words go on after them.
 */
function holdsOwnCue(
  tokens: readonly Token[],
  { cue, source = cue }: Attribution,
  { from, to }: Range,
): boolean {
  const [start, end] = [Math.min(cue.from, source.from), Math.max(cue.to, source.to)];
  const isInserted = from < start && isComma(tokens[start - 1]) && isComma(tokens[end]) && end < to;
  return !isInserted && [cue, source].some((own) => own.from < to && from < own.to);
}

/**
 * "what Ada Brook says …", "voters who say …": the saying only tells which thing or whom is meant. "it is not unreasonable for
 * Ada Brook to say …": nobody has said it.
 */
function isAside(tokens: readonly Token[], { cue, source }: Attribution): boolean {
  if (tokens[cue.from - 1]?.lower === 'to' && source && tokens[source.from - 1]?.lower === 'for') return true;
  if (tokens[cue.from - 1]?.lower === 'who' && !isComma(tokens[cue.from - 2])) return true;
  const { from } = source && source.from < cue.from ? source : cue;
  return /^(?:what|how)$/.test(tokens[from - 1]?.lower ?? '');
}

/** "told | reporters on Monday the bridge was safe", "said | in a statement that …": words that begin with when, where or to whom it was said. */
function holdsHearer(tokens: readonly Token[], { cue, verb }: Attribution, { from, to }: Range): boolean {
  const lemma = typeof verb === 'string' ? '' : verb.verb;
  if (from < cue.to) return false;
  const start = skipAside(tokens, cue.to, to, lemma);
  return from < start || from <= (findThat(tokens, start, to) ?? -1);
}

/** Without an end mark, or with capitals throughout. */
function isHeadline(tokens: readonly Token[], { from, to }: Range): boolean {
  const last = tokens[to - 1];
  if (!last || !/[.?!…”"'’)]$/.test(last.text)) return true;
  const words = tokens.slice(from, to).filter(({ kind, text }) => kind === 'word' && text.length > 3);
  return words.length >= 4 && words.filter(({ capital }) => capital).length > 0.8 * words.length;
}
