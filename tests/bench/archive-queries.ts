import { monitorEventLoopDelay } from 'node:perf_hooks';
import { findQuotations } from '../../src/domain/quotes/lookup/find.ts';
import { searchPassages } from '../../src/domain/search/search-passages.ts';
import type { StoryArchive } from '../../src/domain/story/archive.ts';
import type { Story } from '../../src/domain/story/story.ts';
import { percentiles } from './bot-process.ts';

export type Figures = Record<string, string | number>;

export const SHARED = {};
const SAMPLE = 200;

/** Queries as a command makes them, one after the other, with the event loop watched. */
export async function measureQueries(archive: StoryArchive, articles: readonly Story[]): Promise<Figures> {
  const every = Math.max(1, Math.floor(articles.length / SAMPLE));
  const sample = articles.filter((_, place) => place % every === 0);
  const loop = monitorEventLoopDelay({ resolution: 1 });
  const quotes: number[] = [];
  const passages: number[] = [];
  const typing: number[] = [];
  let reciprocal = 0;
  await findQuotations({ archive }, { about: 'warm up', scope: SHARED, limit: 1 });
  loop.enable();
  for (const { title, quotations } of sample) {
    const about = title.split(' ').slice(0, 6).join(' ');
    quotes.push(await time(() => findQuotations({ archive }, { about, scope: SHARED, limit: 30 })));
    let found: { readonly story: string }[] = [];
    passages.push(
      await time(async () => {
        found = await searchPassages({ archive }, { query: title, scope: SHARED, limit: 20 });
      }),
    );
    reciprocal += await rankOf(title, found);
    const name = quotations.find(({ speaker }) => speaker !== null)?.speaker ?? 'a';
    typing.push(await time(() => archive.speakers(SHARED, name.slice(0, 1 + (name.length % 6)), 25)));
    typing.push(await time(() => archive.newest(SHARED, { title: about.slice(0, 9) }, { limit: 25 })));
  }
  loop.disable();
  return {
    '/quote about, ms p50 / p95 (≤ 40 / 120)': both(quotes),
    'passages for a title, ms p50 / p95 (≤ 10 / 60)': both(passages),
    'passages for a title, MRR': (reciprocal / sample.length).toFixed(4),
    'autocomplete, ms p95 (≤ 30)': percentiles(typing).p95,
    'longest block of the event loop by queries, ms (≤ 50)': Math.round(loop.max / 1e6),
  };

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

function both(times: readonly number[]): string {
  const { p50, p95 } = percentiles(times);
  return `${p50} / ${p95}`;
}
