import type { Inline } from '../../../commands/reply.ts';
import { floorToGrapheme } from './limits.ts';

/** Ends of a paragraph, a line, a sentence and a word: where a text is best broken, best first. */
const BREAKS = [/\n\s*\n/g, /\n/g, /[.!?…]["'”’)\]]*\s+/g, /\s+/g];

/**
 * Splits text nodes into runs that fit, at the end of a paragraph, sentence or word where there is one in the second
 * half of what fits, else between graphemes. Together the runs are the input, character for character.
 * `fits(run, index)` says whether `run` may be the run number `index`; one code point must always fit.
 */
export function splitInlines(
  inlines: readonly Inline[],
  fits: (run: readonly Inline[], index: number) => boolean,
): Inline[][] {
  const runs: Inline[][] = [];
  let run: Inline[] = [];
  const queue = [...inlines];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const index = runs.length;
    if (fits([...run, next], index)) {
      run.push(next);
      continue;
    }
    const text = textOf(next);
    const part =
      text === undefined ? 0 : cutIndex(text, (head) => fits([...run, withText(next, head)], index));
    if (text !== undefined && part > 0) run.push(withText(next, text.slice(0, part)));
    else if (run.length === 0) throw new RangeError('not one character fits');
    runs.push(run);
    run = [];
    queue.unshift(text === undefined ? next : withText(next, text.slice(part)));
  }
  return run.length > 0 ? [...runs, run] : runs;
}

/** The text that may be broken; `undefined` for a node that stays whole. */
function textOf(inline: Inline): string | undefined {
  if (typeof inline === 'string') return inline;
  if ('bold' in inline) return inline.bold;
  if ('italic' in inline) return inline.italic;
  if ('struck' in inline) return inline.struck;
  if ('inserted' in inline) return inline.inserted;
  return 'code' in inline ? inline.code : undefined;
}

function withText(inline: Inline, text: string): Inline {
  if (typeof inline === 'string') return text;
  if ('bold' in inline) return { bold: text };
  if ('italic' in inline) return { italic: text };
  if ('struck' in inline) return { struck: text };
  return 'inserted' in inline ? { inserted: text } : { code: text };
}

/** How much of `text` to take: the longest head that fits, moved back to a good place to break. */
function cutIndex(text: string, fits: (head: string) => boolean): number {
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(text.slice(0, middle))) low = middle;
    else high = middle - 1;
  }
  let cut = breakBefore(text, low);
  // Marks may make a shorter head longer than a longer one by a few characters.
  while (cut > 0 && !fits(text.slice(0, cut))) cut = floorToCodePoint(text, cut - 1);
  return cut;
}

function breakBefore(text: string, max: number): number {
  const head = text.slice(0, max);
  for (const pattern of BREAKS) {
    const end = Math.max(0, ...[...head.matchAll(pattern)].map((match) => match.index + match[0].length));
    if (end > max / 2) return end;
  }
  return floorToGrapheme(text, max) || floorToCodePoint(text, max);
}

function floorToCodePoint(text: string, index: number): number {
  return /[\ud800-\udbff]/.test(text.charAt(index - 1)) && index < text.length ? index - 1 : index;
}
