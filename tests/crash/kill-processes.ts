import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { FAULTS } from './discord-faults.ts';
import { createProcessesStage, type FullVerdict, type ProcessesStage } from './processes-stage.ts';

/** A process takes about so long to start, its shards' turns to identify included; a quarter of the kills come meanwhile. */
const START_MS = 6_000;
/** The others come at any moment of its first two minutes of the program's time. */
const LIFE_MS = 6_000;
/** Three minutes of the program's time pass in nine seconds. */
const SPEED = 20;

export interface KillReport extends FullVerdict {
  readonly kills: number;
  /** How often an engine was killed and started again. */
  readonly restarts: number;
}

/** Kills two processes of the bot `kills` times in all, an engine after each `restartEvery`, and judges what became of all. */
export async function killProcesses(
  kills: number,
  restartEvery: number,
  told?: (kill: number) => void,
): Promise<KillReport> {
  const stage = await createProcessesStage(SPEED);
  let begun = 0;
  let done = 0;
  let restarts = 0;
  try {
    const live = async (process: number): Promise<void> => {
      while (begun < kills) {
        begun += 1;
        await liveOnce(stage, process);
        done += 1;
        told?.(done);
        if (done % restartEvery !== 0) continue;
        const engine = stage.engines[restarts % stage.engines.length];
        restarts += 1;
        if (engine) await stage.restart(engine);
      }
    };
    await Promise.all([live(0), live(1)]);
    return { kills: done, restarts, ...(await stage.judge()) };
  } finally {
    await stage.close();
  }
}

async function liveOnce(stage: ProcessesStage, process: number): Promise<void> {
  const life = stage.start(process);
  const action = FAULTS[randomInt(2 * FAULTS.length)];
  if (action) await stage.loopback.fault({ method: 'POST', path: '/messages', action });
  if (randomInt(2) === 0) await stage.loopback.forgetNonces();
  if (randomInt(4) === 0) await wait(randomInt(START_MS));
  else await life.ready.then(() => wait(randomInt(LIFE_MS)));
  await life.kill();
}
