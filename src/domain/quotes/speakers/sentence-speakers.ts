import { isComma, isDash, type Range } from '../../english/grammar.ts';
import { readName, sliceTokens } from '../../english/people.ts';
import { type Phrase, readPhrase } from '../../english/phrases.ts';
import { findClauseSubject } from '../../english/subjects.ts';
import type { Token } from '../../english/tokens.ts';
import { type Attribution, findAttributions, isSaying } from '../cues/attributions.ts';
import type { Cast } from './cast.ts';
import { Discourse } from './discourse.ts';
import { findIntroduced } from './introduced.ts';
import { isProminent } from './prominence.ts';
import { readSource, type Speaker } from './sources.ts';

/** To whom words are credited, and the cue that it rests on. */
export interface Credit {
  readonly speaker: Speaker | null;
  readonly cue: string | null;
}

/** Tokens of a line that signs the quotation above it. */
const LONGEST_SIGNATURE = 12;

/** Words that are nobody's. */
export const NOBODY: Credit = { speaker: null, cue: null };

/** One sentence of a paragraph with who speaks in it. */
export interface ReadSentence extends Range {
  readonly attributions: readonly Attribution[];
  readonly credits: ReadonlyMap<Attribution, Credit>;
  readonly subject: Phrase | undefined;
  /** The subject, when it is a person. */
  readonly bySubject: Credit | undefined;
  /** The credit that governs the sentence. */
  readonly main: Credit | undefined;
}

/** Finds who speaks in the sentences of a story, which are to be given in order: pronouns go by who was spoken of before. */
export class SentenceSpeakers {
  private readonly text: string;
  private readonly cast: Cast;
  private readonly discourse = new Discourse();

  constructor(text: string, cast: Cast) {
    this.text = text;
    this.cast = cast;
  }

  /** A sentence of a paragraph with who speaks in it. */
  readSentence(tokens: readonly Token[], range: Range): ReadSentence {
    const attributions = findAttributions(tokens, range);
    const subject = findClauseSubject(tokens, range);
    // A pronoun means nobody who is named after it.
    const start = subject?.from ?? range.from;
    this.mentionNames(tokens, range.from, start);
    const speaker = subject ? this.resolve(tokens, subject) : null;
    this.mentionNames(tokens, start, range.to);
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

  private mentionNames(tokens: readonly Token[], from: number, to: number): void {
    for (let index = from; index < to; index += 1) {
      const name = readName(this.text, tokens, index, to);
      if (!name) continue;
      const person = this.cast.find(name.words, name.gender);
      if (person && isProminent(tokens, from, name)) this.discourse.remember({ ...person, kind: 'person' });
      else if (person) this.discourse.mention({ ...person, kind: 'person' });
      index = name.to - 1;
    }
  }

  /** A dash and a name that close a paragraph after marked words, or are all of it. */
  readSignature(tokens: readonly Token[]): Credit | undefined {
    const dash = tokens.findLastIndex(isDash);
    const isAlone = dash === 0 || tokens[dash - 1]?.kind === 'run';
    if (!isAlone || tokens.length - dash > LONGEST_SIGNATURE || !tokens[dash + 1]?.capital) return undefined;
    const source = readPhrase(tokens, dash + 1, tokens.length);
    if (source && !/^(?:[,.(]|)$/.test(tokens[source.to]?.text ?? '')) return undefined;
    const speaker = source ? this.resolve(tokens, source) : null;
    return speaker ? { speaker, cue: '—' } : undefined;
  }

  /** Whom a name that opens a line inside the marks means. */
  creditLabel(label: string): Credit {
    const person = this.cast.find(label.split(' '));
    return { speaker: person ? { ...person, kind: 'person' } : { name: label, kind: 'person' }, cue: ':' };
  }

  /** To whom words with this attribution are credited. */
  credit(tokens: readonly Token[], { source, cue }: Attribution): Credit {
    const speaker = source ? this.resolve(tokens, source) : null;
    return { speaker, cue: sliceTokens(this.text, tokens, cue) };
  }

  private resolve(tokens: readonly Token[], phrase: Phrase): Speaker | null {
    const source = readSource(this.text, tokens, phrase, this.cast);
    return 'pronoun' in source ? this.discourse.resolve(source.pronoun) : source.speaker;
  }
}

/** What a thing "says" is somebody's words, where the sentence has somebody who says something. */
export function preferSomebody(
  attribution: Attribution,
  { credits, main }: ReadSentence,
): Credit | undefined {
  const stated = credits.get(attribution);
  const isByThing = !attribution.isPassive && (stated?.speaker?.kind ?? 'thing') === 'thing';
  return isByThing && main?.speaker && main.speaker.kind !== 'thing' ? main : stated;
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
