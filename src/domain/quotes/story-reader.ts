import type { Range } from '../english/grammar.ts';
import type { MarkedRun } from '../english/marks.ts';
import { splitTokenSentences } from '../english/token-sentences.ts';
import type { Token } from '../english/tokens.ts';
import type { Quotation } from '../story/quotation.ts';
import type { Span } from '../story/story.ts';
import { isSaying } from './cues/attributions.ts';
import type { Utterance } from './reported/statements.ts';
import { findReported, type Reported, type ReportedModel } from './reported.ts';
import { chooseAttribution } from './spans/direct.ts';
import { takeLabel } from './spans/labels.ts';
import { isSpeech } from './spans/speech.ts';
import type { Cast } from './speakers/cast.ts';
import { findAnnounced } from './speakers/introduced.ts';
import {
  type Credit,
  NOBODY,
  preferSomebody,
  type ReadSentence,
  SentenceSpeakers,
} from './speakers/sentence-speakers.ts';

type Place = Pick<Quotation, 'paragraph' | 'sentence'>;

/** Reads a story paragraph by paragraph and remembers who has been speaking. */
export class StoryReader {
  private readonly text: string;
  private readonly cast: Cast;
  private readonly model: ReportedModel;
  private readonly speakers: SentenceSpeakers;
  /** Who the paragraph before leaves the floor to. */
  private floor: Credit = NOBODY;

  constructor(text: string, cast: Cast, model: ReportedModel) {
    this.text = text;
    this.cast = cast;
    this.model = model;
    this.speakers = new SentenceSpeakers(text, cast);
  }

  /** The quotations of the next paragraph, in text order; `following` may be a line that signs it. */
  readParagraph(tokens: readonly Token[], paragraph: number, following?: readonly Token[]): Quotation[] {
    const signed =
      this.speakers.readSignature(tokens) ?? (following && this.speakers.readSignature(following));
    const found: Quotation[] = [];
    let last: Credit | undefined;
    for (const range of splitTokenSentences(this.text, tokens)) {
      const sentence = this.speakers.readSentence(tokens, range);
      const direct = this.creditRuns(tokens, sentence, signed ?? last ?? this.floor);
      const place = { paragraph, sentence: spanOf(tokens, range) };
      for (const [run, credit] of direct)
        found.push(this.quote(run, 'direct', credit, { ...place, shown: true }));
      for (const reported of findReported(tokens, range, sentence.attributions, this.model.tags))
        found.push(...this.quoteReported(tokens, sentence, reported, place));
      last = direct.at(-1)?.[1] ?? sentence.main ?? last;
    }
    this.floor = this.findFloor(tokens, last);
    return found.sort((a, b) => a.start - b.start || a.end - b.end);
  }

  /** Reported words as a quotation, shown within the bounds that make a statement; none where marks take part of it. */
  private quoteReported(
    tokens: readonly Token[],
    sentence: ReadSentence,
    { attribution, content, others, isMixed }: Reported,
    place: Place,
  ): Quotation[] {
    const credit = attribution
      ? (sentence.credits.get(attribution) ?? this.speakers.credit(tokens, attribution))
      : NOBODY;
    const { speaker } = credit;
    const utterances: Utterance[] =
      attribution && speaker
        ? [content, ...others].map((bounds) => ({ tokens, sentence, attribution, speaker, content: bounds }))
        : [];
    const statement = this.model.chooseStatement(utterances);
    const shown = statement !== undefined;
    if (!shown && isMixed) return [];
    return [
      this.quote(spanOf(tokens, (statement ?? { content }).content), 'indirect', credit, { ...place, shown }),
    ];
  }

  /** To whom the words of the next paragraph are credited unless it says otherwise. */
  private findFloor(tokens: readonly Token[], last: Credit | undefined): Credit {
    const announced = findAnnounced(this.text, tokens, this.cast);
    if (announced) return { speaker: announced, cue: ':' };
    return last?.speaker ? { speaker: last.speaker, cue: null } : NOBODY;
  }

  /** The marked runs of a sentence that are speech, each with its credit; `before` is who spoke last. */
  private creditRuns(
    tokens: readonly Token[],
    sentence: ReadSentence,
    before: Credit,
  ): (readonly [MarkedRun, Credit])[] {
    const credited: (readonly [MarkedRun, Credit])[] = [];
    for (let at = sentence.from; at < sentence.to; at += 1) {
      const run = tokens[at]?.run;
      if (!run) continue;
      const attribution = chooseAttribution(tokens, sentence.attributions, at);
      const words = this.text.slice(run.start, run.end);
      const bySubject = sentence.subject && sentence.subject.to < at ? sentence.bySubject : undefined;
      const isPersonal = bySubject !== undefined || sentence.attributions.some(isSaying);
      if (!isSpeech({ tokens, sentence, at, words, attribution, isPersonal })) continue;
      const labelled = takeLabel(this.text, run);
      const stated = attribution && preferSomebody(attribution, sentence);
      if (labelled) credited.push([labelled.run, this.speakers.creditLabel(labelled.name)]);
      else credited.push([run, stated ?? bySubject ?? credited.at(-1)?.[1] ?? before]);
    }
    return credited;
  }

  private quote(
    { start, end }: Span,
    kind: Quotation['kind'],
    { speaker, cue }: Credit,
    place: Place & Pick<Quotation, 'shown'>,
  ): Quotation {
    const role = speaker?.role;
    return {
      start,
      end,
      text: this.text.slice(start, end),
      kind,
      speaker: speaker?.name ?? null,
      ...(role && { role }),
      cue,
      ...place,
    };
  }
}

function spanOf(tokens: readonly Token[], { from, to }: Range): Span {
  return { start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0 };
}
