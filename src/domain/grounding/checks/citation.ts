import type { Evidence } from '../evidence.ts';
import type { Problem } from '../grounding.ts';

/** The sentence says something, cites at least one paragraph, and every one it cites exists. */
export function checkCitation(sentence: string, evidence: Evidence): Problem[] {
  if (!/[\p{L}\p{N}]/u.test(sentence)) return [{ kind: 'citation', detail: 'The sentence says nothing.' }];
  const missing = evidence.missing.map(
    (number): Problem => ({
      kind: 'citation',
      detail: `The story has no paragraph ${number}.`,
    }),
  );
  if (missing.length > 0) return missing;
  if (evidence.texts.length === 0) return [{ kind: 'citation', detail: 'The sentence cites no paragraph.' }];
  return [];
}
