import { join, resolve } from 'node:path';
import { benchArchive } from './archive.ts';
import { benchArchivePostgres } from './archive-postgres.ts';
import { benchBare } from './bare.ts';
import { benchDay } from './day.ts';
import { benchDesk } from './desk.ts';
import { benchDiscord } from './discord.ts';
import { benchFeedDays } from './feed-days.ts';
import { benchFeeds } from './feeds.ts';
import { benchFlood } from './flood.ts';
import { benchFolder } from './folder.ts';
import { benchGrounding } from './grounding.ts';
import { benchModel } from './model.ts';
import { hasPolnear } from './polnear.ts';
import { benchProcesses } from './processes.ts';
import { benchQuotes } from './quotes.ts';
import { printResults } from './results.ts';
import { benchSchedule } from './schedule.ts';
import { benchSearch } from './search.ts';

type Bench = (data: string) => void | Promise<void>;

/** Those whose last results make the one table, in its order. */
const TABLE = ['bare', 'archive', 'archive-postgres', 'feeds', 'grounding', 'day', 'processes', 'flood'];

/**
 * `npm run bench -- [name…] [data folder]`: the benchmarks by name; each prints its own table. Without a name those of the one
 * table, which comes last; `table` prints it from their last results.
 */
const BENCHES: Readonly<Record<string, Bench>> = {
  search: withArticles(benchSearch),
  archive: withArticles(benchArchive),
  'archive-postgres': withArticles(benchArchivePostgres),
  folder: benchFolder,
  grounding: benchGrounding,
  quotes: withArticles(benchQuotes),
  desk: benchDesk,
  discord: benchDiscord,
  bare: benchBare,
  flood: withArticles(benchFlood),
  processes: benchProcesses,
  day: benchDay,
  schedule: benchSchedule,
  feeds: benchFeeds,
  'feed-days': benchFeedDays,
  model: benchModel,
  table: () => printResults(TABLE),
};

const words = process.argv.slice(2);
const names = words.filter((word) => Object.hasOwn(BENCHES, word));
const folder = words.find((word) => !Object.hasOwn(BENCHES, word));
const data = resolve(folder ?? process.env.PULLQUOTE_BENCH_DATA ?? join('..', 'shared', 'data'));

for (const name of names.length > 0 ? names : TABLE) {
  console.log(`\n## ${name}`);
  const started = performance.now();
  await BENCHES[name]?.(data);
  console.log(`took ${Math.round((performance.now() - started) / 1000)} s`);
}
if (names.length === 0) printResults(TABLE);

/** A benchmark on the data folder's articles, which not everybody has. */
function withArticles(bench: Bench): Bench {
  return async (data) => {
    if (hasPolnear(data)) await bench(data);
    else
      console.log(
        `SKIPPED: no articles in ${data}/polnear. Name the data folder as an argument or in PULLQUOTE_BENCH_DATA.`,
      );
  };
}
