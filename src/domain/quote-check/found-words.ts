import { foldName, matchName } from '../english/name-match.ts';
import { splitSentences, trimSpan } from '../english/sentences.ts';
import { tokenize } from '../english/stems.ts';
import type { Quotation } from '../story/quotation.ts';
import type { Span, Story } from '../story/story.ts';
import { OPEN_GAP } from './alignment.ts';
import type { QuotedText } from './quoted-text.ts';

/** Where a story has quoted words, or nearly, and what it says of them. */
export interface FoundWords {
  readonly story: Story;
  /** Of the first word, from 1. */
  readonly paragraph: number;
  /** The story's own words, a slice of its body. */
  readonly exact: string;
  readonly span: Span;
  /** The whole sentences around them. */
  readonly sentences: Span;
  /** Somebody's words between marks, only some of them so, reported speech, or the story's own words. */
  readonly manner: 'direct' | 'partly direct' | 'reported' | 'own';
  /** Who says them in the story; `null` for its own words and where it names nobody. */
  readonly speaker: string | null;
  /** The text gives them to somebody whom the story does not. */
  readonly isMisattributed: boolean;
}

/** A stretch of a story. */
export interface StoryPlace {
  readonly story: Story;
  readonly span: Span;
}

/** What the story says of the words at a place, which are quoted as `quoted`. */
export function describeFound(quoted: QuotedText, place: StoryPlace): FoundWords {
  const { story, span } = place;
  const { body, paragraphs, quotations } = story;
  const around = paragraphs.filter((paragraph) => overlap(paragraph, span) > 0);
  const [said] = quotations
    .filter((quotation) => overlap(quotation, span) > 0)
    .sort((a, b) => rank(b) - rank(a) || overlap(b, span) - overlap(a, span));
  const claimed = quoted.speaker;
  const speaker = said?.speaker ?? null;
  return {
    story,
    paragraph: around[0]?.number ?? 1,
    exact: body.slice(span.start, span.end),
    span,
    sentences: around.length > 0 ? wholeSentences(body, around, span) : span,
    manner: said ? mannerOf(quoted, place) : 'own',
    speaker,
    isMisattributed: claimed !== null && speaker !== null && !isSame(claimed, speaker, said?.role),
  };
}

/** Whether a quotation that its cue interrupts is repeated without the cue: each of its words, and no other. */
export function repeatsSpeech({ text }: QuotedText, place: StoryPlace): boolean {
  const said = spokenParts(place).map(({ start, end }) => place.story.body.slice(start, end));
  return wordsOf(said.join(' ')).join(' ') === wordsOf(text).join(' ');
}

/** The parts of direct quotations that lie at the place, in text order. */
function spokenParts({ story, span }: StoryPlace): Span[] {
  return story.quotations
    .filter((quotation) => quotation.kind === 'direct' && overlap(quotation, span) > 0)
    .map(({ start, end }) => ({ start: Math.max(start, span.start), end: Math.min(end, span.end) }));
}

function mannerOf(quoted: QuotedText, place: StoryPlace): FoundWords['manner'] {
  const spoken = spokenParts(place);
  if (spoken.length === 0) return 'reported';
  const count = ({ start, end }: Span): number => wordsOf(place.story.body.slice(start, end)).length;
  const isAllSpoken = count(place.span) === spoken.map(count).reduce((sum, words) => sum + words, 0);
  // What stands between two parts of one quotation may be passed over openly.
  const isOpen = spoken.length > 1 && OPEN_GAP.test(quoted.text);
  return isAllSpoken || isOpen || repeatsSpeech(quoted, place) ? 'direct' : 'partly direct';
}

function wholeSentences(body: string, paragraphs: readonly Span[], span: Span): Span {
  const touched = paragraphs
    .flatMap(({ start, end }) => splitSentences(body, start, end))
    .filter((sentence) => overlap(sentence, span) > 0);
  return trimSpan(body, { start: touched[0]?.start ?? span.start, end: touched.at(-1)?.end ?? span.end });
}

function wordsOf(text: string): string[] {
  return tokenize(text).map(({ lower }) => lower);
}

function rank({ kind }: Quotation): number {
  return kind === 'direct' ? 1 : 0;
}

/** How many characters two spans share. */
function overlap(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

/** Whether two names may mean one: all words of the shorter are in the longer, or one fits the other with its role. */
function isSame(claimed: string, speaker: string, role?: string): boolean {
  const a = new Set(foldName(claimed));
  const b = new Set(foldName(speaker));
  return a.isSubsetOf(b) || b.isSubsetOf(a) || matchName(claimed, speaker, role) > 0;
}
