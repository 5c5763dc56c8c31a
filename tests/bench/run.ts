import { join, resolve } from 'node:path';
import { hasPolnear } from './polnear.ts';
import { benchSearch } from './search.ts';

/** `npm run bench -- [name…] [data folder]`: the benchmarks by name; each prints its own table. */
const BENCHES: Readonly<Record<string, (data: string) => void | Promise<void>>> = {
  search: benchSearch,
};

const words = process.argv.slice(2);
const names = words.filter((word) => Object.hasOwn(BENCHES, word));
const folder = words.find((word) => !Object.hasOwn(BENCHES, word));
const data = resolve(folder ?? process.env.PULLQUOTE_BENCH_DATA ?? join('..', 'shared', 'data'));

if (hasPolnear(data)) {
  for (const name of names.length > 0 ? names : Object.keys(BENCHES)) {
    console.log(`\n## ${name}`);
    await BENCHES[name]?.(data);
  }
} else {
  console.log(
    `SKIPPED: no articles in ${data}/polnear. Name the data folder as an argument or in PULLQUOTE_BENCH_DATA.`,
  );
}
