import type { Quotation } from '../../domain/story/quotation.ts';
import type { Story, StoryHead, StoryText } from '../../domain/story/story.ts';
import { decodeParagraphs, decodeSentences, encodeSpans } from './spans.ts';

/** A row of these columns, as any database gives it. */
export type VersionRow = Readonly<Record<string, unknown>>;

/** The columns that `readStory` needs, of `versions AS v` and `stories AS s`. */
export const STORY_COLUMNS =
  's.id AS id, s.withdrawn AS withdrawn, v.hash AS hash, v.head AS head, v.overrides AS overrides, v.body AS body, v.paragraphs AS paragraphs, v.sentences AS sentences, v.quotations AS quotations';
/** Those that `readText` needs, a third less. */
export const TEXT_COLUMNS =
  's.id AS id, s.withdrawn AS withdrawn, v.hash AS hash, v.head AS head, v.overrides AS overrides, v.body AS body, v.paragraphs AS paragraphs';
/** And those that `readHead` needs. */
export const HEAD_COLUMNS = 's.id AS id, s.withdrawn AS withdrawn, v.hash AS hash, v.head AS head';

/** What a version's row holds of a story, by column; whether it was withdrawn is in the story's. */
export function encodeStory(story: Story) {
  const { id: _, withdrawn: _w, hash, overrides, body, paragraphs, sentences, quotations, ...head } = story;
  return {
    hash,
    head: JSON.stringify(head),
    overrides: JSON.stringify(overrides),
    paragraphs: encodeSpans(paragraphs),
    sentences: encodeSpans(sentences),
    body,
    quotations: JSON.stringify(quotations.map(({ text: _slice, ...rest }) => rest)),
  };
}

export function readHead(row: VersionRow): StoryHead {
  // What `encodeStory` wrote, in a file that is known to be ours.
  const head = JSON.parse(String(row.head)) as Omit<StoryHead, 'id' | 'hash'>;
  const withdrawn = row.withdrawn === null ? {} : { withdrawn: Number(row.withdrawn) };
  return { ...head, ...withdrawn, id: String(row.id), hash: String(row.hash) };
}

export function readText(row: VersionRow): StoryText {
  const overrides = JSON.parse(String(row.overrides)) as StoryText['overrides'];
  const paragraphs = decodeParagraphs(String(row.paragraphs));
  return { ...readHead(row), overrides, body: String(row.body), paragraphs };
}

export function readStory(row: VersionRow): Story {
  const text = readText(row);
  const places = JSON.parse(String(row.quotations)) as readonly Omit<Quotation, 'text'>[];
  return {
    ...text,
    sentences: decodeSentences(String(row.sentences), text.paragraphs),
    quotations: places.map((place) => ({ ...place, text: text.body.slice(place.start, place.end) })),
  };
}
