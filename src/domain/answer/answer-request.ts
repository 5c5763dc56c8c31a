import type { Asker } from '../model/answer-desk.ts';
import type { ModelAccess } from '../model/model-access.ts';
import type { PassageIndex, StoryLibrary } from '../ports.ts';
import type { Story } from '../story/story.ts';

/** A question to the stored stories. */
export interface AnswerRequest extends Asker {
  /** A member's words, not blank. */
  readonly question: string;
  /** Only this story is asked; all of them without it. */
  readonly story?: Story | undefined;
}

/** What the stored stories are asked through. */
export interface AnswerPorts {
  readonly index: PassageIndex;
  readonly library: StoryLibrary;
  readonly model?: ModelAccess | undefined;
}
