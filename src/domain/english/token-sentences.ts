import type { Range } from './grammar.ts';
import { splitSentences } from './sentences.ts';
import type { Token } from './tokens.ts';
import { findVerb } from './verbs.ts';

/** A longer sentence is cut: what looks around in a sentence then stays linear in the text. */
const LONGEST = 400;

/** The sentences of a paragraph as ranges of its tokens; a marked run inside counts as one token and may end one. */
export function splitTokenSentences(text: string, tokens: readonly Token[]): Range[] {
  const ends = new Set(splitSentences(text, tokens[0]?.start, tokens.at(-1)?.end).map(({ end }) => end));
  const sentences: Range[] = [];
  let from = 0;
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    const isEnd = next === undefined || ends.has(next.start);
    if (index - from < LONGEST && !(isEnd && !(next && token.run && goesOnWithCue(text, tokens, index))))
      return;
    sentences.push({ from, to: index + 1 });
    from = index + 1;
  });
  return sentences;
}

/** Whether words after a marked run say whose it is. */
function goesOnWithCue(text: string, tokens: readonly Token[], index: number): boolean {
  const run = tokens[index]?.run;
  if (!run) return false;
  const isOpen = !/[.]['’)]?$/.test(text.slice(run.start, run.end));
  return isFollowedByCue(tokens, index + 1, isOpen);
}

/**
 * Whether a cue verb comes within a few words, before any punctuation but commas: '"Why?" Mr. Lee asked.' After words that
 * ended with a full stop (not `isOpen`) the cue must end the sentence.
 */
function isFollowedByCue(tokens: readonly Token[], start: number, isOpen: boolean): boolean {
  for (let index = start; index < Math.min(tokens.length, start + 8); index += 1) {
    const token = tokens[index];
    if (!token || token.kind === 'run' || /^[.?!;:]$/.test(token.text)) return false;
    if (index === start || token.capital) continue;
    if (isOpen && /[^e]ed$/.test(token.lower) && /^[.,]$/.test(tokens[index + 1]?.text ?? '')) return true;
    const verb = findVerb(token.lower);
    if (verb && verb.form !== 'gerund' && verb.form !== 'base') {
      const after = tokens[index + 1];
      return verb.use === 'speech' && (isOpen || !after || /^[.,]$/.test(after.text));
    }
  }
  return false;
}
