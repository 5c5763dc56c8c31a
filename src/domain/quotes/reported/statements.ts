import {
  isAdverb,
  isAuxiliary,
  isComma,
  isFiniteVerb,
  isPreposition,
  type Range,
} from '../../english/grammar.ts';
import type { Token } from '../../english/tokens.ts';
import { type Attribution, isSaying } from '../cues/attributions.ts';
import { skipAside } from '../spans/content-bounds.ts';
import type { Speaker } from '../speakers/speakers.ts';
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
 * caption, not what the writer says about the saying, and not the words of nobody in particular.
 */
export function canBeStatement({ tokens, sentence, attribution, speaker, content }: Utterance): boolean {
  const { verb } = attribution;
  if (speaker.kind === 'thing' || !isSaying(attribution)) return false;
  if (typeof verb === 'string' && verb !== 'according to') return false;
  const words = tokens
    .slice(content.from, content.to)
    .filter(({ kind }) => kind === 'word' || kind === 'number');
  return (
    words.length >= SHORTEST &&
    (isClause(tokens, content) || isPromise(tokens, content, attribution)) &&
    !isAside(tokens, attribution) &&
    !isDisplaced(tokens, sentence, attribution, content) &&
    !isHeadline(tokens, sentence)
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

/** "worth noting that …", "having said that", "what Ada Brook says …", "voters who say …": nobody says that here. */
function isAside(tokens: readonly Token[], { cue, source }: Attribution): boolean {
  const before = tokens[cue.from - 1]?.lower ?? '';
  if (/^(?:worth|without|having)$/.test(before) || isDenied(tokens, cue)) return true;
  if (before === 'who' && !isComma(tokens[cue.from - 2])) return true;
  return /^(?:what|how)$/.test(
    tokens[(source && source.from < cue.from ? source : cue).from - 1]?.lower ?? '',
  );
}

/** "would not say", "declined to say": what follows is just what was not said. */
function isDenied(tokens: readonly Token[], { from }: Range): boolean {
  for (
    let at = from - 1;
    at >= from - 3 && (isAuxiliary(tokens[at]) || isAdverb(tokens[at]) || tokens[at]?.lower === 'to');
    at -= 1
  )
    if (/^(?:not|never|.*n['’]t|cannot)$/.test(tokens[at]?.lower ?? '')) return true;
  return tokens[from - 1]?.lower === 'to' && /^(?:declin|refus)/.test(tokens[from - 2]?.lower ?? '');
}

/** Words that begin after the cue with what only tells when, where or to whom it was said, or hold their own source. */
function isDisplaced(
  tokens: readonly Token[],
  sentence: Range,
  { cue, source, verb }: Attribution,
  content: Range,
): boolean {
  const saying = {
    from: Math.min(cue.from, source?.from ?? cue.from),
    to: Math.max(cue.to, source?.to ?? cue.to),
  };
  const isInterposed =
    content.from < saying.from &&
    content.to > saying.to &&
    isComma(tokens[saying.from - 1]) &&
    isComma(tokens[saying.to]);
  if (isInterposed || content.to <= saying.from) return false;
  if (content.from < saying.to) return true;
  if (
    /^(?:respond|reply|react|answer|refer|object|allude)$/.test(typeof verb === 'string' ? '' : verb.verb) &&
    tokens[cue.to]?.lower === 'to'
  )
    return true;
  if (verb === 'according to') return cue.from > sentence.from + 1;
  if (content.from < skipAside(tokens, cue.to, content.to, typeof verb === 'string' ? '' : verb.verb))
    return true;
  // "told reporters after a long | meeting …"
  if (isPreposition(tokens[content.from - 1]) && content.from > cue.to) return true;
  const first = tokens[content.from];
  return (
    /^(?:after|when|before|while|during|until|since|in|on|at|for|with|about|of|from|by|which|who)$/.test(
      first?.lower ?? '',
    ) || isAuxiliary(first)
  );
}

/** Without an end mark, or with capitals throughout. */
function isHeadline(tokens: readonly Token[], { from, to }: Range): boolean {
  const last = tokens[to - 1];
  if (!last || !/[.?!…”"'’)]$/.test(last.text)) return true;
  const words = tokens.slice(from, to).filter(({ kind, text }) => kind === 'word' && text.length > 3);
  return words.length >= 4 && words.filter(({ capital }) => capital).length > 0.8 * words.length;
}
