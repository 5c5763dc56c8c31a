/**
 * What a token can be: outside of any attribution, part of a source or of a cue; the first, an inner, the last or the only token of
 * reported words; the first or a further token of words that hold a direct quotation.
 */
export const TAGS = [
  'out',
  'source',
  'cue',
  'first',
  'inner',
  'last',
  'only',
  'mixed first',
  'mixed',
] as const;

export type Tag = (typeof TAGS)[number];

/** The number of a tag, which is its place in every table of the model. */
export const numberOf = (tag: Tag): number => TAGS.indexOf(tag);

/** Whether `next` can follow `tag` within a sentence (`undefined`: it opens the sentence). */
export function canFollow(tag: Tag | undefined, next: Tag): boolean {
  if (next === 'mixed') return tag === 'mixed' || tag === 'mixed first';
  const isOpen = tag === 'first' || tag === 'inner';
  return next === 'inner' || next === 'last' ? isOpen : !isOpen;
}

/** The pairs of tags that can follow each other, as numbers: the weights of a model are in this order. */
export const STEPS: readonly { readonly tag: number; readonly next: number }[] = TAGS.flatMap((tag) =>
  TAGS.filter((next) => canFollow(tag, next)).map((next) => ({ tag: numberOf(tag), next: numberOf(next) })),
);
