import type { Story } from '../story/story.ts';

/** What a source changed, by whole sentences: those that stand no more, and those that are new, in text order. */
export interface VersionChanges {
  readonly gone: readonly string[];
  readonly come: readonly string[];
}

/** Compares two versions of a story. Blank space, case and the forms of marks and dashes make no difference. */
export function compareVersions(before: Story, now: Story): VersionChanges {
  const [old, fresh] = [sentencesOf(before), sentencesOf(now)];
  const [oldKeys, freshKeys] = [new Set(old.map(keyOf)), new Set(fresh.map(keyOf))];
  return {
    gone: old.filter((text) => !freshKeys.has(keyOf(text))),
    come: fresh.filter((text) => !oldKeys.has(keyOf(text))),
  };
}

/** Whether two texts are the same, whatever their blank space, case and marks. */
export function isSameText(one: string, other: string): boolean {
  return keyOf(one) === keyOf(other);
}

/** Whether `words` still stand in the story, whatever its blank space and marks. */
export function stillStands(words: string, { body }: Pick<Story, 'body'>): boolean {
  return ` ${keyOf(body)} `.includes(` ${keyOf(words)} `);
}

function sentencesOf({ body, sentences }: Story): string[] {
  return sentences.map(({ start, end }) => body.slice(start, end));
}

function keyOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
