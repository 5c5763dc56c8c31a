import type { Claim } from '../claim.ts';
import type { Evidence } from '../evidence.ts';
import type { Finding } from '../grounding.ts';
import { findQuotedSpans, normaliseMarks } from '../quoted-text.ts';

/** What an editor may leave out or put in between the words of a quotation: "…" and "[the senator]". */
const CUT = /\.{3,}|\[[^\]]*\]/;

/** Every quotation in the sentence stands word for word, in order, between marks in a cited paragraph. */
export function checkQuotations(claim: Claim, evidence: Evidence): Finding[] {
  return findQuotedSpans(claim.text).flatMap((span): Finding[] => {
    const quotation = claim.text.slice(span.start, span.end);
    const pieces = cutIntoPieces(quotation);
    if (pieces.length === 0 || evidence.texts.some((text) => isQuotedIn(text, pieces))) return [];
    const there = evidence.texts.some((text) => holdsInOrder(normaliseMarks(text), pieces));
    const why = there ? 'are in the cited text, but not as a quotation' : 'are not in the cited text';
    return [{ kind: 'quotation', detail: `The quoted words "${quotation}" ${why}.` }];
  });
}

function cutIntoPieces(quotation: string): string[] {
  return normaliseMarks(quotation)
    .split(CUT)
    .map((piece) => piece.replace(/^[\s,;:.-]+|[\s,;:.!?-]+$/g, ''))
    .filter((piece) => /[\p{L}\p{N}]/u.test(piece));
}

function isQuotedIn(text: string, pieces: readonly string[]): boolean {
  const spans = findQuotedSpans(text);
  const whole = normaliseMarks(text);
  // A speech that began in an earlier paragraph may close here without having been opened.
  if (/^[^“"]*”/.test(text)) return holdsInOrder(whole, pieces);
  // Runs are joined by a mark that no piece holds: a quotation may go on after its cue, a piece may not.
  const quoted = spans.map(({ start, end }) => normaliseMarks(text.slice(start, end))).join(' \u0000 ');
  return holdsInOrder(quoted, pieces);
}

function holdsInOrder(text: string, pieces: readonly string[]): boolean {
  let from = 0;
  return pieces.every((piece) => {
    const at = findWords(text, piece, from);
    from = at + piece.length;
    return at >= 0;
  });
}

/** Where `words` stand in `text` as whole words; the first letter's case may differ. −1: nowhere. */
function findWords(text: string, words: string, from: number): number {
  const [head, rest] = [words.charAt(0), words.slice(1)];
  const found = [head.toLowerCase(), head.toUpperCase()]
    .map((letter) => findWholeWords(text, letter + rest, from))
    .filter((at) => at >= 0);
  return found.length > 0 ? Math.min(...found) : -1;
}

function findWholeWords(text: string, words: string, from: number): number {
  for (let at = text.indexOf(words, from); at >= 0; at = text.indexOf(words, at + 1)) {
    const edges = text.charAt(at - 1) + text.charAt(at + words.length);
    if (!/[\p{L}\p{N}]/u.test(edges)) return at;
  }
  return -1;
}
