import { parseArgs } from 'node:util';
import { hasOpenApi } from '../e2e/request-faults.ts';
import { fuzz } from './fuzz.ts';

/*
 * Sends the whole bot interactions of every kind and shape, and judges what came of them:
 * `npm run test:fuzz -- [--interactions 20000] [--forgeries 5000] [--seed N] [--minutes 20]`. Exits 1 when one was not
 * acknowledged, changed what its sender may not, touched or showed another server's, or sent what Discord refuses.
 */
const { values } = parseArgs({
  options: {
    interactions: { type: 'string', default: '20000' },
    forgeries: { type: 'string', default: '5000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    minutes: { type: 'string', default: '20' },
  },
});
const wanted = { interactions: Number(values.interactions), forgeries: Number(values.forgeries) };
const seed = Number(values.seed);
if (!hasOpenApi)
  console.log("skipped: Discord's description of its API, ../shared/specs/discord-openapi.json, is missing");
const started = performance.now();
const verdict = await fuzz({ seed, ...wanted, withinMs: Number(values.minutes) * 60_000 });
const { sent, forgeries, changes, buttons, ...lists } = verdict;
for (const [name, faults] of Object.entries(lists)) {
  for (const fault of faults.slice(0, 5)) console.log(`${name}: ${fault}`);
}
const counts = Object.entries(lists).map(([name, faults]) => `${name} ${faults.length}`);
const seconds = Math.round((performance.now() - started) / 1000);
console.log(
  `seed ${seed}: ${sent} interactions, ${forgeries} of them forgeries, in ${seconds} s (${changes} permitted changes, ${buttons} buttons): ${counts.join(', ')}`,
);
const isWhole = sent === wanted.interactions + wanted.forgeries;
if (!isWhole) console.log('The time was over before all were sent.');
process.exit(isWhole && Object.values(lists).every((faults) => faults.length === 0) ? 0 : 1);
