// Start here: the archive proposes paragraphs by words, `rank-story.ts` ranks those of the best stories again with all that
// `question.ts` read of the query, `search-by-meaning.ts` adds what is near in meaning. `embed-stories.ts` prepares that.

import { fuseRanks } from '../fused-ranks.ts';
import type { RankedPassage, Scope, StoryArchive } from '../story/archive.ts';
import type { MeaningSearch } from '../story/meaning-search.ts';
import { paragraphText, type Story } from '../story/story.ts';
import { type Question, readQuestion } from './question.ts';
import { rankParagraphs } from './rank-story.ts';

/** What the archive is asked for, and of how many stories the paragraphs are then ranked one by one. */
const CANDIDATES = 60;
const STORIES_RANKED = 5;
/** How much more the archive's order of stories counts than a passage's rank in its own story. */
const STORY_POWER = 2;

export interface SearchPorts {
  readonly archive: Pick<StoryArchive, 'get' | 'passages'>;
  /** Absent: words alone count. */
  readonly meaning?: MeaningSearch | undefined;
}

export interface PassageQuery {
  /** Any text: words, a title, a question. */
  readonly query: string;
  readonly scope: Scope;
  /** Only this story's paragraphs; none for an unknown one. */
  readonly story?: string | undefined;
  readonly limit: number;
}

/**
 * The paragraphs that fit a query, best first, at most `limit`; empty when nothing does. Within a story by forms,
 * related words, the kind of answer a question wants and the sentences around; over all stories by the archive first. With
 * `meaning`, what is near in meaning too, both orders fused.
 */
export async function searchPassages(
  { archive, meaning }: SearchPorts,
  wanted: PassageQuery,
): Promise<RankedPassage[]> {
  const worded = await searchByWords(archive, { ...wanted, limit: Math.max(CANDIDATES, wanted.limit) });
  const also = [...new Set(worded.map(({ story }) => story))];
  const near = (await meaning?.passages({ ...wanted, also })) ?? [];
  if (near.length === 0) return worded.slice(0, Math.max(0, wanted.limit));
  const lists = [worded, near.map((passage) => ({ ...passage, score: 0 }))];
  return fuseRanks(lists, ({ story, paragraph }) => `${paragraph} ${story}`)
    .slice(0, Math.max(0, wanted.limit))
    .map(({ item, score }) => ({ ...item, score }));
}

async function searchByWords(
  archive: SearchPorts['archive'],
  { query, scope, story: id, limit }: PassageQuery,
): Promise<RankedPassage[]> {
  const question = readQuestion(query);
  if (id !== undefined) {
    const story = await archive.get(scope, id);
    return story ? rankStory(story, question).slice(0, limit) : [];
  }
  const candidates = await archive.passages(scope, query, { limit: Math.max(CANDIDATES, limit) });
  const best = new Map<string, number>();
  for (const { story, score } of candidates) if (!best.has(story)) best.set(story, score);
  const chosen = [...best].slice(0, STORIES_RANKED);
  const stories = await Promise.all(chosen.map(([name]) => archive.get(scope, name)));
  const ranked = chosen.flatMap(([, weight], place) => {
    const story = stories[place];
    const passages = story ? rankStory(story, question) : [];
    return passages.map((passage) => ({ ...passage, score: passage.score * weight ** STORY_POWER }));
  });
  return followWith(
    ranked.sort((a, b) => b.score - a.score),
    candidates,
  ).slice(0, limit);
}

function rankStory(story: Story, question: Question): RankedPassage[] {
  return rankParagraphs(story, question).map(({ paragraph, score }) => ({
    story: story.id,
    paragraph,
    score,
    text: paragraphText(story, paragraph) ?? '',
  }));
}

/** The first list, then what only the second has, its scores brought below the first's. */
function followWith(first: readonly RankedPassage[], second: readonly RankedPassage[]): RankedPassage[] {
  const key = ({ story, paragraph }: RankedPassage) => `${paragraph} ${story}`;
  const seen = new Set(first.map(key));
  const rest = second.filter((passage) => !seen.has(key(passage)));
  const scale = Math.min(1, (first.at(-1)?.score ?? 1) / (rest[0]?.score ?? 1));
  return [...first, ...rest.map((passage) => ({ ...passage, score: passage.score * scale }))];
}
