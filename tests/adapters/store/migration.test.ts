import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { APPLICATION_ID, MIGRATIONS } from '../../../src/adapters/store/schema.ts';
import { openStore } from '../../../src/adapters/store/store.ts';

/** A store as the version before wrote it, where schedules were known by their id alone. */
function writeOldStore(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pullquote-migration-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'store.sqlite');
  const db = new DatabaseSync(file);
  for (const step of MIGRATIONS.slice(0, 2)) db.exec(step);
  db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = 2;
    INSERT INTO slots (schedule, slot, guild, channel, state, subjects, attempts, owner, lease)
      VALUES ('s1', 1000, 'g1', 'c1', 'claimed', '["story:a"]', 2, 'somebody', 5000);
    INSERT INTO slots (schedule, slot, guild, channel, state, message)
      VALUES ('s2', 2000, 'g2', 'c2', 'posted', 'm2');
    INSERT INTO shown VALUES ('channel:c1', 'story:a', 's1', 1000), ('channel:c2', 'story:b', '', 1500),
      ('channel:c9', 'story:c', '', 1500), ('schedule:s2', 'story:d', 's2', 1);
    INSERT INTO entries (key, value) VALUES ('button:abc', '{"value":["x"]}'), ('schedules:g1', '{"value":[]}'),
      ('usage:2026-03-14:g1', '{"value":{"guild":"g1","day":"2026-03-14","calls":2,"promptTokens":30,"completionTokens":4,"held":0}}'),
      ('usage:2026-03-14:g2', '{"value":{"guild":"g2","day":"2026-03-14","calls":2,"promptTokens":"many"}}'),
      ('usage:2026-03-14:g3', 'spoilt');`);
  db.close();
  return `sqlite:${file}`;
}

it('takes over what an earlier version stored, each row to the server that it is of', async () => {
  const url = writeOldStore();
  const { ledger, values, usage, close } = await openStore(url);
  expect(await ledger.list({ guild: 'g1', limit: 9 })).toEqual([
    {
      ...{ guild: 'g1', schedule: 's1', slot: 1000, channel: 'c1', state: 'claimed' },
      ...{ subjects: ['story:a'], attempts: 2 },
    },
  ]);
  expect(await ledger.list({ guild: 'g2', limit: 9 })).toMatchObject([{ state: 'posted', message: 'm2' }]);
  expect(await ledger.nextLeaseEnd()).toBe(5000);
  expect([...(await ledger.shown('g1', 'channel:c1'))]).toEqual([['story:a', 1000]]);
  expect([...(await ledger.shown('g2', 'channel:c2'))]).toEqual([['story:b', 1500]]);
  expect([...(await ledger.shown('g2', 'schedule:s2'))]).toEqual([['story:d', 1]]);
  // Nothing tells whose these were.
  expect(await values.keys('button:')).toEqual([]);
  expect(await usage.list()).toEqual([
    { guild: 'g1', day: '2026-03-14', calls: 2, promptTokens: 30, completionTokens: 4, held: 0 },
  ]);
  expect(await values.keys('usage:')).toEqual([]);
  expect(await values.keys('schedules:')).toEqual(['schedules:g1']);
  await close();
  await (await openStore(url)).close();
});
