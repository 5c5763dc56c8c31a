import type { Evidence } from '../evidence.ts';
import type { Finding } from '../grounding.ts';

/** The sentence says something, cites at least one paragraph, and every one it cites exists. */
export function checkCitation(sentence: string, evidence: Evidence): Finding[] {
  if (!/[\p{L}\p{N}]/u.test(sentence)) return [{ kind: 'citation', detail: 'The sentence says nothing.' }];
  const missing = evidence.missing.map(
    (number): Finding => ({
      kind: 'citation',
      detail: `The story has no paragraph ${number}.`,
    }),
  );
  if (missing.length > 0) return missing;
  if (evidence.texts.length === 0) return [{ kind: 'citation', detail: 'The sentence cites no paragraph.' }];
  return [];
}
