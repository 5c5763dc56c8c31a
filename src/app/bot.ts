import { removeFormerIndex } from '../adapters/archive/former-index.ts';
import { openArchive } from '../adapters/archive/open-archive.ts';
import type { ProgramClock } from '../adapters/clock.ts';
import { startDiscord } from '../adapters/discord/client.ts';
import { measureArchive, measureJobs } from '../adapters/measuring.ts';
import { openQueue } from '../adapters/queue/open-queue.ts';
import { openStore } from '../adapters/store/store.ts';
import { startUpkeep } from '../adapters/upkeep.ts';
import { createFeedCommand } from '../commands/feed.ts';
import { createStoreThisStoryCommand } from '../commands/store-this-story.ts';
import { createStoryCommand } from '../commands/story.ts';
import type { Log } from '../domain/ports.ts';
import { QUIET_METER } from '../domain/quiet-meter.ts';
import { isOnShards } from '../domain/schedule/shards.ts';
import { readForms } from '../domain/search/word-forms.ts';
import type { StoryArchive } from '../domain/story/archive.ts';
import { type Config, shardsOf } from './config.ts';
import { watchGuilds } from './guilds.ts';
import { openHeadlines } from './headlines.ts';
import { openIntake } from './intake.ts';
import { upkeepTasks } from './jobs.ts';
import { startMonitoring } from './monitoring.ts';
import { openServices } from './services.ts';
import { startStories } from './stories.ts';

/** Of the five seconds that a supervisor grants, what Discord's part may take. */
const DISCORD_STOP_MS = 3000;
/** And what the posts that are under way may take; what is left of them is found at the next start. */
const POSTS_STOP_MS = 1500;

/** And what jobs may take; those that are cut short are taken up elsewhere or later. */
const JOBS_STOP_MS = 1000;

export interface Bot {
  /** The playground's address; absent with a real token. */
  readonly playground?: string;
  /** Resolves when a first start has its first stories, or has waited long enough for them. */
  readonly firstStories: Promise<unknown>;
  /** Resolves with the reason when Discord ends the connection for good. */
  readonly lost: Promise<Error>;
  /** Takes no more work, finishes what runs, closes the store. */
  stop(): Promise<void>;
}

/** What has been opened so far, closed in the reverse order. */
class OpenParts {
  private readonly closers: (() => unknown)[] = [];

  add<T>(part: T, close: (part: T) => unknown): T {
    this.closers.push(() => close(part));
    return part;
  }

  async close(): Promise<void> {
    for (const close of this.closers.splice(0).reverse()) await close();
  }
}

/**
 * Starts the whole bot: store, stories, Discord (or the playground's where there is no token), health. What was
 * opened is closed again when a part fails.
 */
export async function startBot(config: Config, clock: ProgramClock, log: Log): Promise<Bot> {
  const parts = new OpenParts();
  try {
    return await openParts(config, clock, log, parts);
  } catch (error) {
    await parts.close();
    throw error;
  }
}

async function openParts(config: Config, clock: ProgramClock, log: Log, parts: OpenParts): Promise<Bot> {
  const store = parts.add(await openStore(config.STORE_URL, { log, cacheUrl: config.CACHE_URL }), (one) =>
    one.close(),
  );
  removeFormerIndex(log);
  // Loaded where it serves only: it takes memory.
  const meter =
    config.HEALTH_PORT === undefined ? undefined : (await import('../adapters/metrics.ts')).createMeter();
  const measured = meter ?? QUIET_METER;
  const opened = parts.add(await openArchive(config.STORE_URL, clock, log), (one) => one.close());
  warmUp(opened, log);
  const archive = measureArchive(opened, measured);
  const services = parts.add(
    await openServices(config, { archive, store, clock, log, meter: measured }),
    (one) => one.close(),
  );
  const stories = parts.add(startStories({ archive, folder: services.folder, log }), (one) => one.stop());
  const playground = config.DISCORD_TOKEN
    ? undefined
    : parts.add(await openPlayground(config, log), (one) => one.close());
  const token = playground?.token ?? config.DISCORD_TOKEN ?? '';
  const apiUrl = playground?.discordUrl ?? config.DISCORD_API_URL;
  const shards = shardsOf(config);
  const headlines = parts.add(
    await openHeadlines({
      ...{ commands: services.commands, store, archive, token, apiUrl, shards, clock, log },
      meter: measured,
    }),
    (one) => one.close(),
  );
  const intake = parts.add(
    openIntake(playground ? { ...config, FEED_POLL_MINUTES: 1 } : config, {
      ...services,
      ...headlines,
      ...{ archive, feeds: store.feeds, clock, log, meter: measured },
      ...(playground && { origins: [playground.url] }),
    }),
    (one) => one.close(),
  );
  const { findObstacle, sees } = headlines.announcer;
  const discord = parts.add(
    await startDiscord({
      token,
      apiUrl,
      shards,
      commands: [
        ...services.commands,
        headlines.command,
        createStoryCommand({
          ...{ archive, desk: intake.stories, readFile: intake.readFile, removed: store.cache },
          intake: { archive, reader: services.reader, clock, log },
        }),
        createFeedCommand({ feeds: intake.feeds.desk, ledger: store.ledger, archive, findObstacle, sees }),
      ],
      messageCommands: [
        ...services.messageCommands,
        createStoreThisStoryCommand({ desk: intake.stories, readText: intake.readText }),
      ],
      store: store.cache,
      ...(shards && { turns: store.values }),
      clock,
      log,
      meter: measured,
    }),
    (one) => one.stop(DISCORD_STOP_MS),
  );
  const serves = (guild: string) => shards === undefined || isOnShards(guild, shards);
  parts.add(watchGuilds({ guilds: store.guilds, archive: opened, clock, log }, discord, serves), (one) =>
    one.stop(),
  );
  parts.add(headlines.start(), (one) => one.stop(POSTS_STOP_MS));
  const isFollower = !(shards?.ids.includes(0) ?? true);
  const queue = parts.add(
    await openQueue(config.STORE_URL, { store: store.values, log, isFollower }),
    (one) => one.close(JOBS_STOP_MS),
  );
  parts.add(await intake.feeds.poller.start(queue), (one) => one.stop(POSTS_STOP_MS));
  const tasks = upkeepTasks({ ...services, store, archive: opened, clock, log }, config);
  parts.add(await startUpkeep({ queue, tasks, clock, log }), (one) => one.stop());
  if (meter && config.HEALTH_PORT !== undefined) {
    const { folder } = services;
    measureJobs(queue, meter);
    const monitored = { meter, discord, store, archive: opened, folder };
    parts.add(await startMonitoring(config.HEALTH_PORT, monitored), (one) => one.close());
  }
  const { first: firstStories } = stories;
  const { lost } = discord;
  // What words mean is read into memory behind the start, or the first member who asks would wait for it.
  setImmediate(() => readForms('work'));
  return { ...(playground && { playground: playground.url }), firstStories, lost, stop: () => parts.close() };
}

/**
 * Asks the archive what the first member may ask, while the rest of the start goes on: afterwards its statements are
 * prepared and the trunk of its index is in memory. Nobody waits for it.
 */
function warmUp(archive: StoryArchive, log: Log): void {
  const [scope, limit] = [{}, 100];
  Promise.all([
    archive.quotations(scope, { stems: ['peopl', 'work'], direct: true, limit }),
    archive.passages(scope, 'people at work', { limit }),
  ]).catch((err: unknown) => log.warn({ err }, 'The archive could not be asked'));
}

/** A bot with a token never loads it. */
async function openPlayground({ PLAYGROUND_PORT: port }: Config, log: Log) {
  const { startPlayground } = await import('../playground/start.ts');
  return startPlayground({ port, log });
}
