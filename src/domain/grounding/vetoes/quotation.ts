import type { Evidence } from '../evidence.ts';
import type { Finding } from '../grounding.ts';
import { findQuotedSpans, normaliseMarks } from '../quoted-text.ts';
import type { Reading } from '../reading.ts';

/** What an editor may leave out or put in between the words of a quotation: "…" and "[the senator]". */
const CUT = /\.{3,}|\[[^\]]*\]/;

/** A mention of a word or two is nobody's speech. */
const MENTION_WORDS = 2;

/**
 * Every quotation in the sentence stands word for word, in order, between marks in a cited paragraph. Let pass: the names of
 * works, and words or pairs of words that are mentioned, where the cited text has them in whatever marks; words between
 * single straight marks, which may be apostrophes or a paraphrase: whoever shows a sentence replaces them by the story's own.
 */
export function checkQuotations({ text }: Reading, { texts }: Evidence): Finding[] {
  return findQuotedSpans(text).flatMap(({ start, end }): Finding[] => {
    const quotation = text.slice(start, end);
    const isSingle = text[start - 1] === "'" && text[start - 2] !== "'";
    const pieces = isSingle ? [] : cutIntoPieces(quotation);
    if (pieces.length === 0 || texts.some((cited) => isQuotedIn(cited, pieces))) return [];
    const isThere = texts.some((cited) => holdsInOrder(normaliseMarks(cited), pieces));
    if (isThere && isMention(quotation)) return [];
    const why = isThere ? 'are in the cited text, but not as a quotation' : 'are not in the cited text';
    return [{ kind: 'quotation', detail: `The quoted words "${quotation}" ${why}.` }];
  });
}

/** "Sixty-Six Books", a "quiet hour". */
function isMention(quotation: string): boolean {
  const words = quotation.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];
  return (
    words.length <= MENTION_WORDS || words.every((word) => word.length <= 3 || /^[\p{Lu}\p{N}]/u.test(word))
  );
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
