import { relatedStems } from '../../english/related.ts';
import type { IndexedQuotation } from './quotation-index.ts';

/** An entry with its score (higher is better, comparable within one answer) and how much of it rests on shared words. */
export interface RankedQuotation {
  readonly entry: IndexedQuotation;
  readonly score: number;
  readonly meaning: number;
}

/** What a wanted word is worth where it stands: in the words themselves, who says them, the paragraph, the ones around. */
const OWN = 1;
const SPEAKER = 0.7;
const NEAR = 0.5;
const AROUND = 0.2;
/** What a related word is worth beside the wanted one itself. */
const RELATED = 0.5;
/** What standing well alone is worth beside one rare shared word. */
const ALONE = 5;

/** Scores entries by the wanted stems that they and their surroundings hold, rare stems counting more. Same order as given. */
export function rankByMeaning(
  entries: readonly IndexedQuotation[],
  wanted: ReadonlySet<string>,
): RankedQuotation[] {
  const terms = [...wanted].map((stem) => ({
    stem,
    weight: rarity(entries, stem),
    related: relatedStems(stem),
  }));
  return entries.map((entry) => {
    let meaning = 0;
    for (const { stem, weight, related } of terms) {
      let place = placeOf(entry, stem);
      for (const other of related) place = Math.max(place, placeOf(entry, other) * RELATED);
      meaning += weight * place;
    }
    return { entry, meaning, score: meaning * directness(entry) + rateQuotability(entry) * ALONE };
  });
}

/** Inverse document frequency over the entries (Robertson's form, always positive). */
function rarity(entries: readonly IndexedQuotation[], stem: string): number {
  const holders = entries.filter((entry) => entry.own.has(stem) || entry.near.has(stem)).length;
  return Math.log(1 + (entries.length - holders + 0.5) / (holders + 0.5));
}

function placeOf({ own, speaker, near, around }: IndexedQuotation, stem: string): number {
  if (own.has(stem)) return OWN;
  if (speaker.has(stem)) return SPEAKER;
  if (near.has(stem)) return NEAR;
  return around.has(stem) ? AROUND : 0;
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
