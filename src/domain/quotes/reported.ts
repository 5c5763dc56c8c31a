import { isMention, type Range } from '../english/grammar.ts';
import type { Token } from '../english/tokens.ts';
import type { Attribution } from './cues/attributions.ts';
import { attributeSpan } from './reported/attributing.ts';
import { buildLattice, findLikelySpans } from './reported/lattice.ts';
import stored from './reported/model.json' with { type: 'json' };
import { findCandidates, readFeatures } from './reported/reading.ts';
import { chooseSpans } from './reported/span-choice.ts';
import { loadModel } from './reported/tag-model.ts';
import { trimContent } from './spans/content-bounds.ts';

const MODEL = loadModel(stored);

/** How likely words must be reported speech where no cue of theirs is to be seen. */
const SURE = 0.4;

/** Reported words of a sentence, and the attribution that they rest on, where one is to be seen. */
export interface Reported {
  readonly attribution: Attribution | undefined;
  readonly content: Range;
  /** The probability, 0..1, that these words or nearly these are reported speech. */
  readonly likelihood: number;
}

/** The reported speech of a sentence, in order and without overlaps; words that hold a marked run are left to direct speech. */
export function findReported(
  tokens: readonly Token[],
  sentence: Range,
  attributions: readonly Attribution[],
): Reported[] {
  const candidates = findCandidates(tokens, sentence, attributions);
  const words = tokens.slice(sentence.from, sentence.to);
  const lattice = buildLattice(MODEL.score(readFeatures(tokens, sentence, attributions, candidates)), MODEL);
  const likely = findLikelySpans(lattice, MODEL).filter((span) => !holdsRun(words, span));
  return chooseSpans(words, likely).flatMap(({ from, to, alike }) => {
    const opener = words[from]?.lower === 'that' && to - from > 2 ? 1 : 0;
    const content = trimContent(tokens, { from: sentence.from + from + opener, to: sentence.from + to });
    if (!content) return [];
    const attribution = attributeSpan({ tokens, sentence, attributions, candidates, lattice }, content);
    return attribution || alike >= SURE ? [{ content, attribution, likelihood: alike }] : [];
  });
}

/** Whether the range holds marked words other than a few between single marks: the ‘deep state’. */
function holdsRun(tokens: readonly Token[], { from, to }: Range): boolean {
  for (let index = from; index < to; index += 1) {
    const token = tokens[index];
    if (token?.kind === 'run' && !(isMention(token) && /^(?:‘|'(?!'))/.test(token.text))) return true;
  }
  return false;
}
