import type { CitedSentence } from '../cited-sentence.ts';
import { DECLINE_NOTES } from '../model/decline-notes.ts';
import { isSameLanguage, type Language, readLanguage } from '../model/languages.ts';
import type { ModelAccess } from '../model/model-access.ts';
import type { TokenUsage } from '../ports.ts';
import type { Story } from '../story/story.ts';
import { summarizeExtractively } from './extract.ts';
import { writeSummary } from './model-summary.ts';
import { isOpinion } from './own-voice.ts';
import type { Extract } from './remembered-extracts.ts';
import type { SummaryRequest } from './summary-request.ts';

/** What `/summary` shows. */
export interface Summary {
  readonly method: 'model' | 'extractive';
  /** In reading order; empty when the story has no sentence that fits the length. */
  readonly sentences: readonly CitedSentence[];
  /** How many sentences were checked against the story; 0 for sentences that are the story's own. */
  readonly checked: number;
  /** How many of those checked are not shown: they failed, or did not fit. */
  readonly dropped: number;
  /** How many of those dropped passed the check and did not fit the length. */
  readonly cut: number;
  /** The model's name; absent when extractive. */
  readonly model?: string;
  /** A line for the member: why the model did not write this, or what was not done. */
  readonly note?: string;
  /** What the model cost for this reply; absent when it was not asked, or had been before. */
  readonly usage?: TokenUsage;
}

export interface SummaryPorts {
  readonly model?: ModelAccess | undefined;
  /** How the story's own sentences are chosen; `summarizeExtractively` when absent. */
  readonly extract?: Extract;
}

/**
 * Summarises a story: by the model where `ports.model` is there and what it writes passes the check, otherwise with
 * sentences of the story. Throws `UserError` for a language that does not exist, and nothing for a fault of the model.
 */
export async function summarize(
  { model, extract: choose = summarizeExtractively }: SummaryPorts,
  request: SummaryRequest,
): Promise<Summary> {
  const language = readTargetLanguage(request);
  const focus = request.focus?.replace(/\s+/g, ' ').trim() || undefined;
  const extract = (note: string | undefined) => {
    const sentences = choose(request.story, {
      length: request.length,
      ...(focus !== undefined && { focus }),
    });
    return showExtract(request.story, sentences, note);
  };
  if (!model) return extract(language && NO_TRANSLATION);
  const { usage, ...outcome } = await writeSummary(model, request, focus, language);
  const summary =
    outcome.declined === undefined
      ? { method: 'model' as const, ...outcome.value }
      : extract([DECLINE_NOTES[outcome.declined], language ? NO_TRANSLATION : ''].filter(Boolean).join(' '));
  return { ...summary, ...(usage && { usage }) };
}

const NO_TRANSLATION = 'A translation needs a language model: these are the story’s own words.';

function readTargetLanguage({ language, story }: SummaryRequest): Language | undefined {
  const wanted = language?.trim() ? readLanguage(language) : undefined;
  return wanted && !isSameLanguage(wanted.tag, story.language) ? wanted : undefined;
}

function showExtract(story: Story, sentences: Summary['sentences'], note: string | undefined): Summary {
  const unchecked = { checked: 0, dropped: 0, cut: 0 };
  const notes = [isOpinion(story) ? noteOpinion(story) : '', note ?? ''].filter(Boolean).join(' ');
  return { method: 'extractive', sentences, ...unchecked, ...(notes && { note: notes }) };
}

/** An argument in its author's words must not read as a report. */
function noteOpinion({ author }: Pick<Story, 'author'>): string {
  return author
    ? `An opinion piece: the views are those of ${author}.`
    : 'An opinion piece: the views are its author’s.';
}
