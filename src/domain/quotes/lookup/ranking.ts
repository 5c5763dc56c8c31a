import { compareTopics, rarity, relatedness, type Topic, topicOf } from '../../english/relatedness.ts';
import type { IndexedQuotation } from './quotation-index.ts';

/** An entry with its score: higher is better, comparable within one answer. */
export interface RankedQuotation {
  readonly entry: IndexedQuotation;
  readonly score: number;
  /** The share of the wanted words, by weight, that it or what is said around it has or comes near to; 0 to 1. */
  readonly meaning: number;
}

/** What a wanted word is worth where it stands: in the words themselves, who says them, around them, where the speaker is introduced, in the paragraph before. */
const OWN = 0.8;
const SPEAKER = 0.6;
const CUE = 0.6;
const INTRODUCTION = 0.5;
const BEFORE = 0.3;
/** What a related word counts beside the wanted one, at most and for each part of its relatedness. */
const MOST_RELATED = 0.8;
const RELATED = 1.6;
/** What a word's rarity among the entries weighs beside its rarity in English. */
const LOCAL = 0.4;
const GENERAL = 2.5;
/** What the topic as a whole counts beside the single words, and in it the words around beside the own ones. */
const TOPIC = 0.35;
const TOPIC_AROUND = 0.6;
/** What standing well alone counts beside them. */
const ALONE = 0.3;

/** Scores entries by how near they and what is said around them come to the wanted stems, rare stems counting more. Same order as given. */
export function rankByMeaning(
  entries: readonly IndexedQuotation[],
  wanted: ReadonlySet<string>,
): RankedQuotation[] {
  const terms = [...wanted].map((stem) => ({
    weight: LOCAL * rarityAmong(entries, stem) + GENERAL * rarity(stem) ** 3,
    likeness: createLikeness(stem),
  }));
  const most = terms.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const topic = topicOf(weighTopic(wanted, 1));
  return entries.map((entry) => {
    const found = terms.reduce((sum, { weight, likeness }) => sum + weight * placeOf(entry, likeness), 0);
    const meaning = found / most;
    const whole = meaning + TOPIC * compareTopics(topic, topicOfEntry(entry));
    return { entry, meaning, score: whole * directness(entry) + rateQuotability(entry) * ALONE };
  });
}

/** Inverse document frequency over the entries (Robertson's form, always positive). */
function rarityAmong(entries: readonly IndexedQuotation[], stem: string): number {
  const holders = entries.filter((entry) => entry.own.has(stem) || entry.cue.has(stem)).length;
  return Math.log(1 + (entries.length - holders + 0.5) / (holders + 0.5));
}

/** How well a stem stands for the wanted one, 0 to 1. */
type Likeness = (stem: string) => number;

function createLikeness(wanted: string): Likeness {
  const known = new Map([[wanted, 1]]);
  return (stem) => {
    const likeness = known.get(stem) ?? Math.min(MOST_RELATED, RELATED * relatedness(wanted, stem));
    known.set(stem, likeness);
    return likeness;
  };
}

function placeOf({ own, speaker, cue, introduction, before }: IndexedQuotation, likeness: Likeness): number {
  return Math.max(
    OWN * mostOf(own, likeness),
    SPEAKER * mostOf(speaker, likeness),
    CUE * mostOf(cue, likeness),
    INTRODUCTION * mostOf(introduction, likeness),
    BEFORE * mostOf(before, likeness),
  );
}

function mostOf(stems: ReadonlySet<string>, likeness: Likeness): number {
  let most = 0;
  for (const stem of stems) most = Math.max(most, likeness(stem));
  return most;
}

function topicOfEntry({ own, cue, speaker }: IndexedQuotation): Topic {
  return topicOf([...weighTopic(own, 1), ...weighTopic(cue.union(speaker), TOPIC_AROUND)]);
}

function weighTopic(stems: ReadonlySet<string>, factor: number): [string, number][] {
  return [...stems].map((stem) => [stem, factor * rarity(stem) ** 2]);
}

/** Direct speech comes before reported speech that fits as well. */
function directness({ quotation }: IndexedQuotation): number {
  return quotation.kind === 'direct' ? 1 : 0.5;
}

/** How well a quotation stands alone, 0..1: direct, attributed, a whole thought of about 10 to 60 words. */
export function rateQuotability(entry: IndexedQuotation): number {
  const { quotation, length } = entry;
  const size = Math.min(1, length / 10) * (length > 60 ? 0.8 : 1);
  const whole = /^[\p{Lu}\p{N}“‘]/u.test(quotation.text) ? 1 : 0.7;
  return directness(entry) * (quotation.speaker === null ? 0.6 : 1) * size * whole;
}
