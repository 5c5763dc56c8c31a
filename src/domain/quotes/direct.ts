import type { Attribution } from './attributions.ts';
import { isComma } from './grammar.ts';
import { followsDirectly } from './speech.ts';
import type { Token } from './tokens.ts';

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

/** A stance some words away (“… knowing that”) gives way to the saying that it is part of. */
function preferSpeech(attributions: readonly Attribution[], nearest: Attribution, at: number): Attribution {
  if (isSpeech(nearest) || at - nearest.cue.to < 4) return nearest;
  return attributions.findLast((other) => other.cue.to <= at && isSpeech(other)) ?? nearest;
}

function isSpeech({ verb }: Attribution): boolean {
  return typeof verb === 'string' || verb.use === 'speech';
}

function closesClause(tokens: readonly Token[], at: number): boolean {
  return isComma(tokens[at + 1]) || /[,.?!…—–-][”"»’']*$/.test(tokens[at]?.text ?? '');
}

/** Whether the attribution tells anything about the source: a thing ("it means") does not; "was told" tells that it is not the subject. */
function namesSource(tokens: readonly Token[], { source, isPassive }: Attribution): boolean {
  if (!source) return isPassive === true;
  return source.to - source.from > 1 || !/^(?:it|this|that|which)$/.test(tokens[source.from]?.lower ?? '');
}
