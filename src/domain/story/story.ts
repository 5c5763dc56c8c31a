import type { Quotation } from './quotation.ts';
import type { Span } from './span.ts';

export type { Span } from './span.ts';

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

/** What names a story and what lists show of it. */
export interface StoryHead {
  /** At most 100 characters; of a file, its name without `.md`. */
  readonly id: string;
  readonly title: string;
  readonly dek?: string;
  readonly author?: string;
  readonly outlet?: string;
  readonly url?: string;
  /** ISO date (YYYY-MM-DD) or date and time. */
  readonly published?: string;
  /** BCP 47 tag; `en` when the source does not say. */
  readonly language: string;
  readonly tags: readonly string[];
  /** Names the version: it changes whenever what the source gives does. */
  readonly hash: string;
  /** This version only announces the story: its feed gives no more. */
  readonly isTeaser?: true;
  /** When its source deleted it, in Unix milliseconds; absent while it stands there. Of the story, whatever the version. */
  readonly withdrawn?: number;
}

/** A news story as its source gives it, not yet read. `body` is the source's text, byte for byte; every slice is one of it. */
export interface StoryText extends StoryHead {
  readonly overrides: readonly QuotationOverride[];
  readonly body: string;
  readonly paragraphs: readonly Paragraph[];
}

/** The place of one sentence, without the white space around it, and the number of its paragraph. */
export interface SentencePlace extends Span {
  readonly paragraph: number;
}

/** What reading finds in a story's text, both in text order. It is computed once for each text and stored with it. */
export interface Reading {
  readonly sentences: readonly SentencePlace[];
  readonly quotations: readonly Quotation[];
}

/** A story that was read. */
export interface Story extends StoryText, Reading {}

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
export function paragraphText(
  story: Pick<StoryText, 'body' | 'paragraphs'>,
  number: number,
): string | undefined {
  const paragraph = story.paragraphs[number - 1];
  return paragraph && story.body.slice(paragraph.start, paragraph.end);
}

/** When a story was published, in milliseconds since the Unix epoch; `undefined` where its source does not say. */
export function publishedAt({ published }: Pick<StoryHead, 'published'>): number | undefined {
  const moment = published === undefined ? Number.NaN : Date.parse(published);
  return Number.isNaN(moment) ? undefined : moment;
}
