import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../src/adapters/store/store.ts';
import { createAgenda } from '../../../src/domain/schedule/agenda.ts';
import { createScheduleBook } from '../../../src/domain/schedule/schedule-book.ts';
import { isOnShards } from '../../../src/domain/schedule/shards.ts';
import { EIGHT, HOUR, scheduleOf } from '../../domain/schedule/posting.ts';
import { createRecordingLog } from '../../fixtures/log.ts';

let folder: string;
let store: Store;
let raw: DatabaseSync;
let log: ReturnType<typeof createRecordingLog>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pullquote-damaged-'));
  log = createRecordingLog();
  const file = join(folder, 'store.sqlite');
  store = await openStore(`sqlite:${file}`, { log });
  raw = new DatabaseSync(file);
});
afterEach(async () => {
  raw.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function startBook() {
  const agenda = createAgenda();
  const serves = (guild: string) => isOnShards(guild, { ids: [0], count: 1 });
  return { agenda, book: createScheduleBook({ ...store, agenda, log, serves }) };
}

/** Puts a text where the store keeps a value. */
function plant(key: string, text: string): void {
  raw.prepare('INSERT OR REPLACE INTO entries (key, value) VALUES (?, ?)').run(key, text);
}
const plantSchedules = (guild: string, value: unknown) =>
  plant(`schedules:${guild}`, JSON.stringify({ value }));
const errors = () => log.lines.filter(({ level }) => level === 'error');
const good = (guild: string) => scheduleOf({ guild, id: 'good0000' });

describe('a stored schedule that is malformed', () => {
  const sound = { ...scheduleOf({ guild: '1000' }), id: 'bad00000' };
  it.each([
    ['null', null],
    ['a number', 7],
    ['without a rule', { ...sound, rule: undefined }],
    ['with a rule that is none', { ...sound, rule: { cron: 'often', zone: 'UTC' } }],
    ['in a zone that is no more', { ...sound, rule: { cron: '0 8 * * *', zone: 'Mars/Olympus' } }],
    ['with a time that is none', { ...sound, since: 'yesterday' }],
    ['with a channel that is none', { ...sound, channel: '../guilds' }],
    ['of another server', { ...sound, guild: '2000' }],
    ['with an unheard post', { ...sound, post: 'everything' }],
  ])('harms itself alone: %s', async (_, row) => {
    plantSchedules('1000', [row, good('1000')]);
    plantSchedules('1001', [good('1001')]);
    const { agenda, book } = startBook();
    await book.load();
    expect(agenda.due(EIGHT + HOUR).map(({ schedule }) => schedule.guild)).toEqual(['1000', '1001']);
    expect(errors()).toHaveLength(1);
    expect(await book.list('1000')).toMatchObject({ schedules: [{ id: 'good0000' }], damaged: 1 });
  });

  it('stays as it is while the others change, and the server can have new ones', async () => {
    plantSchedules('1000', [{ id: 'bad00000', note: 'kept' }, good('1000')]);
    const { book } = startBook();
    await book.add(scheduleOf({ guild: '1000', id: 'new00000' }));
    await book.remove('1000', 'good0000');
    expect(await store.values.get('schedules:1000')).toMatchObject([
      { id: 'new00000' },
      { id: 'bad00000', note: 'kept' },
    ]);
  });

  it.each([
    ['a list that is none', 'schedules:1000', '{"value":{"id":"bad"}}'],
    ['a value that is no JSON', 'schedules:1000', '{"value":[{'],
    ['a server that is none', 'schedules:no-server', '{"value":[]}'],
    ['no server', 'schedules:', '{"value":[]}'],
  ])('harms no other server: %s', async (_, key, text) => {
    plant(key, text);
    plantSchedules('1001', [good('1001')]);
    const { agenda, book } = startBook();
    await book.load();
    expect(agenda.due(EIGHT + HOUR).map(({ schedule }) => schedule.guild)).toEqual(['1001']);
    expect(errors()).toHaveLength(1);
  });
});

describe('a slot in the ledger that is malformed', () => {
  const plantSlot = (slot: string, subjects: string) =>
    raw.exec(
      `INSERT INTO slots (guild, schedule, slot, channel, state, subjects, owner, lease)
         VALUES ('1000', 'bad', ${slot}, '2', 'claimed', '${subjects}', 'x', 1)`,
    );

  it.each([
    ['a list of what it shows that is no JSON', '5', '[oops'],
    ['a list of what it shows that is none', '5', '{"a":1}'],
    ['a moment beyond all time', '9223372036854775807', '[]'],
    ['a moment before all time', '-9223372036854775808', '[]'],
  ])('harms itself alone: %s', async (_, slot, subjects) => {
    plantSlot(slot, subjects);
    const sound = { guild: '1001', schedule: 'good', slot: 7, channel: '2', scope: 'x', subjects: ['y'] };
    await store.ledger.claim(sound, { owner: 'a', now: 0, until: 9 });
    expect(await store.ledger.unfinished(10)).toMatchObject([{ schedule: 'good' }]);
    expect(await store.ledger.list({ guild: '1001', limit: 9 })).toMatchObject([{ schedule: 'good' }]);
    expect([...(await store.ledger.lastSlots()).keys()]).toContain('1001 good');
    // It is not due again and again.
    expect(await store.ledger.nextLeaseEnd()).toBe(9);
    expect(errors().length).toBeLessThanOrEqual(1);
  });
});
