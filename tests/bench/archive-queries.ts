import { monitorEventLoopDelay } from 'node:perf_hooks';
import { findQuotations } from '../../src/domain/quotes/lookup/find.ts';
import { searchPassages } from '../../src/domain/search/search-passages.ts';
import type { StoryArchive } from '../../src/domain/story/archive.ts';
import type { Story } from '../../src/domain/story/story.ts';
import { percentiles } from './bot-process.ts';

export type Figures = Record<string, string | number>;

export const SHARED = {};
const SAMPLE = 200;
const ROUNDS = 5;

/** How long each kind of query took in one round. */
interface Round {
  readonly quotes: number[];
  readonly passages: number[];
  readonly typing: number[];
}

/** What is asked for: a story's title, and who is quoted in it. */
export interface Question {
  readonly title: string;
  readonly speaker: string;
}

/** Questions about some of the articles, which holds nothing of the rest of them. */
export function askAbout(articles: readonly Story[]): Question[] {
  const every = Math.max(1, Math.floor(articles.length / SAMPLE));
  return articles
    .filter((_, place) => place % every === 0)
    .map(({ title, quotations }) => ({
      title,
      speaker: quotations.find(({ speaker }) => speaker !== null)?.speaker ?? 'a',
    }));
}

/** Queries as a command makes them, one after the other, in rounds of which the medians count, with the event loop watched. */
export async function measureQueries(
  archive: StoryArchive,
  questions: readonly Question[],
): Promise<Figures> {
  const loop = monitorEventLoopDelay({ resolution: 1 });
  let reciprocal = 0;
  await findQuotations({ archive }, { about: 'warm up', scope: SHARED, limit: 1 });
  loop.enable();
  const rounds: Round[] = [];
  while (rounds.length < ROUNDS) rounds.push(await runRound());
  loop.disable();
  const median = (kind: keyof Round, figure: 'p50' | 'p95') =>
    percentiles(rounds.map((round) => percentiles(round[kind])[figure])).p50;
  const both = (kind: keyof Round) => `${median(kind, 'p50')} / ${median(kind, 'p95')}`;
  return {
    '/quote about, ms p50 / p95 (≤ 40 / 120)': both('quotes'),
    'passages for a title, ms p50 / p95 (≤ 10 / 60)': both('passages'),
    'passages for a title, MRR': (reciprocal / questions.length / ROUNDS).toFixed(4),
    'autocomplete, ms p95 (≤ 30)': median('typing', 'p95'),
    'longest block of the event loop by queries, ms (≤ 50)': Math.round(loop.max / 1e6),
  };

  async function runRound(): Promise<Round> {
    const round: Round = { quotes: [], passages: [], typing: [] };
    for (const { title, speaker } of questions) {
      const about = title.split(' ').slice(0, 6).join(' ');
      round.quotes.push(await time(() => findQuotations({ archive }, { about, scope: SHARED, limit: 30 })));
      let found: { readonly story: string }[] = [];
      round.passages.push(
        await time(async () => {
          found = await searchPassages({ archive }, { query: title, scope: SHARED, limit: 20 });
        }),
      );
      reciprocal += await rankOf(title, found);
      const typed = speaker.slice(0, 1 + (speaker.length % 6));
      round.typing.push(await time(() => archive.speakers(SHARED, typed, 25)));
      round.typing.push(
        await time(() => archive.newest(SHARED, { title: about.slice(0, 9) }, { limit: 25 })),
      );
    }
    return round;
  }

  /** One over the rank of the first story of this title: its copies are as right. */
  async function rankOf(title: string, found: readonly { readonly story: string }[]): Promise<number> {
    const ids = [...new Set(found.map(({ story }) => story))];
    const heads = await archive.heads(SHARED, ids);
    const rank = heads.findIndex((head) => head.title === title);
    return rank < 0 ? 0 : 1 / (rank + 1);
  }
}

export async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
