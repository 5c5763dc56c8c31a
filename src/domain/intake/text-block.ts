/** A run of a page's text that stands by itself: a paragraph, a heading, an item of a list. */
export interface TextBlock {
  /** Not empty; white space is single blanks. */
  readonly text: string;
  /** How many characters of `text` are links. */
  readonly linked: number;
  /** How many characters of `text` are set in italics. */
  readonly slanted: number;
  readonly kind: 'paragraph' | 'heading' | 'item' | 'quotation';
}

/** Ends as a sentence does, in any script, with the marks and brackets that may close it. */
const SENTENCE_END = /[.!?…。！？](?:["'”’»›)\]\s]|\[\d+\]|\p{Extended_Pictographic})*$/u;
/** Scripts without blanks between words say in a character what others say in about two and a half. */
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** Whether the block reads like running text: it ends as a sentence does, or is as long as one. */
export function isProse({ text, kind }: TextBlock): boolean {
  if (kind === 'heading') return false;
  const length = text.length + 1.5 * (text.match(DENSE)?.length ?? 0);
  return length > 100 || (length > 25 && (SENTENCE_END.test(text) || kind === 'item'));
}

/** The share of the block's characters that are links, from 0 to 1. */
export function linkShare({ text, linked }: TextBlock): number {
  return linked / text.length;
}
