import { paragraphPassages } from '../english/passages.ts';
import type { Story } from '../story/story.ts';

/** What publishers call pieces that argue, at the start of a title or as a tag. */
const OPINION_LABEL =
  /^(?:opinions?|letters?(?: to the editor)?|editorials?|op-?ed|columns?|commentary|essay)\b/iu;
/** From this share of its paragraphs on that say "I" or "we", and so many of them, a text argues rather than reports. */
const LEAST_SHARE = 0.25;
const LEAST_PARAGRAPHS = 3;

/** "TAPPER: Do you think so?", "Q: Why?": who speaks, before words without marks. */
export const SPEAKER_LABEL = /^(?:[QA]|\p{Lu}[\p{Lu}.’' -]{2,30}):\s/u;
/** Quotations, also one that its paragraph does not close. */
const QUOTED = /[“"][^”"]*(?:[”"]|$)|''(?:(?!'').)*(?:''|$)/gu;

/** Whether a text says "I" or "we" outside quotations. */
export function speaksItself(text: string): boolean {
  // What a label says is somebody's.
  if (SPEAKER_LABEL.test(text)) return false;
  return /(?<![\p{L}\p{N}.])(?:I|we|We|my|My|our|Our)(?![\p{L}\p{N}.])/u.test(text.replace(QUOTED, ''));
}

/** Whether a story is its author's opinion: it is called so, or speaks in its own voice. */
export function isOpinion(story: Story): boolean {
  if ([story.title, ...story.tags].some((text) => OPINION_LABEL.test(text))) return true;
  const own = paragraphPassages(story).filter(({ text }) => speaksItself(text)).length;
  return own >= LEAST_PARAGRAPHS && own >= LEAST_SHARE * story.paragraphs.length;
}
