import type { CitedSentence } from '../cited-sentence.ts';
import type { Asker, Outcome } from '../model/answer-desk.ts';
import { DECLINE_NOTES } from '../model/decline-notes.ts';
import { isSameLanguage, type Language, readLanguage } from '../model/languages.ts';
import type { ModelAccess } from '../model/model-access.ts';
import type { PassageIndex, TokenUsage } from '../ports.ts';
import type { Story } from '../story/story.ts';
import { summarizeExtractively } from './extract.ts';
import type { SummaryLength } from './lengths.ts';
import { writeSummary } from './model-summary.ts';

/** What `/summary` shows. */
export interface Summary {
  readonly method: 'model' | 'extractive';
  /** In reading order; empty when the story has no sentence that fits the length. */
  readonly sentences: readonly CitedSentence[];
  /** How many sentences were checked against the story; 0 for sentences that are the story's own. */
  readonly checked: number;
  /** How many of those checked failed and are not shown. */
  readonly dropped: number;
  /** The model's name; absent when extractive. */
  readonly model?: string;
  /** A line for the member: why the model did not write this, or what was not done. */
  readonly note?: string;
  /** What the model cost for this reply; absent when it was not asked, or had been before. */
  readonly usage?: TokenUsage;
}

/** A summary without what it cost, which differs from reply to reply. */
export type WrittenSummary = Omit<Summary, 'usage'>;

/** What a summary is asked for. */
export interface SummaryRequest extends Asker {
  readonly story: Story;
  readonly length: SummaryLength;
  /** A member's words; blank means none. */
  readonly focus?: string | undefined;
  /** A tag or a name; the story's language when absent. */
  readonly language?: string | undefined;
}

/**
 * Summarises a story: by the model where `ports.model` is there and what it writes passes the check, otherwise with
 * sentences of the story. Throws `UserError` for a language that does not exist, and nothing for a fault of the model.
 */
export async function summarize(
  ports: { readonly index: PassageIndex; readonly model?: ModelAccess | undefined },
  request: SummaryRequest,
): Promise<Summary> {
  const language = readTargetLanguage(request);
  const focus = request.focus?.replace(/\s+/g, ' ').trim() || undefined;
  if (!ports.model) return extract(request, focus, language && NO_TRANSLATION);
  const outcome = await writeSummary(ports.index, ports.model, request, focus, language);
  return {
    ...showOutcome(outcome, request, focus, language),
    ...(outcome.usage && { usage: outcome.usage }),
  };
}

function showOutcome(
  outcome: Outcome<WrittenSummary>,
  request: SummaryRequest,
  focus: string | undefined,
  language: Language | undefined,
): WrittenSummary {
  if (!outcome.declined) return outcome.value;
  const why = DECLINE_NOTES[outcome.declined];
  return extract(request, focus, language ? `${why} ${NO_TRANSLATION}` : why);
}

const NO_TRANSLATION = 'A translation needs a language model: these are the story’s own words.';

function readTargetLanguage({ language, story }: SummaryRequest): Language | undefined {
  const wanted = language?.trim() ? readLanguage(language) : undefined;
  return wanted && !isSameLanguage(wanted.tag, story.language) ? wanted : undefined;
}

function extract(
  request: SummaryRequest,
  focus: string | undefined,
  note: string | undefined,
): WrittenSummary {
  const { story, length } = request;
  const sentences = summarizeExtractively(story, { length, ...(focus !== undefined && { focus }) });
  return { method: 'extractive', sentences, checked: 0, dropped: 0, ...(note !== undefined && { note }) };
}
