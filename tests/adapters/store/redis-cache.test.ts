import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCooldown } from '../../../src/adapters/cooldown.ts';
import { createRedisLimiters } from '../../../src/adapters/store/limiters.ts';
import { openRedisCache, type RedisCache } from '../../../src/adapters/store/redis-cache.ts';
import { openStore } from '../../../src/adapters/store/store.ts';
import { type Engine, NO_REDIS, startRedis } from '../../fixtures/engines.ts';
import { createRecordingLog } from '../../fixtures/log.ts';

describe.skipIf(NO_REDIS !== '')(`the cache on Redis${NO_REDIS}`, () => {
  let engine: Engine;
  const log = createRecordingLog();
  const open = (url = engine.url): Promise<RedisCache> => openRedisCache(url, log);
  beforeAll(async () => {
    engine = await startRedis();
  });
  afterAll(() => engine.remove());

  it('keeps values for all processes until they expire', async () => {
    const [here, there] = [await open(), await open()];
    await here.values.set('button:1', ['a', 'b']);
    expect(await there.values.get('button:1')).toEqual(['a', 'b']);
    await there.values.delete('button:1');
    expect(await here.values.get('button:1')).toBeUndefined();
    await here.values.set('short', 'x', 1);
    await expect.poll(() => there.values.get('short')).toBeUndefined();
    await Promise.all([here.close(), there.close()]);
  });

  it('is passed over while Redis is away, says so once, and is used again when it is back', async () => {
    const server = await startRedis();
    const cache = await open(server.url);
    const told = () => log.lines.filter(({ message }) => message.includes('Redis is')).length;
    const before = told();
    await cache.values.set('a', 1);
    await server.kill();
    for (let times = 0; times < 3; times += 1) {
      await cache.values.set('b', 2);
      expect(await cache.values.get('a')).toBeUndefined();
    }
    expect(told()).toBe(before + 1);
    await server.start();
    await expect
      .poll(() => cache.values.set('c', 3).then(() => cache.values.get('c')), { timeout: 10_000 })
      .toBe(3);
    expect(told()).toBe(before + 2);
    await cache.close();
    await server.remove();
  });

  it('counts a member’s uses over all processes, and in each alone while Redis is away', async () => {
    const server = await startRedis();
    const [here, there] = [await open(server.url), await open(server.url)];
    const [first, second] = [here, there].map(({ client }) => createCooldown(createRedisLimiters(client), 2));
    expect(await first?.take('m1')).toBe(true);
    expect(await second?.take('m1')).toBe(true);
    expect(await first?.take('m1')).toBe(false);
    expect(await second?.take('m2')).toBe(true);
    await server.kill();
    expect(await first?.take('m1')).toBe(true);
    await Promise.all([here.close(), there.close()]);
    await server.remove();
  });

  it('that cannot be reached at the start is named without its password', async () => {
    const fault = await openStore('sqlite::memory:', { cacheUrl: 'redis://:hunter2@127.0.0.1:1' }).catch(
      String,
    );
    expect(fault).toBe('StoreError: CACHE_URL: Redis at 127.0.0.1:1 cannot be reached.');
  });
});
