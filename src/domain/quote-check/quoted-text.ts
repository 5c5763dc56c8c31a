import { findMarkedRuns } from '../english/marks.ts';
import { extractQuotations } from '../quotes/text-quotations.ts';
import type { Paragraph, Span } from '../story/story.ts';
import { splitLines } from '../story/story.ts';

/** Words of a message that it presents as somebody's: a slice of it. */
export interface QuotedText extends Span {
  readonly text: string;
  /** To whom the message credits them; `null` where it names nobody. */
  readonly speaker: string | null;
}

/** What Discord shows as a block quote: lines that open with "> ", and all that follows ">>> ". */
const BLOCK_QUOTE = /^(?:> .*(?:\n> .*)*|>>> [\s\S]*)/gm;
/** The line under a block quote that names who said it. */
const SIGNATURE = /\n(?:>+ )?\s*(?:[-–—~]+)\s*(\p{Lu}[^\n]{1,80})\s*$/u;

/**
 * Everything that a message quotes, in text order: what stands between quotation marks, and each block quote that
 * has none inside, without its markers at the edges and without the line that signs it. Empty where nothing is quoted.
 */
export function readQuotedTexts(message: string): QuotedText[] {
  const lines = splitLines(message);
  const credits = extractQuotations(message, lines);
  const marked = findMarkedRuns(message, lines).map(({ start, end }): QuotedText => {
    const credit = credits.find((one) => one.kind === 'direct' && one.start < end && start < one.end);
    return { start, end, text: message.slice(start, end), speaker: credit?.speaker ?? null };
  });
  const blocks = [...message.matchAll(BLOCK_QUOTE)]
    .map(({ 0: block, index }) => readBlock(message, block, index))
    .filter((block) => !marked.some(({ start, end }) => start >= block.start && end <= block.end));
  return [...marked, ...blocks]
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
    .sort((a, b) => a.start - b.start);
}

function readBlock(message: string, block: string, at: number): QuotedText {
  const signature = SIGNATURE.exec(block);
  const marker = block.startsWith('>>>') ? 4 : 2;
  const end = at + (signature ? signature.index : block.trimEnd().length);
  const start = Math.min(at + marker, end);
  return {
    start,
    end,
    text: message.slice(start, end),
    speaker: signature?.[1]?.trim() ?? readNextLine(message, end),
  };
}

/** "— Ada Brook" on the line after a block quote. */
function readNextLine(message: string, end: number): string | null {
  const following: Paragraph | undefined = splitLines(message.slice(end))[0];
  const line = following ? message.slice(end + following.start, end + following.end) : '';
  return /^[-–—~]+\s*(\p{Lu}.{1,80})$/u.exec(line)?.[1]?.trim() ?? null;
}
