import { matchName } from '../../english/names.ts';
import type { StoryLibrary } from '../../ports.ts';
import type { Story } from '../../story/story.ts';
import type { Quotation } from '../quotation.ts';
import { type IndexedQuotation, indexQuotations, stemsOf } from './quotation-index.ts';
import { rankByMeaning, rateQuotability } from './ranking.ts';

/** How much of what is wanted a quotation has to have where nothing else narrows the choice. */
const LEAST_MEANING = 0.15;

/** A quotation and the id of the story that it stands in. */
export interface FoundQuotation extends Quotation {
  readonly story: string;
}

export interface QuotationQuery {
  /** What it is about, in the reader's own words. */
  readonly about?: string | undefined;
  /** Who says it: a surname, a role, nearly the right spelling. */
  readonly speaker?: string | undefined;
  /** A story's id; all stories without it. */
  readonly story?: string | undefined;
  /** Reported speech too; without it only where `about` or `speaker` finds no direct speech. */
  readonly reported?: boolean | undefined;
  readonly limit: number;
}

/**
 * The quotations that may be shown and answer a query, best first; empty when nothing fits. With neither `about` nor
 * `speaker`: the most quotable ones, direct before reported speech, in story order, newest story first.
 */
export function findQuotations(
  { library }: { readonly library: StoryLibrary },
  query: QuotationQuery,
): FoundQuotation[] {
  const all = selectStories(library, query.story).flatMap(indexQuotations);
  if (query.reported) return rankQuotations(all, query);
  const direct = all.filter((entry) => !isReported(entry));
  const found = rankQuotations(direct, query);
  const isAsked = Boolean(query.about?.trim() || query.speaker?.trim());
  return found.length > 0 || !isAsked ? found : rankQuotations(all, query);
}

function rankQuotations(
  candidates: readonly IndexedQuotation[],
  { about = '', speaker = '', story, limit }: QuotationQuery,
): FoundQuotation[] {
  const spoken = speaker.trim() === '' ? candidates : keepSpeaker(candidates, speaker);
  const wanted = stemsOf(about);
  const isNarrowed = story !== undefined || spoken !== candidates;
  const ranked =
    wanted.size > 0
      ? rankByMeaning(spoken, wanted).filter(({ meaning }) => isNarrowed || meaning >= LEAST_MEANING)
      : spoken.map((entry) => ({ entry, score: rateQuotability(entry) }));
  const best = ranked.toSorted((a, b) => b.score - a.score).slice(0, Math.max(0, limit));
  if (wanted.size === 0 && spoken === candidates) {
    const place = new Map(candidates.map((entry, index) => [entry, index]));
    // What stands between marks is what a reader who asks for quotations means.
    best.sort(
      (a, b) =>
        Number(isReported(a.entry)) - Number(isReported(b.entry)) ||
        (place.get(a.entry) ?? 0) - (place.get(b.entry) ?? 0),
    );
  }
  return best.map(({ entry }) => ({ ...entry.quotation, story: entry.story.id }));
}

function isReported({ quotation }: IndexedQuotation): boolean {
  return quotation.kind === 'indirect';
}

/** A speaker of the stored stories and how many quotations they have. */
export interface KnownSpeaker {
  readonly name: string;
  readonly role?: string;
  readonly quotations: number;
}

/** The speakers whose names fit what was typed, best first, then by number of quotations; all of them for an empty query. */
export function listSpeakers(library: StoryLibrary, query: string, limit: number): KnownSpeaker[] {
  const speakers = new Map<string, { name: string; role?: string; quotations: number }>();
  for (const { quotation } of library.all().flatMap(indexQuotations)) {
    const { speaker: name, role } = quotation;
    if (name === null) continue;
    const entry = speakers.get(name) ?? { name, quotations: 0 };
    entry.quotations += 1;
    if (role !== undefined) entry.role ??= role;
    speakers.set(name, entry);
  }
  const isEverybody = query.trim() === '';
  return [...speakers.values()]
    .map((speaker) => ({ speaker, fit: isEverybody ? 1 : matchName(query, speaker.name, speaker.role) }))
    .filter(({ fit }) => fit > 0)
    .sort(
      (a, b) =>
        b.fit - a.fit ||
        b.speaker.quotations - a.speaker.quotations ||
        compareText(a.speaker.name, b.speaker.name),
    )
    .slice(0, Math.max(0, limit))
    .map(({ speaker }) => speaker);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function selectStories(library: StoryLibrary, id: string | undefined): readonly Story[] {
  if (id === undefined) return library.all();
  const story = library.get(id);
  return story ? [story] : [];
}

/** Those whose speaker fits the name as well as the best one does, nearly. */
function keepSpeaker(entries: readonly IndexedQuotation[], speaker: string): readonly IndexedQuotation[] {
  const fits = new Map<string, number>();
  const fitOf = ({ quotation: { speaker: name, role } }: IndexedQuotation): number => {
    if (name === null) return 0;
    const key = `${name}\n${role ?? ''}`;
    const fit = fits.get(key) ?? matchName(speaker, name, role);
    fits.set(key, fit);
    return fit;
  };
  const best = Math.max(0, ...new Set(entries.map(fitOf)));
  return entries.filter((entry) => fitOf(entry) > 0 && fitOf(entry) >= best - 0.25);
}
