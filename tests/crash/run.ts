import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { FAULTS } from './discord-faults.ts';
import { type CrashStage, createCrashStage } from './stage.ts';

/*
 * Kills the whole bot at random moments, with faults of Discord's in between, and judges what became of every slot:
 * `npm run test:crash -- [--kills 200] [--stages 2]`. Exits 1 when a slot was doubled, lost or not accounted for.
 */
const MAIN = 'src/main.ts';
/** Three minutes of the bot's time pass in nine seconds; it takes about one of them to start. */
const SPEED = 20;
/** A quarter of the kills come while the bot starts, the others at any moment of its first two minutes. */
const START_MS = 3_000;
const LIFE_MS = 6_000;

async function killAtRandom(stage: CrashStage, kills: number): Promise<void> {
  for (let kill = 1; kill <= kills; kill++) {
    const bot = stage.start(MAIN);
    const action = FAULTS[randomInt(2 * FAULTS.length)];
    if (action) await stage.loopback.fault({ method: 'POST', path: '/messages', action });
    if (randomInt(2) === 0) await stage.loopback.forgetNonces();
    if (randomInt(4) === 0) await wait(randomInt(START_MS));
    else await bot.ready.then(() => wait(randomInt(LIFE_MS)));
    await bot.kill();
    if (kill % 10 === 0) process.stderr.write(`${kill} of ${kills} kills\n`);
  }
}

async function run(kills: number): Promise<boolean> {
  const stage = await createCrashStage(SPEED);
  try {
    await killAtRandom(stage, kills);
    const verdict = await stage.judge(MAIN);
    console.log(JSON.stringify({ kills, ...verdict }, undefined, 1));
    const { duplicates, unaccounted, mismatched, lost } = verdict;
    return [duplicates, unaccounted, mismatched, lost].every((list) => list.length === 0);
  } finally {
    await stage.close();
  }
}

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '200' }, stages: { type: 'string', default: '2' } },
});
const stages = Number(values.stages);
const kills = Math.ceil(Number(values.kills) / stages);
const results = await Promise.all(Array.from({ length: stages }, () => run(kills)));
if (!results.every(Boolean)) process.exitCode = 1;
