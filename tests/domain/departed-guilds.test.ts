import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openArchive } from '../../src/adapters/archive/open-archive.ts';
import type { OpenArchive } from '../../src/adapters/archive/sqlite/sqlite-archive.ts';
import { openStore, type Store } from '../../src/adapters/store/store.ts';
import { forgetDeparted, forgetGuild, noteGuilds } from '../../src/domain/departed-guilds.ts';
import { UserError } from '../../src/domain/errors.ts';
import type { Schedule } from '../../src/domain/schedule/schedule.ts';
import { incomingOf } from '../fixtures/archive.ts';
import { type Engine, NO_POSTGRES, startPostgres } from '../fixtures/engines.ts';
import { createRecordingLog } from '../fixtures/log.ts';
import { createDatabase } from '../fixtures/postgres-database.ts';
import { createStory } from '../fixtures/story.ts';

const DAY_MS = 24 * 60 * 60_000;
const [NORTH, SOUTH] = ['101', '102'];
const EVERYWHERE = () => true;
const FEED = 'https://ledger.example/feed';
const NORTHERN_FEED = 'https://north.example/feed';

/** What a server may leave behind, one of each kind; the two servers follow one feed, and the northern one another. */
async function fill(store: Store, archive: OpenArchive): Promise<void> {
  await archive.put(incomingOf(createStory('Seen by all, said Ada Moss.', { id: 'shared' })));
  for (const guild of [NORTH, SOUTH]) {
    for (let n = 0; n < 45; n += 1) {
      const story = createStory(`“Nobody else hears of ${n},” said Ona Reyes.`, { id: `own-${guild}-${n}` });
      await archive.put(incomingOf(story, { owner: { guild }, source: { kind: 'upload' } }));
    }
    const schedule: Schedule = {
      ...{ id: 'a1', guild, channel: '7', rule: { cron: '0 9 * * *', zone: 'UTC' }, since: 0 },
      post: 'latest',
      missed: 'skip',
    };
    await store.schedules.change(guild, () => [[schedule], undefined]);
    const claim = {
      guild,
      schedule: 'a1',
      slot: 1000,
      channel: '7',
      scope: 'channel:7',
      subjects: ['story:x'],
    };
    await store.ledger.claim(claim, { owner: 'o', now: 0, until: 1 });
    for (const feed of guild === NORTH ? [FEED, NORTHERN_FEED] : [FEED]) {
      await store.feeds.enter({
        url: feed,
        title: feed,
        repeated: { url: false, guid: false },
        nextPoll: 0,
        failures: 0,
      });
      await store.feeds.putFollow({
        guild,
        id: feed,
        feed,
        post: 'none',
        only: '',
        readsPages: false,
        corrected: 0,
        cursor: 0,
      });
    }
    await store.usage.take({ kind: 'guild', id: guild }, '2026-03-14', 10, 100);
    await store.cache.set(`button:${guild}:x`, ['what a member typed']);
  }
}

/** How much is left of a server, by kind. */
async function countOf(guild: string, store: Store, archive: OpenArchive) {
  return {
    stories: (await archive.counts({ guild })).own,
    schedules: (await store.schedules.read(guild)).schedules.length,
    slots: (await store.ledger.list({ guild, limit: 9 })).length,
    shown: (await store.ledger.shown(guild, 'channel:7')).size,
    feeds: (await store.feeds.follows(guild)).length,
    tokens: (await store.usage.list(guild)).length,
    buttons: (await store.cache.keys(`button:${guild}:`)).length,
  };
}
const NOTHING = { stories: 0, schedules: 0, slots: 0, shown: 0, feeds: 0, tokens: 0, buttons: 0 };
const ALL_OF_SOUTH = { stories: 45, schedules: 1, slots: 1, shown: 1, feeds: 1, tokens: 1, buttons: 1 };

function describeForgetting(name: string, makeUrl: () => Promise<string>): void {
  describe(name, () => {
    let store: Store;
    let archive: OpenArchive;
    let now: number;
    const clock = { now: () => now };
    const log = createRecordingLog();
    const ports = () => ({ ...store, archive, clock, log });
    const note = (...present: string[]) => noteGuilds(ports(), new Set(present), EVERYWHERE);
    const sweep = () => forgetDeparted(ports(), new AbortController().signal);

    beforeEach(async () => {
      now = Date.UTC(2026, 2, 14);
      const url = await makeUrl();
      store = await openStore(url);
      archive = await openArchive(url, clock);
      await fill(store, archive);
    });
    afterEach(async () => {
      await archive.close();
      await store.close();
    });

    it('leaves nothing of a server, and all of the others and of what is shared', async () => {
      expect(await forgetGuild(ports(), NORTH)).toBe(45);
      expect(await countOf(NORTH, store, archive)).toEqual(NOTHING);
      expect(await countOf(SOUTH, store, archive)).toEqual(ALL_OF_SOUTH);
      expect((await archive.newest({}, {}, { limit: 9 })).stories.map(({ id }) => id)).toEqual(['shared']);
      expect(await archive.speakers({ guild: NORTH }, 'Ona', 9)).toEqual([]);
      // A feed that nobody follows any more is nobody's.
      expect(await store.feeds.feed(NORTHERN_FEED)).toBeUndefined();
      expect(await store.feeds.feed(FEED)).toBeDefined();
      expect(await forgetGuild(ports(), NORTH)).toBe(0);
    });

    it.each(['', 'x', '101 or more', '%'])('takes %j for no server, and deletes nothing', async (guild) => {
      await expect(forgetGuild(ports(), guild)).rejects.toBeInstanceOf(UserError);
      expect(await countOf(SOUTH, store, archive)).toEqual(ALL_OF_SOUTH);
    });

    it('happens 30 days after the bot was removed, and not before', async () => {
      await store.guilds.leave(NORTH, now);
      now += 30 * DAY_MS;
      await sweep();
      expect(await countOf(NORTH, store, archive)).toEqual({ ...ALL_OF_SOUTH, feeds: 2 });
      now += 1;
      await sweep();
      expect(await countOf(NORTH, store, archive)).toEqual(NOTHING);
      expect(await countOf(SOUTH, store, archive)).toEqual(ALL_OF_SOUTH);
      expect(await store.guilds.left(Number.MAX_SAFE_INTEGER)).toEqual([]);
    });

    it('counts from the first removal, and not at all where the bot came back', async () => {
      await store.guilds.leave(NORTH, now);
      await store.guilds.leave(NORTH, now + 20 * DAY_MS);
      await store.guilds.leave(SOUTH, now);
      await store.guilds.arrive(SOUTH);
      now += 31 * DAY_MS;
      await sweep();
      expect(await countOf(NORTH, store, archive)).toEqual(NOTHING);
      expect(await countOf(SOUTH, store, archive)).toEqual(ALL_OF_SOUTH);
    });

    it('knows at a start which servers it was removed from, and came back to, meanwhile', async () => {
      await note(NORTH);
      expect(await store.guilds.left(Number.MAX_SAFE_INTEGER)).toEqual([{ guild: SOUTH, at: now }]);
      now += DAY_MS;
      await note(NORTH);
      expect(await store.guilds.left(Number.MAX_SAFE_INTEGER)).toEqual([{ guild: SOUTH, at: now - DAY_MS }]);
      await note(NORTH, SOUTH);
      expect(await store.guilds.left(Number.MAX_SAFE_INTEGER)).toEqual([]);
      // Another process's server is not this one's to judge.
      await noteGuilds(ports(), new Set(), (guild) => guild === NORTH);
      expect((await store.guilds.left(Number.MAX_SAFE_INTEGER)).map(({ guild }) => guild)).toEqual([NORTH]);
    });

    it('is done again where it was cut short', async () => {
      await store.guilds.leave(NORTH, now);
      now += 31 * DAY_MS;
      const stopped = new AbortController();
      const removeOwn: OpenArchive['removeOwn'] = async (...args) => {
        stopped.abort();
        return archive.removeOwn(...args);
      };
      await forgetDeparted({ ...ports(), archive: { ...archive, removeOwn } }, stopped.signal);
      expect((await countOf(NORTH, store, archive)).stories).toBeGreaterThan(0);
      await sweep();
      expect(await countOf(NORTH, store, archive)).toEqual(NOTHING);
    });
  });
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
describeForgetting('forgetting a server in SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pullquote-forget-'));
  folders.push(folder);
  return `sqlite:${join(folder, 'store.sqlite')}`;
});

describe.skipIf(NO_POSTGRES !== '')(`PostgreSQL${NO_POSTGRES}`, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startPostgres();
  });
  afterAll(() => engine.remove());
  describeForgetting('forgetting a server in PostgreSQL', () => createDatabase(engine));
});
