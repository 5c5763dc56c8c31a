/** A half-open range [start, end) of UTF-16 offsets into a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One paragraph of a story: its number (from 1) and its place in the body, without the blank lines around it. */
export interface Paragraph extends Span {
  readonly number: number;
}

/** An editor's correction, from the story's front matter: the quotation with exactly this text has this speaker. */
export interface QuotationOverride {
  readonly text: string;
  /** `null`: nobody is to be named. */
  readonly speaker: string | null;
  /** Of its place in the story's file, from 1. */
  readonly line: number;
}

/** A stored news story. `body` is the file's text after its front matter, byte for byte. */
export interface Story {
  /** The file's name without `.md`. */
  readonly id: string;
  readonly title: string;
  readonly dek?: string;
  readonly author?: string;
  readonly outlet?: string;
  readonly url?: string;
  /** ISO date (YYYY-MM-DD) or date and time. */
  readonly published?: string;
  /** BCP 47 tag; `en` when the file does not say. */
  readonly language: string;
  readonly tags: readonly string[];
  readonly overrides: readonly QuotationOverride[];
  readonly body: string;
  readonly paragraphs: readonly Paragraph[];
  /** Changes whenever the file's content does. */
  readonly hash: string;
}

/** The paragraphs of a story body: runs of text between blank lines, numbered from 1. Empty for a blank body. */
export function splitParagraphs(body: string): Paragraph[] {
  return collectParagraphs(body, /\S(?:[^\n]|\n(?![^\S\n]*(?:\n|$)))*/g);
}

/** The paragraphs of a plain text where every line that is not blank is one, numbered from 1. */
export function splitLines(text: string): Paragraph[] {
  return collectParagraphs(text, /\S[^\n]*/g);
}

function collectParagraphs(text: string, pattern: RegExp): Paragraph[] {
  return [...text.matchAll(pattern)].map((match, index) => ({
    number: index + 1,
    start: match.index,
    end: match.index + match[0].trimEnd().length,
  }));
}

/** The text of paragraph `number` (from 1); `undefined` when the story has no such paragraph. */
export function paragraphText(story: Story, number: number): string | undefined {
  const paragraph = story.paragraphs[number - 1];
  return paragraph && story.body.slice(paragraph.start, paragraph.end);
}

/** Sorts newest first: by `published`, stories without a date last, then by id so that the order is stable. */
export function compareNewestFirst(a: Story, b: Story): number {
  return (b.published ?? '').localeCompare(a.published ?? '') || a.id.localeCompare(b.id);
}
