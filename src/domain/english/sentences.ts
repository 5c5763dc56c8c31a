import type { Span } from '../story/story.ts';
import {
  LEADING_ABBREVIATIONS,
  NUMBER_ABBREVIATIONS,
  TRAILING_ABBREVIATIONS,
} from './lexicon/abbreviations.ts';
import { SENTENCE_OPENERS, SPEECH_VERBS } from './lexicon/sentence-openers.ts';

/** A run of end marks, the closing quotes and brackets after it, and white space; or a blank line. */
const CANDIDATE = /(?<marks>[.!?…؟]+)(?<closers>["'”’»)\]]*)|[。！？]+[”’」』）]*|\n[^\S\n]*\n/gu;

/** Longest text looked at before or after a candidate; keeps splitting linear on any input. */
const LOOK = 64;

/**
 * The sentences of `text.slice(start, end)`: spans that tile it exactly, white space belonging to the sentence
 * before it. A blank line always ends one. Empty for an empty range.
 */
export function splitSentences(text: string, start = 0, end = text.length): Span[] {
  const part = text.slice(start, end);
  const spans: Span[] = [];
  let from = 0;
  for (const match of part.matchAll(CANDIDATE)) {
    const stop = match.index + match[0].length;
    if (stop <= from || !endsSentence(part, from, match)) continue;
    const to = skipSpace(part, stop);
    spans.push({ start: start + from, end: start + to });
    from = to;
  }
  if (from < part.length) spans.push({ start: start + from, end: start + part.length });
  return spans;
}

/** The span without white space at either end; an empty span at its start when nothing else is in it. */
export function trimSpan(text: string, span: Span): Span {
  const slice = text.slice(span.start, span.end);
  const start = span.start + (slice.length - slice.trimStart().length);
  return start >= span.end
    ? { start: span.start, end: span.start }
    : { start, end: span.start + slice.trimEnd().length };
}

function endsSentence(text: string, from: number, match: RegExpExecArray): boolean {
  const { marks, closers = '' } = match.groups ?? {};
  if (marks === undefined) return true;
  const stop = match.index + match[0].length;
  if (/\S/.test(text.charAt(stop)) || isBlank(text, from, match.index)) return false;
  const next = readNext(text, stop);
  if (next.rest === '') return true;
  if (/^(?:\p{Ll}(?!\p{Ll}{0,2}['’-]?\p{Lu})|[,;:.!?…)\]])/u.test(next.rest)) return false;
  if (marks !== '.') return !(closers !== '' && isAttribution(next.rest));
  return endsAtFullStop(readWord(text, from, match.index), closers, next);
}

interface Next {
  /** What follows the white space, opening marks taken off, at most LOOK characters. */
  readonly rest: string;
  /** Its first word, in lower case. */
  readonly word: string;
  readonly opened: boolean;
}

function readNext(text: string, from: number): Next {
  const raw = text.slice(from, from + LOOK).trimStart();
  const rest = raw.replace(/^["'“‘«([]+\s?/u, '');
  return {
    rest,
    word: (rest.match(/^[\p{L}'’]+/u)?.[0] ?? '').toLowerCase().replaceAll('’', "'"),
    opened: rest !== raw,
  };
}

/** The word before `end` with inner full stops ("U.S", "Lt"), and whether it stands first in its sentence. */
function readWord(text: string, from: number, end: number): { word: string; first: boolean } {
  const before = text.slice(Math.max(from, end - LOOK), end);
  const word = before.match(/[^\s"“”‘«([\]—–/-]*$/u)?.[0].replace(/^['’]+/, '') ?? '';
  return { word, first: isBlank(text, from, end - word.length) && end - from <= LOOK };
}

function endsAtFullStop(
  { word, first }: { word: string; first: boolean },
  closers: string,
  next: Next,
): boolean {
  const lower = word.toLowerCase();
  const digitNext = /^\p{N}/u.test(next.rest);
  if (first && /^(?:\d{1,3}|[a-z])$/.test(lower)) return false;
  if (NUMBER_ABBREVIATIONS.has(lower) && digitNext) return false;
  const abbreviated = TRAILING_ABBREVIATIONS.has(lower) || /^\p{L}(?:\.\p{L})+$/u.test(word);
  const initial = /^\p{Lu}$/u.test(word);
  if (closers !== '' && (abbreviated || LEADING_ABBREVIATIONS.has(lower))) return !/[)\]]/.test(closers);
  if (LEADING_ABBREVIATIONS.has(lower)) return false;
  // Words such as "Miss." and "Sun." are also ordinary: only in capitals are they abbreviations here.
  if (initial || (abbreviated && (/^\p{Lu}/u.test(word) || /[.]|^(?:etc|al)$/.test(lower)))) {
    return !digitNext && (SENTENCE_OPENERS.has(next.word) || (next.opened && !initial));
  }
  return true;
}

/** “Why?” Amy Smith asked. — the words after the mark say who spoke, so the sentence goes on. */
function isAttribution(rest: string): boolean {
  const match = rest.match(/^(?:\p{Lu}[\p{L}.’'-]*\s+){1,4}(\p{Ll}+)/u);
  return match?.[1] !== undefined && SPEECH_VERBS.has(match[1]);
}

/** Whether nothing but marks stands between: such a run cannot be a sentence of its own. */
function isBlank(text: string, from: number, to: number): boolean {
  return to - from <= LOOK && !/[^\s"'“”‘’«([.!?…]/.test(text.slice(from, to));
}

function skipSpace(text: string, from: number): number {
  const space = /\s*/y;
  space.lastIndex = from;
  return from + (space.exec(text)?.[0].length ?? 0);
}
