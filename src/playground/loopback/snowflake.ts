const DISCORD_EPOCH_MS = 1_420_070_400_000;

/** Makes Discord ids: milliseconds since Discord's epoch, shifted left by 22 bits, by `clock`. */
export type NextId = () => string;

/** Ids always ascend, even when `clock` (Unix milliseconds) stands still or jumps back. */
export function createSnowflakes(clock: () => number): NextId {
  let last = 0n;
  return () => {
    const byClock = BigInt(Math.max(0, Math.floor(clock()) - DISCORD_EPOCH_MS)) << 22n;
    last = byClock > last ? byClock : last + 1n;
    return last.toString();
  };
}

/** The shard of `shards` that a guild's events go to: Discord's own formula. */
export function shardOf(guildId: string, shards: number): number {
  return Number((BigInt(guildId) >> 22n) % BigInt(shards));
}
