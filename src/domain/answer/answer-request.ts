import type { Asker } from '../model/answer-desk.ts';
import type { ModelAccess } from '../model/model-access.ts';
import type { Scope } from '../story/archive.ts';
import type { Story } from '../story/story.ts';
import type { AnswerSources } from './extract.ts';

/** A question to the stored stories. */
export interface AnswerRequest extends Asker {
  /** A member's words, not blank. */
  readonly question: string;
  readonly scope: Scope;
  /** Only this story is asked; all of them without it. */
  readonly story?: Story | undefined;
}

/** What the stored stories are asked through. */
export interface AnswerPorts extends AnswerSources {
  readonly model?: ModelAccess | undefined;
}
