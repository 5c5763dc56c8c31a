import type { CitedSentence } from '../cited-sentence.ts';
import { insideQuotation } from '../english/quote-depth.ts';
import { type SearchPorts, searchPassages } from '../search/search-passages.ts';
import type { Scope } from '../story/archive.ts';
import { type SentencePassage, sentencePassages } from '../story/passages.ts';
import type { Story } from '../story/story.ts';
import { isDangling } from '../summary/dangling.ts';
import { measureSupport, type SupportedSentence } from './support.ts';

/** How many passages are named beside an answer or in its place. */
const NEAREST = 3;
/** Of how many stories the sentences are weighed when none is named. */
const STORIES_READ = 3;
/** How far below the best sentence a second one may lie and still be shown. */
const SECOND_WITHIN = 1;
/** Most sentences before one that points back to them. */
const LEAD_IN = 2;

/** A question to one story or to all. */
export interface ExtractiveQuestion {
  readonly question: string;
  readonly scope: Scope;
  /** A story's id; all stories without it. */
  readonly story?: string | undefined;
}

/** Sentences of one story that answer, verbatim, or none and the passages nearest to the question. */
export interface ExtractiveAnswer {
  readonly answered: boolean;
  /** Best first; each a slice of one paragraph, with its story. Empty when not answered. */
  readonly sentences: readonly CitedSentence[];
  /** Best first. */
  readonly nearest: readonly { readonly story: string; readonly paragraph: number }[];
}

/**
 * Answers with the one or two sentences that the question's words, names and kind support best, or says that the
 * stories do not answer. A sentence that points back, or is part of a longer quotation, comes with what it needs.
 */
export async function answerExtractively(
  ports: SearchPorts,
  { question, scope, story }: ExtractiveQuestion,
): Promise<ExtractiveAnswer> {
  const found = await searchPassages(ports, { query: question, scope, story, limit: 60 });
  const nearest = found.slice(0, NEAREST).map(({ story: id, paragraph }) => ({ story: id, paragraph }));
  const named = [...new Set(found.map((passage) => passage.story))].slice(0, STORIES_READ);
  const stories = await Promise.all(named.map((id) => ports.archive.get(scope, id)));
  const best = stories
    .filter((read) => read !== undefined)
    .map((read) => ({ read, ranked: measureSupport(read, question) }))
    .toSorted((a, b) => supportOf(b.ranked[0]) - supportOf(a.ranked[0]))[0];
  if (!best || supportOf(best.ranked[0]) < 0) return { answered: false, sentences: [], nearest };
  return { answered: true, sentences: showSentences(best.read, best.ranked), nearest };
}

function supportOf(sentence: SupportedSentence | undefined): number {
  return sentence?.support ?? Number.NEGATIVE_INFINITY;
}

function showSentences(story: Story, [first, second]: readonly SupportedSentence[]): CitedSentence[] {
  const chosen = [first, second].flatMap((one) =>
    one && one.support >= supportOf(first) - SECOND_WITHIN ? [one.sentence] : [],
  );
  const [best, other] = chosen;
  const together = best && other?.paragraph === best.paragraph && Math.abs(other.index - best.index) === 1;
  const groups = together ? [chosen] : chosen.map((sentence) => [sentence]);
  const shown = groups.map((group) => showWhole(story, group));
  return shown
    .filter(({ text }, place) => !shown.slice(0, place).some((earlier) => earlier.text.includes(text)))
    .map(({ text, paragraph }) => ({ text, cites: [paragraph], story: story.id }));
}

/** Sentences of one paragraph, with those around them without which they would mislead, as one slice. */
function showWhole(story: Story, group: readonly SentencePassage[]): { text: string; paragraph: number } {
  const paragraph = group[0]?.paragraph ?? 0;
  const around = sentencePassages(story).filter((other) => other.paragraph === paragraph);
  const inside = readQuotedEnds(story, around);
  const places = group.map(({ index }) => around.findIndex((other) => other.index === index));
  let last = Math.max(...places);
  while (inside[last]?.end && last < around.length - 1) last += 1;
  let first = Math.min(...places);
  for (let lead = 0; first > 0; first -= 1) {
    const current = around[first];
    const dangling = current && lead < LEAD_IN && isDangling(current.text, current.tokens);
    if (!inside[first]?.start && !dangling) break;
    lead += 1;
  }
  return { text: story.body.slice(around[first]?.start, around[last]?.end), paragraph };
}

/** For each sentence of a paragraph, whether its start and its end lie inside a quotation. */
function readQuotedEnds(
  story: Story,
  around: readonly SentencePassage[],
): { start: boolean; end: boolean }[] {
  const from = around[0]?.start ?? 0;
  const ends = around.flatMap(({ start, end }) => [start - from, end - from]);
  const inside = insideQuotation(story.body.slice(from, around.at(-1)?.end), ends);
  return around.map((_, place) => ({
    start: inside[2 * place] ?? false,
    end: inside[2 * place + 1] ?? false,
  }));
}
