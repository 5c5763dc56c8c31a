/** The part of the bot's guilds that a process serves: of `count` shards those with these numbers, from 0. */
export interface Shards {
  readonly ids: readonly number[];
  readonly count: number;
}

/** Whether a guild is on one of the shards, by Discord's own rule: https://docs.discord.com/developers/events/gateway#sharding */
export function isOnShards(guild: string, { ids, count }: Shards): boolean {
  return ids.includes(Number((BigInt(guild) >> 22n) % BigInt(count)));
}
