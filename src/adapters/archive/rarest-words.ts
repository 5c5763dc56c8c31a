/** The full-text tables. */
export type IndexName = 'passages' | 'quotations';

/** How many of the rarest words are looked for, and how many of them together. */
export const LOOKED_FOR = 8;
const TOGETHER = 4;

/** Which of some words, rarest first, to look for together, in turn: four, then one fewer and so on, then the same without the rarest. */
export function combine(words: readonly string[]): string[][] {
  const together = words.flatMap((_, from) => {
    const group = words.slice(from, from + TOGETHER);
    return group.slice(1).map((__, dropped) => group.slice(0, group.length - dropped));
  });
  return [...together, ...words.map((word) => [word])];
}
