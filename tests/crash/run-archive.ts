import { parseArgs } from 'node:util';
import { killWriters } from './archive-kills.ts';

/*
 * Kills a program that stores stories at random moments, and looks at the archive after each:
 * `npm run test:crash:archive -- [--kills 50] [--stories 5000]`. Exits 1 when a story was torn, doubled or lost.
 */
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '50' }, stories: { type: 'string', default: '5000' } },
});
const [kills, stories] = [Number(values.kills), Number(values.stories)];
const verdict = await killWriters(stories, kills);
console.log(JSON.stringify(verdict, undefined, 1));
if (verdict.faults.length > 0 || verdict.whole !== stories) process.exitCode = 1;
