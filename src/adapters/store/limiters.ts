import type { RedisClientType } from '@keyv/redis';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
} from 'rate-limiter-flexible';
import type { Postgres } from '../postgres/postgres.ts';

export interface LimiterOptions {
  /** Names the limiter; part of its keys. */
  readonly name: string;
  /** How much each key may use … */
  readonly points: number;
  /** … within so many seconds. */
  readonly durationSeconds: number;
}

/** Makes a limiter. While its engine is away it counts in this process alone, which is better than no limit. */
export type CreateLimiter = (options: LimiterOptions) => RateLimiterAbstract;

/** Counts in this process: right where one process is the whole bot. */
export const createMemoryLimiter: CreateLimiter = ({ name, points, durationSeconds }) =>
  new RateLimiterMemory({ keyPrefix: name, points, duration: durationSeconds });

/** Counts in Redis, for all processes together. */
export function createRedisLimiters(client: RedisClientType): CreateLimiter {
  return (options) =>
    new RateLimiterRedis({
      storeClient: client,
      useRedisPackage: true,
      keyPrefix: `pullquote:${options.name}`,
      points: options.points,
      duration: options.durationSeconds,
      insuranceLimiter: createMemoryLimiter(options),
    });
}

/** Counts in PostgreSQL, for all processes together. */
export function createPostgresLimiters({ pool }: Postgres): CreateLimiter {
  return (options) =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'limits',
      tableCreated: true,
      keyPrefix: options.name,
      points: options.points,
      duration: options.durationSeconds,
      insuranceLimiter: createMemoryLimiter(options),
    });
}
