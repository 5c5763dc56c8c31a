import { tokenize } from '../english/stems.ts';
import type { StoryHeadline } from '../headlines/choice.ts';
import type { StoryCorrection } from '../schedule/announcer.ts';
import type { Story, StoryHead } from '../story/story.ts';
import { isSameText, stillStands } from './version-changes.ts';

/** What a post shows of a story, as it was then. */
export type PostedStory = Partial<Pick<StoryHeadline, 'sentence' | 'quotation'>> & {
  readonly story: StoryHead;
};

/** What of a post does not stand in the story as it is now; `undefined` where all of it does. */
export function compareWithPost(
  { story, sentence, quotation }: PostedStory,
  now: Story,
): StoryCorrection | undefined {
  const isGone = (words: string | undefined) => words !== undefined && !stillStands(words, now);
  const gone = { sentence: isGone(sentence?.text), quotation: isGone(quotation?.text) };
  const isRenamed = !isSameText(story.title, now.title);
  if (!gone.sentence && !gone.quotation && !isRenamed) return undefined;
  const lost = gone.sentence ? sentence?.text : gone.quotation ? quotation?.text : undefined;
  return {
    gone,
    nowSays: lost === undefined ? undefined : closestSentence(lost, now),
    ...(isRenamed && { title: now.title }),
  };
}

/** The sentence that shares most words with the one that is gone; `undefined` where none shares half of them. */
function closestSentence(gone: string, { body, sentences }: Story): string | undefined {
  const words = new Set(tokenize(gone).map(({ stem }) => stem));
  const shares = sentences.map(({ start, end }) => {
    const text = body.slice(start, end);
    const own = new Set(tokenize(text).map(({ stem }) => stem));
    return { text, share: [...words].filter((word) => own.has(word)).length / Math.max(words.size, 1) };
  });
  const [best] = shares.toSorted((a, b) => b.share - a.share);
  return best && best.share >= 0.5 ? best.text : undefined;
}
