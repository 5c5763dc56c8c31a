import type { Asker } from '../model/answer-desk.ts';
import type { Story } from '../story/story.ts';
import type { SummaryLength } from './lengths.ts';

/** What a summary is asked for. */
export interface SummaryRequest extends Asker {
  readonly story: Story;
  readonly length: SummaryLength;
  /** A member's words; blank means none. */
  readonly focus?: string | undefined;
  /** A tag or a name; the story's language when absent. */
  readonly language?: string | undefined;
}
