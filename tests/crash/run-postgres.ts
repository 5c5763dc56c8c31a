import { parseArgs } from 'node:util';
import { killProcesses } from './kill-processes.ts';

/*
 * Kills two processes of the bot, of two shards each, on PostgreSQL and Redis, at random moments with faults of Discord's
 * in between and an engine killed every tenth time, and judges what became of every slot and every item:
 * `npm run test:crash:postgres -- [--kills 200]`. Exits 1 when one was doubled, lost or not accounted for.
 */
const RESTART_EVERY = 10;

const { values } = parseArgs({ options: { kills: { type: 'string', default: '200' } } });
const from = Date.now();
const report = await killProcesses(Number(values.kills), RESTART_EVERY, (kill) => {
  if (kill % 10 === 0) process.stderr.write(`${kill} of ${values.kills} kills\n`);
});
console.log(JSON.stringify({ seconds: Math.round((Date.now() - from) / 1000), ...report }, undefined, 1));
const { duplicates, unaccounted, mismatched, lost } = report;
if ([duplicates, unaccounted, mismatched, lost].some((list) => list.length > 0)) process.exitCode = 1;
