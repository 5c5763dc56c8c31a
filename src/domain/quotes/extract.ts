import type { Paragraph } from '../story.ts';
import { type Attribution, findAttributions } from './attributions.ts';
import { findMarkedRuns, type MarkedRun } from './marks.ts';
import type { Quotation } from './quotation.ts';
import { splitTokenSentences } from './sentences.ts';
import { readSpeaker, type Speaker, SpeakerMemory } from './speakers.ts';
import { type Token, tokenize } from './tokens.ts';

/** All quotations of a text, in text order; spans of one kind do not overlap. Any string is a valid text. */
export function extractQuotations(text: string, paragraphs: readonly Paragraph[]): Quotation[] {
  const runs = findMarkedRuns(text, paragraphs);
  const memory = new SpeakerMemory();
  const quotations: Quotation[] = [];
  let next = 0;
  for (const paragraph of paragraphs) {
    const own: MarkedRun[] = [];
    for (let run = runs[next]; run && run.paragraph === paragraph.number; run = runs[next]) {
      own.push(run);
      next += 1;
    }
    const tokens = tokenize(text, paragraph, own);
    quotations.push(...readParagraph(text, tokens, memory));
  }
  return quotations;
}

function readParagraph(text: string, tokens: readonly Token[], memory: SpeakerMemory): Quotation[] {
  const found: Quotation[] = [];
  let last: { speaker: Speaker | null; cue: string | null } | undefined;
  for (const sentence of splitTokenSentences(text, tokens)) {
    const attributions = findAttributions(tokens, sentence);
    const spoken = attributions.map((attribution) => ({
      attribution,
      speaker: readSpeaker(text, tokens, attribution, memory),
    }));
    for (let index = sentence.from; index < sentence.to; index += 1) {
      const run = tokens[index]?.run;
      if (!run || countWords(text.slice(run.start, run.end)) < 4) continue;
      const chosen = chooseAttribution(attributions, index);
      const entry = chosen
        ? {
            speaker: spoken.find(({ attribution }) => attribution === chosen)?.speaker ?? null,
            cue: chosen.verb,
          }
        : (last ?? memory.carryOver(run.continues));
      if (entry) last = entry;
      found.push(toQuotation(text, run, entry));
    }
    for (const { speaker } of spoken) if (speaker) memory.remember(speaker);
  }
  memory.endParagraph(last?.speaker ?? null);
  return found;
}

function toQuotation(
  text: string,
  run: MarkedRun,
  entry: { speaker: Speaker | null; cue: string | null } | undefined,
): Quotation {
  const { start, end, paragraph } = run;
  const role = entry?.speaker?.role;
  return {
    start,
    end,
    text: text.slice(start, end),
    kind: 'direct',
    speaker: entry?.speaker?.name ?? null,
    ...(role && { role }),
    cue: entry?.cue ?? null,
    paragraph,
  };
}

function chooseAttribution(attributions: readonly Attribution[], at: number): Attribution | undefined {
  const after = attributions.find(({ from }) => from > at && from <= at + 3);
  return (
    after ?? attributions.findLast(({ cue }) => cue.to <= at) ?? attributions.find(({ from }) => from > at)
  );
}

const countWords = (words: string) => words.match(/[\p{L}\p{N}’']+/gu)?.length ?? 0;
