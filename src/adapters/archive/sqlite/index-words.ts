import { foldName } from '../../../domain/english/names.ts';
import { tokenize } from '../../../domain/english/words.ts';
import { titleWords } from '../../../domain/search/title-words.ts';
import type { Quotation } from '../../../domain/story/quotation.ts';
import { paragraphText, type StoryText } from '../../../domain/story/story.ts';

/*
 * What goes into the full-text tables: a row's distinct words, and marks, which begin with `~` as no word does: whose it is
 * (`~` and the server's id), direct speech (`~direct`), who speaks (`~by` and the speaker's key).
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

/** Stems of a text as they are indexed and looked for. */
export function stemsIn(text: string, stems?: Map<string, string>): string[] {
  return tokenize(text, stems).map(({ stem }) => indexable(stem));
}

/** A stem without what separates words in the index. */
export function indexable(stem: string): string {
  return stem.replaceAll("'", '');
}

export function passageWords(story: StoryText, scope: string): (paragraph: number) => string {
  const stems = new Map<string, string>();
  const about = stemsIn(`${story.title} ${story.dek ?? ''}`, stems);
  return (number) => join(scopeMark(scope), ...about, ...stemsIn(paragraphText(story, number) ?? '', stems));
}

export function quotationWords(
  story: StoryText,
  scope: string,
): (quotation: Quotation, speaker: number | undefined) => string {
  const stems = new Map<string, string>();
  const marks = [scopeMark(scope)];
  return ({ kind, paragraph, speaker, role }, key) =>
    join(
      ...marks,
      ...(kind === 'direct' ? [DIRECT] : []),
      ...(key === undefined ? [] : [speakerMark(key)]),
      ...stemsIn(`${paragraphText(story, paragraph) ?? ''} ${speaker ?? ''} ${role ?? ''}`, stems),
    );
}

export function titleEntry(title: string, scope: string): string {
  return join(scopeMark(scope), ...titleWords(title));
}

export function speakerEntry(name: string, role: string | null, scope: string): string {
  return join(scopeMark(scope), ...foldName(name), ...foldName(role ?? ''));
}

function join(...words: readonly string[]): string {
  return [...new Set(words)].join(' ');
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
