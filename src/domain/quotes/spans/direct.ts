// The third room of `quotes`. In: the marked runs of a sentence and its attributions. Out: which attribution each run belongs to
// (here), whether it is speech at all (`speech.ts`, `labels.ts`), and where the words after a cue begin and end
// (`contents.ts`, `content-bounds.ts`), from which reported speech is chosen in the next room.

import { isComma } from '../../english/grammar.ts';
import type { Token } from '../../english/tokens.ts';
import { type Attribution, isSaying } from '../cues/attributions.ts';
import { followsDirectly } from './speech.ts';

/**
 * The attribution that a marked run at token `at` belongs to, among those of its sentence: one that follows its comma,
 * else the nearest one before it, else one that follows later. `undefined` when the sentence has none.
 */
export function chooseAttribution(
  tokens: readonly Token[],
  attributions: readonly Attribution[],
  at: number,
): Attribution | undefined {
  const usable = attributions.filter((attribution) => namesSource(tokens, attribution));
  const next = usable.find(({ from }) => from > at);
  const before = usable.findLast(({ cue }) => cue.to <= at);
  if (next && followsDirectly(tokens, next, at) && (closesClause(tokens, at) || !before)) return next;
  return before ? preferSpeech(usable, before, at) : next;
}

/**
 * A stance some words away (“… knowing that”), or one that the saying is about ("he said voters want “…”"), gives way to the
 * saying that it is part of.
 */
function preferSpeech(attributions: readonly Attribution[], nearest: Attribution, at: number): Attribution {
  if (isSaying(nearest)) return nearest;
  const saying = attributions.findLast((other) => other.cue.to <= at && isSaying(other));
  return saying && (at - nearest.cue.to >= 4 || isToldOf(saying, nearest)) ? saying : nearest;
}

/** What these verbs lead to is their own subject's wording, whoever tells of it. */
const NAMING_VERBS =
  /^(?:call|describe|label|dub|characterize|refer|denounce|deride|dismiss|praise|accuse|blame)$/;

/** Whether what `saying` gives opens with the source of the stance. */
function isToldOf(saying: Attribution, { source, verb }: Attribution): boolean {
  if (typeof verb !== 'string' && NAMING_VERBS.test(verb.verb)) return false;
  return source !== undefined && source.from >= saying.cue.to && source.from <= saying.cue.to + 3;
}

function closesClause(tokens: readonly Token[], at: number): boolean {
  return isComma(tokens[at + 1]) || /[,.?!…—–-][”"»’']*$/.test(tokens[at]?.text ?? '');
}

/** Whether the attribution tells anything about the source: a thing ("it means") does not; "was told" tells that it is not the subject. */
function namesSource(tokens: readonly Token[], { source, isPassive }: Attribution): boolean {
  if (!source) return isPassive === true;
  return source.to - source.from > 1 || !/^(?:it|this|that|which)$/.test(tokens[source.from]?.lower ?? '');
}
