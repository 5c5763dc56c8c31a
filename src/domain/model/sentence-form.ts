/** A model's sentence longer than this is none: the longest in the stories measured has some 350 characters. */
const MAX_LENGTH = 600;

/** What plain news prose is written with; anything else (markup, mentions, code) has to be the story's own. */
const PLAIN = /[\p{L}\p{M}\p{N} .,;:!?'"‘’“”„«»()\-‐‑–—…/&%$€£¥°]/u;

/** Something that a client may turn into a link. */
const LINK_LIKE =
  /\p{L}[\p{L}\p{N}-]*:\/\/\S*|(?<![\p{L}\p{N}])[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?![\p{L}.])\S*/gu;

/** A model's sentence on one line, with ordinary spaces and composed letters. */
export function tidySentence(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

/** What is wrong with the form of a tidy sentence, in words for a repair; `undefined` when nothing is. */
export function findFormFault(sentence: string, sources: readonly string[]): string | undefined {
  if (sentence === '') return 'The sentence is empty.';
  if (sentence.length > MAX_LENGTH) return `The sentence is longer than ${MAX_LENGTH} characters.`;
  return findForeignMarkup(sentence, sources, PLAIN);
}

/** A character that is not `plain`, or a link, that none of `sources` has; in words. `undefined` when there is none. */
export function findForeignMarkup(
  sentence: string,
  sources: readonly string[],
  plain: RegExp,
): string | undefined {
  const isForeign = (part: string) => !sources.some((source) => source.includes(part));
  const odd = Array.from(sentence).find((char) => !plain.test(char) && isForeign(char));
  if (odd) return `The character ${JSON.stringify(odd)} is not in the cited text.`;
  const link = sentence.match(LINK_LIKE)?.find(isForeign);
  return link === undefined ? undefined : `"${link}" looks like a link and is not in the cited text.`;
}
