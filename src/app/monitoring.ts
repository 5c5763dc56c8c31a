import type { OpenArchive } from '../adapters/archive/sqlite/sqlite-archive.ts';
import type { DiscordConnection } from '../adapters/discord/client.ts';
import { type HealthServer, serveHealth } from '../adapters/health.ts';
import type { StoryFolder } from '../adapters/intake/story-folder.ts';
import type { PrometheusMeter } from '../adapters/metrics.ts';
import type { Store } from '../adapters/store/store.ts';
import type { Levels } from '../domain/ports.ts';
import { READING_VERSION } from '../domain/quotes/read-story.ts';

/** The parts of a running bot that are looked at. */
export interface MonitoredParts {
  readonly meter: PrometheusMeter;
  readonly discord: Pick<DiscordConnection, 'shards'>;
  readonly store: Pick<Store, 'check' | 'connections'>;
  readonly archive: Pick<OpenArchive, 'counts' | 'countOutdated' | 'connections'>;
  readonly folder: Pick<StoryFolder, 'faults' | 'waiting'>;
}

/** Serves what supervisors and Prometheus ask for on `port`, until it is closed. */
export function startMonitoring(port: number, parts: MonitoredParts): Promise<HealthServer> {
  const { meter, store, archive, folder } = parts;
  measureLevels(parts);
  return serveHealth(port, {
    meter,
    readiness: async () => ({
      gateway: describeGateway(parts),
      store: await store.check(),
      archive: await archive.counts({}).then(
        () => true as const,
        (error: Error) => error.message,
      ),
    }),
    // A lag is no fault: what is read already answers, and a restart would only begin anew.
    facts: async () => ({
      stories: (await archive.counts({}).catch(() => undefined))?.stories,
      waiting: await countWaiting(parts).catch(() => undefined),
      faults: folder.faults(),
    }),
  });
}

function measureLevels(parts: MonitoredParts): void {
  const { meter, discord, store, archive, folder } = parts;
  meter.level('shardReady', () =>
    discord.shards().map(({ id, isReady }) => [{ shard: String(id) }, isReady ? 1 : 0]),
  );
  meter.level('shardLatencySeconds', () =>
    discord
      .shards()
      .flatMap(({ id, latencyMs }) =>
        latencyMs === undefined ? [] : [[{ shard: String(id) }, latencyMs / 1000] as const],
      ),
  );
  meter.level('stories', async () => [[{}, (await archive.counts({})).stories]]);
  meter.level('storiesWaiting', async () => {
    const { first, again } = await countWaiting(parts);
    return [
      [{ reading: 'first' }, first],
      [{ reading: 'again' }, again],
    ];
  });
  meter.level('storyFaults', () => [[{}, folder.faults().length]]);
  meter.level('poolConnections', () => [
    ...poolLevels('store', store.connections?.()),
    ...poolLevels('archive', archive.connections?.()),
  ]);
}

async function countWaiting({ archive, folder }: MonitoredParts) {
  return { first: folder.waiting(), again: await archive.countOutdated(READING_VERSION) };
}

function poolLevels(pool: string, connections: Readonly<Record<string, number>> = {}): Levels {
  return Object.entries(connections).map(([state, count]) => [{ pool, state }, count]);
}

function describeGateway({ discord }: MonitoredParts): true | string {
  const away = discord.shards().filter(({ isReady }) => !isReady);
  if (away.length === 0) return true;
  return `not connected: shard ${away.map(({ id }) => id).join(', ')}`;
}
