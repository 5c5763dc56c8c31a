import { isComma, isDash, type Range } from '../english/grammar.ts';
import type { MarkedRun } from '../english/marks.ts';
import { readName, sliceTokens } from '../english/people.ts';
import { type Phrase, readPhrase } from '../english/phrases.ts';
import { findClauseSubject } from '../english/subjects.ts';
import { splitTokenSentences } from '../english/token-sentences.ts';
import type { Token } from '../english/tokens.ts';
import type { Quotation } from '../story/quotation.ts';
import type { Span } from '../story/story.ts';
import { type Attribution, findAttributions, isSaying } from './cues/attributions.ts';
import { findReported, type ReportedModel } from './reported.ts';
import { chooseAttribution } from './spans/direct.ts';
import { takeLabel } from './spans/labels.ts';
import { isSpeech } from './spans/speech.ts';
import type { Cast } from './speakers/cast.ts';
import { Discourse } from './speakers/discourse.ts';
import { findAnnounced, findIntroduced } from './speakers/introductions.ts';
import { isProminent } from './speakers/prominence.ts';
import { readSource, type Speaker } from './speakers/speakers.ts';

/** To whom words are credited, and the cue that it rests on. */
interface Credit {
  readonly speaker: Speaker | null;
  readonly cue: string | null;
}

/** Tokens of a line that signs the quotation above it. */
const LONGEST_SIGNATURE = 12;

const NOBODY: Credit = { speaker: null, cue: null };

/** One sentence of a paragraph with who speaks in it. */
interface ReadSentence extends Range {
  readonly attributions: readonly Attribution[];
  readonly credits: ReadonlyMap<Attribution, Credit>;
  readonly subject: Phrase | undefined;
  /** The subject, when it is a person. */
  readonly bySubject: Credit | undefined;
  /** The credit that governs the sentence. */
  readonly main: Credit | undefined;
}

/** Reads a story paragraph by paragraph and remembers who has been speaking. */
export class StoryReader {
  private readonly text: string;
  private readonly cast: Cast;
  private readonly model: ReportedModel;
  private readonly discourse = new Discourse();
  /** Who the paragraph before leaves the floor to. */
  private floor: Credit = NOBODY;

  constructor(text: string, cast: Cast, model: ReportedModel) {
    this.text = text;
    this.cast = cast;
    this.model = model;
  }

  /** The quotations of the next paragraph, in text order; `following` may be a line that signs it. */
  readParagraph(tokens: readonly Token[], paragraph: number, following?: readonly Token[]): Quotation[] {
    const signed = this.readSignature(tokens) ?? (following && this.readSignature(following));
    const found: Quotation[] = [];
    let last: Credit | undefined;
    for (const range of splitTokenSentences(this.text, tokens)) {
      const sentence = this.readSentence(tokens, range);
      const direct = this.creditRuns(tokens, sentence, signed ?? last ?? this.floor);
      const place = { paragraph, sentence: spanOf(tokens, range) };
      for (const [run, credit] of direct)
        found.push(this.quote(run, 'direct', credit, { ...place, shown: true }));
      for (const reported of findReported(tokens, range, sentence.attributions, this.model.tags)) {
        const { attribution, others } = reported;
        const credit =
          attribution === undefined
            ? NOBODY
            : (sentence.credits.get(attribution) ?? this.credit(tokens, attribution));
        const { speaker } = credit;
        const utterances =
          attribution && speaker
            ? [reported.content, ...others].map((content) => ({
                tokens,
                sentence: range,
                attribution,
                speaker,
                content,
              }))
            : [];
        const statement = this.model.chooseStatement(utterances);
        const { content } = statement ?? reported;
        const shown = statement !== undefined;
        if (shown || !reported.isMixed)
          found.push(this.quote(spanOf(tokens, content), 'indirect', credit, { ...place, shown }));
      }
      last = direct.at(-1)?.[1] ?? sentence.main ?? last;
    }
    const announced = findAnnounced(this.text, tokens, this.cast);
    if (announced) this.floor = { speaker: announced, cue: ':' };
    else this.floor = last?.speaker ? { speaker: last.speaker, cue: null } : NOBODY;
    return found.sort((a, b) => a.start - b.start || a.end - b.end);
  }

  private readSentence(tokens: readonly Token[], range: Range): ReadSentence {
    const attributions = findAttributions(tokens, range);
    const subject = findClauseSubject(tokens, range);
    this.mentionNames(tokens, range);
    const speaker = subject ? this.resolve(tokens, subject) : null;
    const bySubject =
      subject && speaker?.kind === 'person'
        ? { speaker, cue: sliceTokens(this.text, tokens, { from: subject.to, to: subject.to + 1 }) }
        : undefined;
    if (bySubject) this.discourse.remember(bySubject.speaker);
    const credits = new Map<Attribution, Credit>();
    for (const attribution of attributions) {
      const credit = this.credit(tokens, attribution);
      if (credit.speaker) this.discourse.remember(credit.speaker);
      credits.set(attribution, credit);
    }
    const main = findMain(tokens, range, subject?.from ?? range.from, credits, bySubject);
    if (main?.speaker) this.discourse.remember(main.speaker);
    const introduced =
      main?.speaker?.kind === 'person' ? undefined : findIntroduced(this.text, tokens, range, this.cast);
    if (introduced) this.discourse.remember(introduced);
    return { ...range, attributions, credits, subject, bySubject, main };
  }

  private mentionNames(tokens: readonly Token[], { from, to }: Range): void {
    for (let index = from; index < to; index += 1) {
      const name = readName(this.text, tokens, index, to);
      if (!name) continue;
      const person = this.cast.find(name.words, name.gender);
      if (person && isProminent(tokens, from, name)) this.discourse.remember({ ...person, kind: 'person' });
      else if (person) this.discourse.mention({ ...person, kind: 'person' });
      index = name.to - 1;
    }
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
      if (labelled) credited.push([labelled.run, this.creditLabel(labelled.name)]);
      else credited.push([run, stated ?? bySubject ?? credited.at(-1)?.[1] ?? before]);
    }
    return credited;
  }

  /** A dash and a name that close a paragraph after marked words, or are all of it. */
  private readSignature(tokens: readonly Token[]): Credit | undefined {
    const dash = tokens.findLastIndex(isDash);
    const isAlone = dash === 0 || tokens[dash - 1]?.kind === 'run';
    if (!isAlone || tokens.length - dash > LONGEST_SIGNATURE || !tokens[dash + 1]?.capital) return undefined;
    const source = readPhrase(tokens, dash + 1, tokens.length);
    if (source && !/^(?:[,.(]|)$/.test(tokens[source.to]?.text ?? '')) return undefined;
    const speaker = source ? this.resolve(tokens, source) : null;
    return speaker ? { speaker, cue: '—' } : undefined;
  }

  private creditLabel(label: string): Credit {
    const person = this.cast.find(label.split(' '));
    return { speaker: person ? { ...person, kind: 'person' } : { name: label, kind: 'person' }, cue: ':' };
  }

  private credit(tokens: readonly Token[], { source, cue }: Attribution): Credit {
    const speaker = source ? this.resolve(tokens, source) : null;
    return { speaker, cue: sliceTokens(this.text, tokens, cue) };
  }

  private resolve(tokens: readonly Token[], phrase: Phrase): Speaker | null {
    const source = readSource(this.text, tokens, phrase, this.cast);
    return 'pronoun' in source ? this.discourse.resolve(source.pronoun) : source.speaker;
  }

  private quote(
    { start, end }: Span,
    kind: Quotation['kind'],
    { speaker, cue }: Credit,
    place: Pick<Quotation, 'paragraph' | 'sentence' | 'shown'>,
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

/** What a thing "says" is somebody's words, where the sentence has somebody who says something. */
function preferSomebody(attribution: Attribution, { credits, main }: ReadSentence): Credit | undefined {
  const stated = credits.get(attribution);
  const isByThing = !attribution.isPassive && (stated?.speaker?.kind ?? 'thing') === 'thing';
  return isByThing && main?.speaker && main.speaker.kind !== 'thing' ? main : stated;
}

function spanOf(tokens: readonly Token[], { from, to }: Range): Span {
  return { start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0 };
}

/**
 * The credit that governs a sentence: one at its end ("…, Ada Brook said."), else one in its main clause, from `start`, unless
 * a remark opens it ("As Ada Brook put it, …"), else its subject, else any.
 */
function findMain(
  tokens: readonly Token[],
  sentence: Range,
  start: number,
  credits: ReadonlyMap<Attribution, Credit>,
  bySubject: Credit | undefined,
): Credit | undefined {
  const spoken = [...credits].filter(([, { speaker }]) => speaker !== null);
  const bySomebody = spoken.filter(([, { speaker }]) => speaker?.kind !== 'thing');
  const named = bySomebody.length > 0 ? bySomebody : spoken;
  const closing = named.find(([{ from, cue }]) => isComma(tokens[from - 1]) && cue.to >= sentence.to - 5);
  const inClause = named.find(([{ source, cue }]) => (source ?? cue).from >= start);
  const isRemark = tokens[sentence.from]?.lower === 'as' && named[0] && isSaying(named[0][0]);
  const stated = isRemark && !(inClause && isSaying(inClause[0])) ? named[0] : inClause;
  return (closing ?? stated)?.[1] ?? bySubject ?? named[0]?.[1];
}
