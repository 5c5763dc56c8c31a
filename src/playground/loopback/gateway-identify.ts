import { GatewayCloseCodes as Close } from 'discord-api-types/v10';
import { isForm } from './form.ts';
import { INTENTS } from './intents.ts';

/** What a client says of itself when it identifies. */
export interface Identify {
  readonly token: unknown;
  readonly intents: number;
  readonly shard: number;
  readonly shards: number;
}

/** Op 2's data; `undefined` when it is not of Discord's shape. Without `shard` it is the only one. */
export function readIdentify(data: unknown): Identify | undefined {
  if (!isForm(data) || !isForm(data.properties)) return undefined;
  const [shard, shards] = Array.isArray(data.shard) ? data.shard : [0, 1];
  return {
    token: data.token,
    intents: typeof data.intents === 'number' ? data.intents : -1,
    shard: Number(shard),
    shards: Number(shards),
  };
}

/** The close code with which Discord answers an identify that it refuses; `undefined` when it is accepted. */
export function refuseIdentify(
  asked: Identify,
  token: string,
  privilegedIntents: number,
): number | undefined {
  const { intents, shard, shards } = asked;
  if (asked.token !== token) return Close.AuthenticationFailed;
  if (!Number.isInteger(shard) || !(shard >= 0 && shard < shards)) return Close.InvalidShard;
  if (!Number.isInteger(intents) || intents < 0 || intents & ~INTENTS.all) return Close.InvalidIntents;
  if (intents & INTENTS.privileged & ~privilegedIntents) return Close.DisallowedIntents;
  return undefined;
}
