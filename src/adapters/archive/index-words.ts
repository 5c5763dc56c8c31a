import { foldName } from '../../domain/english/name-match.ts';
import { stemsIn } from '../../domain/english/stems.ts';
import { titleWords } from '../../domain/search/title-words.ts';
import type { Quotation } from '../../domain/story/quotation.ts';
import { paragraphText, type StoryText } from '../../domain/story/story.ts';

/*
 * What goes into the full-text tables: a row's distinct words, and marks, which begin with `~` as no word does: whose it is
 * (`~` and the server's id), direct speech (`~direct`), who speaks (`~by` and the speaker's key).
 *
 * Nearly all rows have the mark of the shared stories. To join so long a list to each of the words asked for took ten times
 * as long as finding the words, so in SQLite's tables of paragraphs and quotations the words themselves are of a group.
 */

/** The mark of direct speech. */
export const DIRECT = '~direct';

/** The mark of whose a row is. A server's id is a number; whatever else somebody sends as one is no other server's. */
export function scopeMark(scope: string): string {
  return `~${/^\w*$/.test(scope) ? scope : `x${Buffer.from(scope).toString('hex')}`}`;
}

/** The mark of who speaks. */
export function speakerMark(key: number): string {
  return `~by${key}`;
}

/** Whose rows, and of what kind: what is written before each of their words, nothing where most rows are. */
export function groupOf(scope: string, kind: Quotation['kind'] = 'direct'): string {
  if (kind === 'indirect') return `${scopeMark(scope)}~~`;
  return scope === '' ? '' : `${scopeMark(scope)}~`;
}

/** Marks and words as a row holds them. */
export function joinWords(marks: readonly string[], words: readonly string[], group = ''): string {
  return [...marks, ...[...new Set(words)].map((word) => group + word)].join(' ');
}

/** Stems of a text as they are indexed and looked for. */
function indexedStems(text: string): string[] {
  return stemsIn(text).map(indexable);
}

/** A stem without what separates words in the index. */
export function indexable(stem: string): string {
  return stem.replaceAll("'", '');
}

/** The words by which a paragraph is found, its story's title and dek among them. */
export function passageWords(story: StoryText): (paragraph: number) => string[] {
  const about = indexedStems(`${story.title} ${story.dek ?? ''}`);
  return (number) => [...about, ...indexedStems(paragraphText(story, number) ?? '')];
}

/** The words by which a quotation is found: those of its paragraph, and who says it. */
export function quotationWords(story: StoryText): (quotation: Quotation) => string[] {
  return ({ paragraph, speaker, role }) =>
    indexedStems(`${paragraphText(story, paragraph) ?? ''} ${speaker ?? ''} ${role ?? ''}`);
}

/** What a quotation is found by beside its words; `speaker` is the key of who speaks. */
export function quotationMarks(
  kind: Quotation['kind'],
  scope: string,
  speaker: number | undefined,
): string[] {
  return [
    scopeMark(scope),
    ...(kind === 'direct' ? [DIRECT] : []),
    ...(speaker === undefined ? [] : [speakerMark(speaker)]),
  ];
}

export function titleEntry(title: string, scope: string): string {
  return joinWords([scopeMark(scope)], titleWords(title));
}

export function speakerEntry(name: string, role: string | null, scope: string): string {
  return joinWords([scopeMark(scope)], [...foldName(name), ...foldName(role ?? '')]);
}

/** An FTS5 string: within double quotes nothing is an operator. */
export function quoted(word: string): string {
  return `"${word.replaceAll('"', '""')}"`;
}

/** The rows that have every one of these. */
export function allOf(...expressions: readonly string[]): string {
  return expressions.join(' AND ');
}

/** The rows that have one of these words at least. */
export function anyOf(words: readonly string[]): string {
  return `(${words.map(quoted).join(' OR ')})`;
}

/** The rows that may be seen by whoever sees these scopes. */
export function within(scopes: readonly string[]): string {
  return anyOf(scopes.map(scopeMark));
}

/** The rows with a word that begins so. */
export function beginning(start: string): string {
  return `${quoted(start)} *`;
}
