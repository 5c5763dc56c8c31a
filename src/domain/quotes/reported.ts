import type { Attribution } from './attributions.ts';
import { type Content, findContent } from './contents.ts';
import type { Range } from './grammar.ts';
import type { Token } from './tokens.ts';

/** Reported words and the attribution that they rest on. */
export interface Reported {
  readonly attribution: Attribution;
  readonly content: Content;
}

/** The reported speech of a sentence, in order and without overlaps; words that hold a marked run are left to direct speech. */
export function findReported(
  tokens: readonly Token[],
  sentence: Range,
  attributions: readonly Attribution[],
): Reported[] {
  const found: Reported[] = [];
  let free = sentence.from;
  attributions.forEach((attribution, index) => {
    if (!attribution.source) return;
    const content = findContent(tokens, sentence, attribution, attributions[index + 1]);
    if (!content || content.from < free || holdsRun(tokens, content)) return;
    found.push({ attribution, content });
    free = content.to;
  });
  return found;
}

function holdsRun(tokens: readonly Token[], { from, to }: Range): boolean {
  for (let index = from; index < to; index += 1) if (tokens[index]?.kind === 'run') return true;
  return false;
}
