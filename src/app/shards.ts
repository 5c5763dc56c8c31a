import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Shard, ShardingManager } from 'discord.js';
import { explainFailure, usedUp } from '../adapters/discord/faults/failures.ts';
import { readGatewayLimit } from '../adapters/discord/gateway/gateway-limit.ts';
import type { Log } from '../domain/ports.ts';
import type { Config } from './config.ts';

/** How long a shard may take to be ready; its turn to identify may be far down the line. */
const READY_WITHIN_MS = 15 * 60_000;
/** A shard that ends is started again after a wait, ever longer, unless it had run for a while. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
const RAN_WELL_MS = 5 * 60_000;
/**
 * Runs the bot on this machine in as many processes as Discord recommends shards (or SHARD_COUNT), each again when it ends,
 * until `signal`. Throws `DiscordError` where Discord cannot be reached, or lets in no more than some of them today.
 */
export async function runShards(config: Config, log: Log, signal: Promise<unknown>): Promise<void> {
  const { HEALTH_PORT: port } = config;
  const count = await planShards(config);
  const manager = new ShardingManager(process.argv[1] ?? '', {
    totalShards: count,
    token: config.DISCORD_TOKEN ?? '',
    execArgv: process.execArgv,
    // The manager starts a shard again at once, for ever: a fault that stays would use up the day's starts.
    respawn: false,
  });
  const stopping = new AbortController();
  const running: Promise<void>[] = [];
  log.info({ shards: count }, 'starting the shards');
  const starting = (async () => {
    for (let id = 0; id < count && !stopping.signal.aborted; id += 1) {
      const shard = manager.createShard(id);
      // Each process has a port of its own: the first one that which was named.
      if (port) Object.assign(shard.env ?? {}, { HEALTH_PORT: String(port + id) });
      const began = Promise.withResolvers<void>();
      running.push(keepRunning(shard, log, stopping.signal, began.resolve));
      await began.promise;
    }
  })();
  await signal;
  stopping.abort();
  for (const { process: child } of manager.shards.values()) child?.kill('SIGTERM');
  await Promise.all([starting, ...running]);
}

/** How many shards there are to be; all of them must be let in. */
async function planShards({
  DISCORD_API_URL: api,
  DISCORD_TOKEN: token = '',
  SHARD_COUNT,
}: Config): Promise<number> {
  const limit = await readGatewayLimit(api, token).catch((error: unknown) => {
    throw explainFailure(error, api);
  });
  const count = SHARD_COUNT ?? limit.shards;
  if (limit.remaining < count) throw usedUp(Date.now() + limit.resetAfterMs);
  return count;
}

/** Starts a shard's process, and again after a wait whenever it has ended. `began` is called when it is ready or has failed. */
async function keepRunning(shard: Shard, log: Log, stopping: AbortSignal, began: () => void): Promise<void> {
  let waitMs = FIRST_WAIT_MS;
  while (!stopping.aborted) {
    const from = performance.now();
    const ended = once(shard, 'death');
    await shard.spawn(READY_WITHIN_MS).catch((err: unknown) => {
      if (!stopping.aborted) log.error({ err, shard: shard.id }, 'a shard did not become ready');
      if (shard.process) shard.kill();
    });
    began();
    await ended;
    if (performance.now() - from > RAN_WELL_MS) waitMs = FIRST_WAIT_MS;
    if (!stopping.aborted)
      log.warn({ shard: shard.id, waitMs }, "a shard's process ended; it is started again");
    await sleep(waitMs, undefined, { signal: stopping }).catch(() => undefined);
    waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS);
  }
}
