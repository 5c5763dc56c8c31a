import { parseArgs } from 'node:util';
import { killWithFeeds } from './feed-kills.ts';

/*
 * Kills the whole bot at random moments while it follows feeds: `npm run test:crash:feeds -- [--kills 100] [--seed N]`. Exits
 * 1 when a story was posted twice or not at all, or a post was left uncorrected.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const verdict = await killWithFeeds({ kills: Number(values.kills), seed: Number(values.seed) });
console.log(
  JSON.stringify({ kills: Number(values.kills), seed: Number(values.seed), ...verdict }, undefined, 1),
);
const { duplicates, lost, uncorrected } = verdict;
process.exit([duplicates, lost, uncorrected].every((list) => list.length === 0) ? 0 : 1);
