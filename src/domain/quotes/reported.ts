import type { Attribution } from './attributions.ts';
import { type ContentForm, findContent } from './contents.ts';
import { findCued, type Reported } from './cued.ts';
import type { Range } from './grammar.ts';
import { takesContent } from './reporting.ts';
import type { Token } from './tokens.ts';

/** Where spans overlap, the form that says most plainly whose words they are wins, then the earlier one. */
const PLAINNESS: readonly ContentForm[] = [
  'that',
  'clause',
  'before',
  'according',
  'colon',
  'question',
  'around',
  'infinitive',
  'listed',
  'object',
];

/** The reported speech of a sentence, in order and without overlaps; words that hold a marked run are left to direct speech. */
export function findReported(
  tokens: readonly Token[],
  sentence: Range,
  attributions: readonly Attribution[],
): Reported[] {
  const candidates = attributions.flatMap((attribution, index): Reported[] => {
    const content = findContent(tokens, sentence, attribution, attributions[index + 1]);
    if (!content || holdsRun(tokens, content) || !takesContent(attribution.verb, content)) return [];
    return [{ attribution, content }];
  });
  for (const cued of findCued(tokens, sentence, attributions))
    if (!holdsRun(tokens, cued.content)) candidates.push(cued);
  const chosen: Reported[] = [];
  const byPlainness = candidates.toSorted(
    (a, b) => PLAINNESS.indexOf(a.content.form) - PLAINNESS.indexOf(b.content.form),
  );
  for (const candidate of byPlainness)
    if (!chosen.some((other) => overlap(other.content, candidate.content))) chosen.push(candidate);
  return chosen.sort((a, b) => a.content.from - b.content.from);
}

function overlap(a: Range, b: Range): boolean {
  return a.from < b.to && b.from < a.to;
}

function holdsRun(tokens: readonly Token[], { from, to }: Range): boolean {
  for (let index = from; index < to; index += 1) if (tokens[index]?.kind === 'run') return true;
  return false;
}
