import type { CitedSentence } from '../cited-sentence.ts';
import type { Story } from '../story/story.ts';
import { type ExtractOptions, summarizeExtractively } from './extract.ts';

/** A summary of the story's own sentences, as `summarizeExtractively` makes it. */
export type Extract = (story: Story, options: ExtractOptions) => readonly CitedSentence[];

/** What members look at in one sitting; a summary takes 1 KB. */
const MOST = 200;

/**
 * Makes each summary once while it is among the last `most` asked for: a new story is asked about by many at a time. A new
 * version of a story is another story.
 */
export function rememberExtracts(extract: Extract = summarizeExtractively, most = MOST): Extract {
  const kept = new Map<string, readonly CitedSentence[]>();
  return (story, options) => {
    const key = JSON.stringify([story.id, story.hash, options.length, options.focus]);
    const sentences = kept.get(key) ?? extract(story, options);
    // The last place is the one last asked for.
    kept.delete(key);
    kept.set(key, sentences);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return sentences;
  };
}
