// The last room of `quotes`: stored quotations for a reader. In: what was typed. Out: those that fit, best first. `speaker-names.ts` reads
// a typed name, `shown-quotations.ts` and `quotation-index.ts` say what each is compared by, `ranking.ts` in which order they come.

import { matchName } from '../../english/name-match.ts';
import { relatedStems } from '../../english/relatedness.ts';
import { fuseRanks } from '../../fused-ranks.ts';
import type { QuotationCandidate, Scope, StoryArchive } from '../../story/archive.ts';
import type { MeaningSearch } from '../../story/meaning-search.ts';
import type { Quotation } from '../../story/quotation.ts';
import type { StoryHead } from '../../story/story.ts';
import { type IndexedQuotation, indexQuotations, stemsOf } from './quotation-index.ts';
import { rankByMeaning, rateQuotability } from './ranking.ts';
import { shownQuotations } from './shown-quotations.ts';
import { keepBestNames } from './speaker-names.ts';

/** How much of what is wanted a quotation has to have where nothing else narrows the choice. */
const LEAST_MEANING = 0.15;

/** How many quotations of all stories are ranked one by one; with fewer, related words are looked for too. */
const CANDIDATES = 100;
const FEW_CANDIDATES = 40;
/** How many words that are near in meaning to a wanted one are looked for. */
const RELATED = 5;
/** Of how many names that fit what was typed quotations are looked for. */
const NAMES = 30;

/** A quotation and the story that it stands in. */
export interface FoundQuotation extends Quotation {
  readonly story: StoryHead;
}

export interface QuotationQuery {
  /** What it is about, in the reader's own words. */
  readonly about?: string | undefined;
  /** Who says it: a surname, a role, nearly the right spelling. */
  readonly speaker?: string | undefined;
  readonly scope: Scope;
  /** A story's id; all stories without it. */
  readonly story?: string | undefined;
  /** Reported speech too; without it only where `about` or `speaker` finds no direct speech. */
  readonly reported?: boolean | undefined;
  readonly limit: number;
}

export interface FindPorts {
  readonly archive: Pick<StoryArchive, 'get' | 'quotations' | 'speakers'>;
  /** Absent: words alone count. */
  readonly meaning?: MeaningSearch | undefined;
}

/**
 * The quotations that may be shown and answer a query, best first; empty when nothing fits. With neither `about` nor
 * `speaker`: the most quotable ones, direct before reported speech, in story order, newest story first.
 */
export async function findQuotations(ports: FindPorts, query: QuotationQuery): Promise<FoundQuotation[]> {
  const find = (direct: boolean) => findOfKind(ports, query, direct);
  if (query.reported) return find(false);
  const found = await find(true);
  const isAsked = Boolean(query.about?.trim() || query.speaker?.trim());
  return found.length > 0 || !isAsked ? found : find(false);
}

/** By words, and with `meaning` by meaning too, both orders fused. */
async function findOfKind(
  { archive, meaning }: FindPorts,
  query: QuotationQuery,
  direct: boolean,
): Promise<FoundQuotation[]> {
  const { about = '', speaker = '', scope, story, limit } = query;
  const isOfAll = story === undefined && speaker.trim() !== '';
  const speakers = isOfAll ? await findNames(archive, scope, speaker) : undefined;
  const gathered = await gatherCandidates(archive, query, direct, speakers);
  if (!meaning || about.trim() === '') return rankQuotations(indexQuotations(gathered), query);
  const also = [...new Set(gathered.map((candidate) => candidate.story.id))];
  const near = await meaning.quotations({ query: about, scope, story, also, speakers, direct });
  const worded = rankQuotations(indexQuotations(gathered), { ...query, limit: Math.max(CANDIDATES, limit) });
  // Whose name fits best is decided among all of them.
  const all = indexQuotations(joinCandidates(gathered, near));
  const spoken = speaker.trim() === '' ? all : keepSpeaker(all, speaker);
  const allowed = new Set(spoken.map((entry) => keyOf(entry)));
  const meant = near
    .filter((candidate) => allowed.has(keyOf(candidate)))
    .map(({ story: from, quotation }) => ({ ...quotation, story: from }));
  return fuseRanks([worded, meant], (found) => keyOf({ story: found.story, quotation: found }))
    .slice(0, Math.max(0, limit))
    .map(({ item }) => item);
}

function keyOf({ story, quotation: { kind, start, end } }: Pick<QuotationCandidate, 'story' | 'quotation'>) {
  return `${kind} ${start} ${end} ${story.id}`;
}

async function gatherCandidates(
  archive: Pick<StoryArchive, 'get' | 'quotations' | 'speakers'>,
  { about = '', scope, story: id }: QuotationQuery,
  direct: boolean,
  speakers: readonly string[] | undefined,
): Promise<readonly QuotationCandidate[]> {
  if (id !== undefined) {
    const story = await archive.get(scope, id);
    const shown = story ? shownQuotations(story) : [];
    return direct ? shown.filter(({ quotation }) => quotation.kind === 'direct') : shown;
  }
  if (speakers?.length === 0) return [];
  const stems = [...stemsOf(about)];
  const filter = { speakers, direct, limit: CANDIDATES };
  const found = await archive.quotations(scope, { ...filter, stems });
  if (stems.length === 0 || found.length >= FEW_CANDIDATES) return found;
  const related = [...new Set(stems.flatMap((stem) => relatedStems(stem, RELATED).map((one) => one.stem)))];
  const [more, ofSpeakers] = await Promise.all([
    related.length > 0 ? archive.quotations(scope, { ...filter, stems: related }) : [],
    // What somebody says is worth showing even where no word of the question is in it.
    speakers ? archive.quotations(scope, filter) : [],
  ]);
  return joinCandidates(found, more, ofSpeakers);
}

async function findNames(
  archive: Pick<StoryArchive, 'speakers'>,
  scope: Scope,
  typed: string,
): Promise<string[]> {
  const known = await archive.speakers(scope, typed, NAMES);
  return keepBestNames(typed, known).map(({ name }) => name);
}

/** Each quotation once. */
function joinCandidates(...lists: readonly (readonly QuotationCandidate[])[]): QuotationCandidate[] {
  const joined = new Map<string, QuotationCandidate>();
  for (const candidate of lists.flat()) {
    const key = keyOf(candidate);
    if (!joined.has(key)) joined.set(key, candidate);
  }
  return [...joined.values()];
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
  return best.map(({ entry: { quotation, story: from } }) => ({ ...quotation, story: from }));
}

function isReported({ quotation }: IndexedQuotation): boolean {
  return quotation.kind === 'indirect';
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
