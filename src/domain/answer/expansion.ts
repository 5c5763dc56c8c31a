import { type SentencePassage, sentencePassages } from '../english/passages.ts';
import type { Story } from '../story/story.ts';

/** Words that an abbreviation passes over. */
const SMALL_WORDS = /^(?:and|of|the|for|in|on|to|de|&)$/i;

/** The sentence that says what an abbreviation stands for: "the Collective Security Treaty Organization (CSTO)". */
export function findExpansion(story: Story, short: string): SentencePassage | undefined {
  const letters = short.replace(/[^\p{L}\p{N}]/gu, '');
  return sentencePassages(story).find(({ text }) => {
    const place = findBracketed(text, short);
    return place !== undefined && (isSpeltBy(place.before, letters) || isSpeltBy(place.inside, letters));
  });
}

/** What stands before "(CSTO)", or in the brackets after "CSTO (". */
function findBracketed(text: string, short: string): { before: string; inside: string } | undefined {
  const within = text.indexOf(`(${short})`);
  if (within >= 0) return { before: text.slice(0, within), inside: '' };
  const after = text.indexOf(`${short} (`);
  if (after < 0) return undefined;
  const from = after + short.length + 2;
  return { before: '', inside: text.slice(from, Math.max(from, text.indexOf(')', from))) };
}

/** Whether the last words of `text` begin with these letters, small words passed over. */
function isSpeltBy(text: string, letters: string): boolean {
  const words = (text.match(/[\p{L}\p{N}&]+/gu) ?? []).filter((word) => !SMALL_WORDS.test(word));
  const initials = words.slice(-letters.length).map((word) => word.charAt(0));
  return letters.length > 1 && initials.join('').toLowerCase() === letters.toLowerCase();
}
