import { describe, expect, it } from 'vitest';
import { ConfigError, hasModel, readConfig, shardsOf } from '../../src/app/config.ts';

describe('the settings', () => {
  it('need nothing: the playground, the local store, no model', () => {
    const config = readConfig({});
    expect(config.DISCORD_TOKEN).toBeUndefined();
    expect(config).toMatchObject({ STORE_URL: 'sqlite:data/pullquote.sqlite', CONTENT_DIR: 'content' });
    expect(hasModel(config)).toBe(false);
  });

  it('take an empty value as unset, as a copied .env.example has them', () => {
    expect(
      readConfig({ DISCORD_TOKEN: '', PLAYGROUND_PORT: ' ', LOG_LEVEL: '' }).DISCORD_TOKEN,
    ).toBeUndefined();
  });

  it('list every fault in one error and repeat no value', () => {
    const read = () =>
      readConfig({
        LOG_LEVEL: 'loud-secret',
        PLAYGROUND_PORT: '99999',
        OPENAI_BASE_URL: 'ftp://secret',
        STORE_URL: 'mongo:secret',
      });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/OPENAI_BASE_URL[\s\S]*STORE_URL[\s\S]*PLAYGROUND_PORT[\s\S]*LOG_LEVEL/);
    expect(read).not.toThrow(/secret/);
  });

  it.each(['abc', '-1', '1.5', '99999'])('say plainly what is wrong with a port of %s', (PLAYGROUND_PORT) => {
    expect(() => readConfig({ PLAYGROUND_PORT })).toThrow(
      '\n  PLAYGROUND_PORT: must be a whole number from 0 to 65535',
    );
  });

  it.each([
    ['a shard without the number of them all', { SHARDS: '0' }],
    ['a number of shards without those of this process', { SHARD_COUNT: '2' }],
    ['a shard that there is not', { SHARDS: '[0,2]', SHARD_COUNT: '2' }],
    ['shards in words', { SHARDS: 'all', SHARD_COUNT: '2' }],
  ])('refuse %s', (_, shards) => {
    expect(() => readConfig(shards)).toThrow('SHARDS: must be');
  });

  it.each([{ CHECKER_BASE_URL: 'http://127.0.0.1:11434/v1' }, { CHECKER_MODEL: 'bespoke-minicheck' }])(
    'refuse half a checker: %j',
    (half) => {
      expect(() => readConfig(half)).toThrow('CHECKER_BASE_URL: and CHECKER_MODEL must be set together');
    },
  );

  it('refuse an embedding model without a server', () => {
    const model = { OPENAI_EMBEDDING_MODEL: 'nomic-embed-text' };
    expect(() => readConfig(model)).toThrow(
      'OPENAI_EMBEDDING_MODEL: needs OPENAI_API_KEY or OPENAI_BASE_URL',
    );
    expect(readConfig({ ...model, OPENAI_API_KEY: 'k' })).toMatchObject(model);
  });

  it("give this process the shards that discord.js's ShardingManager names, or all", () => {
    expect(shardsOf(readConfig({ SHARDS: '1', SHARD_COUNT: '2' }))).toEqual({ ids: [1], count: 2 });
    expect(shardsOf(readConfig({ SHARDS: '[0,3]', SHARD_COUNT: '4' }))).toEqual({ ids: [0, 3], count: 4 });
    expect(shardsOf(readConfig({}))).toBeUndefined();
  });

  it('refuse a test clock unless Discord is on loopback', () => {
    const clock = { CLOCK_EPOCH: '2026-01-01T00:00:00Z', CLOCK_SPEED: '60' };
    expect(() => readConfig(clock)).toThrow(/CLOCK_EPOCH.*\n.*CLOCK_SPEED/);
    expect(readConfig({ ...clock, DISCORD_API_URL: 'http://127.0.0.1:4000/api' }).CLOCK_SPEED).toBe(60);
  });
});
