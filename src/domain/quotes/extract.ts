import type { Paragraph } from '../story.ts';
import { type Attribution, findAttributions } from './attributions.ts';
import { Cast } from './cast.ts';
import { chooseAttribution } from './direct.ts';
import { Discourse } from './discourse.ts';
import { isComma, type Range } from './grammar.ts';
import { findMarkedRuns, type MarkedRun } from './marks.ts';
import { sliceTokens } from './people.ts';
import type { Phrase } from './phrases.ts';
import type { Quotation } from './quotation.ts';
import { splitTokenSentences } from './sentences.ts';
import { readSource, type Speaker } from './speakers.ts';
import { findClauseSubject } from './subjects.ts';
import { type Token, tokenize } from './tokens.ts';

/** What a quotation's attribution came to. */
interface Credit {
  readonly speaker: Speaker | null;
  readonly cue: string | null;
}

/** All quotations of a text, in text order; spans of one kind do not overlap. Any string is a valid text. */
export function extractQuotations(text: string, paragraphs: readonly Paragraph[]): Quotation[] {
  const runs = Map.groupBy(findMarkedRuns(text, paragraphs), ({ paragraph }) => paragraph);
  const cast = new Cast();
  const tokenized = paragraphs.map((paragraph) =>
    tokenize(text, paragraph, runs.get(paragraph.number) ?? []),
  );
  for (const tokens of tokenized) cast.learn(text, tokens);
  const reader = new StoryReader(text, cast);
  return tokenized.flatMap((tokens) => reader.readParagraph(tokens));
}

class StoryReader {
  private readonly text: string;
  private readonly cast: Cast;
  private readonly discourse = new Discourse();
  /** Who the paragraph before leaves the floor to. */
  private floor: Credit = { speaker: null, cue: null };

  constructor(text: string, cast: Cast) {
    this.text = text;
    this.cast = cast;
  }

  readParagraph(tokens: readonly Token[]): Quotation[] {
    const found: Quotation[] = [];
    let last: Credit | undefined;
    const sentences = splitTokenSentences(this.text, tokens);
    for (const sentence of sentences) {
      const { attributions, credits, subject, subjectCredit, main } = this.readSentence(tokens, sentence);
      let current: Credit | undefined;
      for (let index = sentence.from; index < sentence.to; index += 1) {
        const run = tokens[index]?.run;
        if (!run) continue;
        const chosen = chooseAttribution(tokens, attributions, index);
        const credit =
          (chosen && credits.get(chosen)) ??
          (subject && subject.to < index ? subjectCredit : undefined) ??
          last ??
          this.floor;
        current = credit;
        if (isSpeech(this.text, run)) found.push(toQuotation(this.text, run, credit));
      }
      last = current ?? main ?? last;
    }
    this.floor = last?.speaker ? { speaker: last.speaker, cue: null } : { speaker: null, cue: null };
    return found;
  }

  private readSentence(tokens: readonly Token[], sentence: Range) {
    const attributions = findAttributions(tokens, sentence);
    const subject = findClauseSubject(tokens, sentence);
    const subjectSpeaker = subject ? this.resolve(tokens, subject) : null;
    const subjectCredit =
      subject && subjectSpeaker?.kind === 'person'
        ? {
            speaker: subjectSpeaker,
            cue: sliceTokens(this.text, tokens, { from: subject.to, to: subject.to + 1 }),
          }
        : undefined;
    if (subjectSpeaker?.kind === 'person') this.discourse.remember(subjectSpeaker);
    const credits = new Map<Attribution, Credit>();
    for (const attribution of attributions) {
      const speaker = attribution.source ? this.resolve(tokens, attribution.source) : null;
      if (speaker) this.discourse.remember(speaker);
      credits.set(attribution, { speaker, cue: sliceTokens(this.text, tokens, attribution.cue) });
    }
    const main = findMain(tokens, sentence, credits) ?? subjectCredit;
    if (main?.speaker) this.discourse.remember(main.speaker);
    return { attributions, credits, subject, subjectCredit, main };
  }

  private resolve(tokens: readonly Token[], phrase: Phrase): Speaker | null {
    const source = readSource(this.text, tokens, phrase, this.cast);
    return 'pronoun' in source ? this.discourse.resolve(source.pronoun) : source.speaker;
  }
}

/** The credit that governs the sentence: one at its end ("…, Ada Brook said."), else its first. */
function findMain(
  tokens: readonly Token[],
  sentence: Range,
  credits: ReadonlyMap<Attribution, Credit>,
): Credit | undefined {
  const named = [...credits].filter(([, { speaker }]) => speaker !== null);
  const closing = named.find(([{ from, cue }]) => isComma(tokens[from - 1]) && cue.to >= sentence.to - 5);
  return (closing ?? named[0])?.[1];
}

function toQuotation(
  text: string,
  { start, end, paragraph }: MarkedRun,
  { speaker, cue }: Credit,
): Quotation {
  const role = speaker?.role;
  return {
    start,
    end,
    text: text.slice(start, end),
    kind: 'direct',
    speaker: speaker?.name ?? null,
    ...(role && { role }),
    cue,
    paragraph,
  };
}

function isSpeech(text: string, run: MarkedRun): boolean {
  return (text.slice(run.start, run.end).match(/[\p{L}\p{N}][\p{L}\p{N}’']*/gu)?.length ?? 0) >= 4;
}
