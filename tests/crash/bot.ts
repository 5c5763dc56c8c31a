import { createClock } from '../../src/adapters/clock.ts';
import { createAnnouncer } from '../../src/adapters/discord/posts/announce.ts';
import { createPace } from '../../src/adapters/pace.ts';
import { startScheduler } from '../../src/adapters/scheduler.ts';
import { openStore } from '../../src/adapters/store/store.ts';
import { readConfig } from '../../src/app/config.ts';
import { POSTS_PER_SECOND } from '../../src/app/headlines.ts';
import { createLog } from '../../src/app/log.ts';
import { createAgenda } from '../../src/domain/schedule/agenda.ts';
import { createScheduleBook } from '../../src/domain/schedule/schedule-book.ts';
import { openFixtureArchive } from '../fixtures/library.ts';

/*
 * The scheduler as the bot wires it, without the gateway, as a process that kills itself at the point that
 * CRASH_AT names: "claim before", "post after" and so on. REQUEST_MS bounds a request. Prints "ready".
 */
const { CRASH_AT, REQUEST_MS = '20000', ...env } = process.env;

function reach(point: string): void {
  if (point === CRASH_AT) process.kill(process.pid, 'SIGKILL');
}

/** The same port, with a point before and one after each of its methods. */
function withPoints<T extends object>(port: T): T {
  return new Proxy(port, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return async (...args: unknown[]) => {
        reach(`${String(name)} before`);
        const result: unknown = await Reflect.apply(method, target, args);
        reach(`${String(name)} after`);
        return result;
      };
    },
  });
}

const config = readConfig(env);
const log = createLog(config.LOG_LEVEL);
const clock = createClock({ epoch: config.CLOCK_EPOCH, speed: config.CLOCK_SPEED });
const store = await openStore(config.STORE_URL, { log });
const { archive } = await openFixtureArchive();
const pace = createPace(POSTS_PER_SECOND);
const agenda = createAgenda();
const ledger = withPoints(store.ledger);
const serves = () => true;
const book = createScheduleBook({ schedules: store.schedules, ledger, agenda, log, serves });
await book.load();
startScheduler({
  ...{ book, agenda, ledger, clock, log, pace, serves },
  archive,
  announcer: withPoints(
    createAnnouncer({
      token: config.DISCORD_TOKEN ?? '',
      apiUrl: config.DISCORD_API_URL,
      log,
      pace: (ahead) => pace.take(ahead),
      timeoutMs: Number(REQUEST_MS),
    }),
  ),
});
process.stdout.write('ready\n');
