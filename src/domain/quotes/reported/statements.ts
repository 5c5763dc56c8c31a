import { isAuxiliary, isFiniteVerb, type Range } from '../../english/grammar.ts';
import type { Token } from '../../english/tokens.ts';
import { isSaying } from '../cues/attributions.ts';
import type { Reported } from '../reported.ts';
import type { Speaker } from '../speakers/speakers.ts';

/** Fewer tokens are no statement. */
const SHORTEST = 4;

/** How likely a span must be. */
const SURE = 0.7;

/** Whether reported words are surely a statement of somebody whom the story names: only those are shown to readers. */
export function isStatement(
  tokens: readonly Token[],
  { attribution, content, likelihood }: Reported,
  speaker: Speaker | null,
): boolean {
  if (!attribution || !speaker || likelihood < SURE || content.to - content.from < SHORTEST) return false;
  // After a colon or a dash stands a headline or a label.
  const isCued = typeof attribution.verb !== 'string' || attribution.verb === 'according to';
  return isCued && isSaying(attribution) && isClause(tokens, content);
}

/** Whether something is said of something: a noun phrase alone ("a warning against | the deployment") states nothing. */
function isClause(tokens: readonly Token[], { from, to }: Range): boolean {
  for (let at = from + 1; at < to; at += 1)
    if (isAuxiliary(tokens[at]) || isFiniteVerb(tokens, at, from)) return true;
  return false;
}
