import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** Where the last results of each benchmark are kept, so that the whole table needs no run of all at once. */
const FILE = join('data', 'bench.json');

const RESULTS = z.record(
  z.string(),
  z.object({
    at: z.string(),
    machine: z.string(),
    load: z.string(),
    rows: z.record(z.string(), z.record(z.string(), z.unknown())),
  }),
);

export type Rows = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Prints a benchmark's table and keeps it as its last result. */
export function report(name: string, rows: Rows): void {
  console.table(rows);
  const result = {
    at: new Date().toISOString().slice(0, 16).replace('T', ' '),
    machine: `${availableParallelism()} × ${cpus()[0]?.model.trim()}, Node ${process.version}`,
    load: loadavg()[0]?.toFixed(1) ?? '',
    rows,
  };
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, `${JSON.stringify({ ...readResults(), [name]: result }, null, 1)}\n`);
}

/** Prints the last results of these benchmarks, in this order, as one table; says which have none yet. */
export function printResults(names: readonly string[]): void {
  const results = readResults();
  const present = names.flatMap((name) => (results[name] ? [{ name, ...results[name] }] : []));
  console.log([...new Set(present.map(({ machine }) => machine))].join('; '));
  console.table(
    present.flatMap(({ name, at, load, rows }) =>
      Object.entries(rows).map(([figure, { wanted = '', ...values }]) => ({
        ...{ bench: name, figure, result: describe(values), wanted, 'at (UTC), load': `${at}, ${load}` },
      })),
    ),
  );
  const missing = names.filter((name) => !results[name]);
  if (missing.length > 0) console.log(`no results yet: npm run bench -- ${missing.join(' ')}`);
}

function describe(values: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(values);
  if (entries.length === 1) return String(entries[0]?.[1]);
  return entries.map(([name, value]) => `${name} ${value}`).join(' · ');
}

function readResults(): z.output<typeof RESULTS> {
  return existsSync(FILE) ? RESULTS.parse(JSON.parse(readFileSync(FILE, 'utf8'))) : {};
}
