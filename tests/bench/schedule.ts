import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAnnouncer } from '../../src/adapters/discord/posts/announce.ts';
import { createPace } from '../../src/adapters/pace.ts';
import { openStore } from '../../src/adapters/store/store.ts';
import { POSTS_PER_SECOND } from '../../src/app/headlines.ts';
import { createAgenda } from '../../src/domain/schedule/agenda.ts';
import { postDue } from '../../src/domain/schedule/post-due.ts';
import { createQueue } from '../../src/domain/schedule/queue.ts';
import { parseRule } from '../../src/domain/schedule/rule.ts';
import type { Schedule } from '../../src/domain/schedule/schedule.ts';
import { createScheduleBook } from '../../src/domain/schedule/schedule-book.ts';
import { createLoopbackDiscord } from '../../src/playground/loopback/loopback.ts';
import { createArchive } from '../domain/schedule/posting.ts';
import { createRecordingLog } from '../fixtures/log.ts';

const GUILDS = 5_000;
const PER_GUILD = 4;
const DUE = 1_000;
const IDLE_TICKS = 200;
/** Monday, 23 November 2026, 07:59:59 UTC: a second before the due ones are. */
const BEFORE = Date.UTC(2026, 10, 23, 8) - 1000;

/** 20,000 schedules over 5,000 guilds: loading them, a tick when nothing is due, and 1,000 due in the same minute. */
export async function benchSchedule(): Promise<void> {
  const discord = await createLoopbackDiscord();
  const folder = mkdtempSync(join(tmpdir(), 'pullquote-bench-'));
  const store = await openStore(`sqlite:${join(folder, 'store.sqlite')}`);
  const log = createRecordingLog();
  const agenda = createAgenda();
  const pace = createPace(POSTS_PER_SECOND);
  const clock = { now: () => now };
  let now = BEFORE;
  const serves = () => true;
  const book = createScheduleBook({ ...store, agenda, log, serves });
  await fillStore(discord, store.values);
  const announcer = createAnnouncer({
    token: discord.token,
    apiUrl: discord.url,
    log,
    pace: (ahead) => pace.take(ahead),
  });
  const ports = {
    ...{ book, agenda, log, announcer, clock, serves },
    ledger: store.ledger,
    archive: await createArchive(),
    owner: 'bench',
    busy: new Set<string>(),
    inTurn: createQueue(),
    pace: (ahead?: 'ahead') => pace.take(ahead),
  };
  const heapBefore = measureHeap();
  const loadMs = await measure(() => book.load());
  console.log(
    `load 20,000 schedules: ${loadMs.toFixed(0)} ms, ${(measureHeap() - heapBefore).toFixed(0)} MB of heap`,
  );
  const idle: number[] = [];
  for (let tick = 0; tick < IDLE_TICKS; tick++) idle.push(await measure(() => postDue(ports, now)));
  idle.sort((a, b) => a - b);
  console.log(
    `tick, nothing due: median ${idle[IDLE_TICKS / 2]?.toFixed(3)} ms, slowest ${idle.at(-1)?.toFixed(3)} ms`,
  );

  now = BEFORE + 1000;
  const postMs = await measure(() => postDue(ports, now));
  const rows = await store.ledger.list({ limit: 2 * DUE });
  const posted = rows.filter(({ state }) => state === 'posted').length;
  console.log(`${DUE} due at once: ${posted} posted in ${(postMs / 1000).toFixed(1)} s`);
  const times = discord.requests.filter(({ method }) => method === 'POST').map(({ atMs }) => atMs);
  console.log(`requests in the busiest second: ${countBusiest(times)}`);
  announcer.close();
  await store.close();
  await discord.stop();
  rmSync(folder, { recursive: true });
}

async function fillStore(
  discord: Awaited<ReturnType<typeof createLoopbackDiscord>>,
  values: Awaited<ReturnType<typeof openStore>>['values'],
): Promise<void> {
  const due = parseRule({ at: '08:00', zone: 'UTC' });
  const zones = ['America/New_York', 'America/Chicago', 'America/St_Johns', 'America/Sao_Paulo'];
  for (let number = 0; number < GUILDS; number++) {
    const guild = discord.addGuild({ name: `Guild ${number}` }).id;
    const channel = discord.addChannel({ guild, name: 'news' }).id;
    const schedules = Array.from({ length: PER_GUILD }, (_, index): Schedule => {
      const id = (number * PER_GUILD + index).toString(36).padStart(8, '0');
      // Hours west of UTC, so not due yet.
      const other = parseRule({ cron: `34 ${12 + index} * * *`, zone: zones[index] ?? 'UTC' });
      const rule = number < DUE && index === 0 ? due : other;
      return { id, guild, channel, rule, post: 'rotate', missed: 'skip', since: BEFORE };
    });
    await values.set(`schedules:${guild}`, schedules);
  }
}

async function measure(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function measureHeap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

function countBusiest(times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length));
}
