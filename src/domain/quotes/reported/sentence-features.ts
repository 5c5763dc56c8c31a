import type { Range } from '../../english/grammar.ts';
import type { Token } from '../../english/tokens.ts';
import type { Attribution } from '../cues/attributions.ts';
import { findContent } from '../spans/contents.ts';
import { hashFeatures } from './features.ts';
import { type Candidate, observe } from './observations.ts';

/** The features of a sentence, by which the model is asked and trained. */
export function readFeatures(
  tokens: readonly Token[],
  sentence: Range,
  attributions: readonly Attribution[],
  candidates: readonly Candidate[],
): Int32Array {
  return hashFeatures(observe(tokens, sentence, attributions, candidates));
}

/** What the grammar alone would take for the words of each attribution. */
export function findCandidates(
  tokens: readonly Token[],
  sentence: Range,
  attributions: readonly Attribution[],
): Candidate[] {
  return attributions.flatMap((attribution, index) => {
    const content = findContent(tokens, sentence, attribution, attributions[index + 1]);
    return content ? [{ attribution, content }] : [];
  });
}
