import { contentWords, tokenize } from '../../english/words.ts';
import { type SentencePassage, sentencePassages } from '../../story/passages.ts';
import { paragraphText, type Story } from '../../story/story.ts';
import type { Quotation } from '../quotation.ts';
import { quotationsOf } from '../story-quotations.ts';

/** A quotation with what look-up compares it by: stems of its own words, of its surroundings, of who speaks. */
export interface IndexedQuotation {
  readonly story: Story;
  readonly quotation: Quotation;
  readonly own: ReadonlySet<string>;
  /** Its sentences, without its own words. */
  readonly cue: ReadonlySet<string>;
  /** Name and role. */
  readonly speaker: ReadonlySet<string>;
  /** What stands around the speaker's name where the story first has it in full. */
  readonly introduction: ReadonlySet<string>;
  /** The paragraph before its own. */
  readonly before: ReadonlySet<string>;
  /** Number of words, function words included. */
  readonly length: number;
}

/** How far from a name what it is introduced by may stand, in characters. */
const INTRODUCTION_BEFORE = 80;
const INTRODUCTION_AFTER = 100;

const memo = new WeakMap<Story, readonly IndexedQuotation[]>();

/** A story's quotations that may be shown, ready for look-up, in text order. */
export function indexQuotations(story: Story): readonly IndexedQuotation[] {
  const known = memo.get(story);
  if (known) return known;
  const sentences = sentencePassages(story);
  const introductions = new Map<string, ReadonlySet<string>>();
  const shown = quotationsOf(story).filter((quotation) => quotation.shown);
  const indexed = shown.map((quotation): IndexedQuotation => {
    const name = quotation.speaker ?? '';
    const introduction = introductions.get(name) ?? stemsOf(readIntroduction(story, sentences, name));
    introductions.set(name, introduction);
    return {
      story,
      quotation,
      own: stemsOf(quotation.text),
      cue: stemsOf(readCue(story, sentences, quotation)),
      speaker: stemsOf(`${name} ${quotation.role ?? ''}`),
      introduction,
      before: stemsOf(paragraphText(story, quotation.paragraph - 1) ?? ''),
      length: tokenize(quotation.text).length,
    };
  });
  memo.set(story, indexed);
  return indexed;
}

/** The sentences that a quotation stands in or ends beside, without it: "…," said Ada Moss, the mayor. */
function readCue(story: Story, sentences: readonly SentencePassage[], { start, end }: Quotation): string {
  // The closing mark lies beyond the quotation.
  const around = sentences.filter((sentence) => sentence.start <= end + 1 && sentence.end >= start - 1);
  const [from, to] = [around[0]?.start ?? start, around.at(-1)?.end ?? end];
  return `${story.body.slice(from, start)} ${story.body.slice(end, to)}`;
}

function readIntroduction(story: Story, sentences: readonly SentencePassage[], name: string): string {
  const at = name === '' ? -1 : story.body.indexOf(name);
  const sentence = sentences.find(({ start, end }) => start <= at && at < end);
  if (!sentence) return '';
  const from = Math.max(sentence.start, at - INTRODUCTION_BEFORE);
  return story.body.slice(from, Math.min(sentence.end, at + name.length + INTRODUCTION_AFTER));
}

/** The stems of the words that carry meaning. */
export function stemsOf(text: string): Set<string> {
  return new Set(contentWords(tokenize(text)).map(({ stem }) => stem));
}
