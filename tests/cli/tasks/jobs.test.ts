import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openQueue } from '../../../src/adapters/queue/open-queue.ts';
import { openStore } from '../../../src/adapters/store/store.ts';
import { readConfig } from '../../../src/app/config.ts';
import { JOBS } from '../../../src/cli/tasks/jobs.ts';
import { UserError } from '../../../src/domain/errors.ts';
import { NO_POSTGRES, startPostgres } from '../../fixtures/engines.ts';
import { createRecordingLog } from '../../fixtures/log.ts';

const POLICY = { tries: 1, firstWaitMs: 10, longestWaitMs: 10, concurrency: 1, withinMs: 60_000 };

async function run(STORE_URL: string, words: readonly string[] = [], json = false): Promise<string> {
  const texts: string[] = [];
  const print = async (text: string) => void texts.push(text);
  await JOBS.run({ config: readConfig({ STORE_URL }), words, values: json ? { json } : {}, out: { print } });
  return texts.join('');
}

/** Lets one job fail for good in the bot of this store; the bot stays. */
async function failOnce(storeUrl: string) {
  const log = createRecordingLog();
  const store = await openStore(storeUrl, { log });
  const queue = await openQueue(storeUrl, { store: store.values, log });
  const faults = [new Error('The feed is poison.')];
  const done: unknown[] = [];
  await queue.work('polls', POLICY, async (data) => {
    const fault = faults.pop();
    if (fault) throw fault;
    done.push(data);
  });
  await queue.add('polls', 'ledger.example', { url: 'https://ledger.example/feed' });
  await expect.poll(() => queue.dead(1), { timeout: 20_000 }).toHaveLength(1);
  onTestFinished(async () => {
    await queue.close(0);
    await store.close();
  });
  return done;
}

const expected = {
  ...{ queue: 'polls', key: 'ledger.example', data: { url: 'https://ledger.example/feed' } },
  ...{ reason: 'The feed is poison.', id: expect.any(String), failed: expect.any(String) },
};

describe('pullquote jobs', () => {
  it('shows, beside a running bot, which jobs of a SQLite store failed every time', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pullquote-jobs-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const url = `sqlite:${join(folder, 'store.sqlite')}`;
    expect(await run(url)).toBe('No job failed.\n');
    await failOnce(url);
    expect(JSON.parse(await run(url, [], true))).toEqual(expected);
    expect(await run(url)).toMatch(/polls +ledger\.example +[\w-]+ +The feed is poison\.\n$/);
    await expect(run(url, ['retry', 'x'])).rejects.toBeInstanceOf(UserError);
  });

  it.skipIf(NO_POSTGRES !== '')(
    `shows those of PostgreSQL, and puts one back${NO_POSTGRES}`,
    { timeout: 60_000 },
    async () => {
      const engine = await startPostgres();
      onTestFinished(() => engine.remove());
      const done = await failOnce(engine.url);
      const dead = JSON.parse(await run(engine.url, [], true));
      expect(dead).toEqual(expected);
      await expect(run(engine.url, ['retry', 'x'])).rejects.toBeInstanceOf(UserError);
      await run(engine.url, ['retry', dead.id]);
      await expect.poll(() => done, { timeout: 20_000 }).toEqual([expected.data]);
      expect(await run(engine.url)).toBe('No job failed.\n');
    },
  );
});
