import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Arrival, Feed, FeedBook, Follow } from '../../../src/domain/intake/feed-book.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOON = Date.UTC(2026, 10, 23, 12);
const LEDGER = 'https://ledger.example/feed';

/** Two connections to one book of feeds, as two processes have them. */
export interface SharedFeedBook {
  readonly here: FeedBook;
  readonly there: FeedBook;
  close(): Promise<void>;
}

function feedOf(change: Partial<Feed> = {}): Feed {
  return {
    ...{ url: LEDGER, title: 'Ledger', repeated: { url: false, guid: false }, nextPoll: NOON, failures: 0 },
    ...change,
  };
}

function followOf(change: Partial<Follow> = {}): Follow {
  const wishes = {
    post: 'each',
    channel: '7',
    only: '',
    readsPages: false,
    cursor: 0,
    corrected: 0,
  } as const;
  return { guild: '1', id: 'f1', feed: LEDGER, ...wishes, ...change };
}

function arrivalOf(n: number, change: Partial<Arrival> = {}): Arrival {
  return {
    ...{ feed: LEDGER, identity: `item ${n}`, at: NOON + n, story: `story-${n}`, title: `Title ${n}` },
    ...{
      url: `https://ledger.example/${n}`,
      tags: ['Port'],
      content: `hash ${n}`,
      isTeaser: false,
      changed: 0,
      guid: `guid ${n}`,
      isWithdrawn: false,
      sought: 0,
    },
    ...change,
  };
}

/** What every book of feeds does, whatever stores it. `open` gives an empty one. */
export function describeFeedBook(name: string, open: () => Promise<SharedFeedBook>): void {
  describe(name, () => {
    let shared: SharedFeedBook;
    let book: FeedBook;
    beforeEach(async () => {
      shared = await open();
      book = shared.here;
    });
    afterEach(() => shared.close());

    it('gives a feed back as it was stored, to any process', async () => {
      const feed = feedOf({
        ...{ site: 'https://ledger.example', language: 'en', etag: '"1"', modified: 'yesterday' },
        ...{ readAt: NOON, failingSince: NOON, toldAt: NOON + 1, fault: 'It is away.' },
      });
      await book.enter(feed);
      expect(await shared.there.feed(LEDGER)).toEqual(feed);
      expect(await shared.there.feed('https://other.example')).toBeUndefined();
    });

    it('leaves a feed that is known as it is, and changes it when it is saved', async () => {
      await book.enter(feedOf());
      await book.enter(feedOf({ title: 'Another' }));
      expect((await book.feed(LEDGER))?.title).toBe('Ledger');
      await book.save(feedOf({ title: 'Another', nextPoll: NOON + HOUR }));
      expect(await book.feed(LEDGER)).toEqual(feedOf({ title: 'Another', nextPoll: NOON + HOUR }));
      await book.save(feedOf({ url: 'https://unknown.example' }));
      expect(await book.feed('https://unknown.example')).toBeUndefined();
    });

    it('names what is due, the longest due first, of the feeds that somebody follows', async () => {
      for (const n of [3, 1, 2]) {
        await book.enter(feedOf({ url: `https://${n}.example`, nextPoll: NOON + n * HOUR }));
        await book.putFollow(followOf({ id: `f${n}`, feed: `https://${n}.example` }));
      }
      await book.enter(feedOf({ url: 'https://unfollowed.example', nextPoll: NOON }));
      const due = async (now: number, limit = 10) => (await book.due(now, limit)).map(({ url }) => url);
      expect(await due(NOON)).toEqual([]);
      expect(await due(NOON + 2 * HOUR)).toEqual(['https://1.example', 'https://2.example']);
      expect(await due(NOON + 9 * HOUR, 1)).toEqual(['https://1.example']);
      expect(await book.nextDue()).toBe(NOON + HOUR);
    });

    it('never calls a feed due that has ended', async () => {
      await book.enter(feedOf({ ended: true }));
      await book.putFollow(followOf());
      expect(await book.due(NOON + 365 * DAY, 10)).toEqual([]);
      expect((await book.nextDue()) ?? Number.POSITIVE_INFINITY).toBeGreaterThan(NOON + 36_500 * DAY);
    });

    it('knows of no next poll where there is nothing to poll', async () => {
      expect(await book.nextDue()).toBeUndefined();
    });

    it('keeps follows by server, in the order in which they were made', async () => {
      const paused = { reason: 'no access', at: NOON };
      const second = followOf({ id: 'a2', role: '5', only: 'harbour', readsPages: true, paused });
      await book.putFollow(followOf({ id: 'z1' }));
      await book.putFollow(second);
      await book.putFollow(followOf({ guild: '2', id: 'z1', post: 'none', channel: undefined }));
      await book.putFollow(followOf({ id: 'z1', post: 'digest' }));
      expect((await shared.there.follows('1')).map(({ id, post }) => [id, post])).toEqual([
        ['z1', 'digest'],
        ['a2', 'each'],
      ]);
      expect(await book.follow('1', 'a2')).toEqual(second);
      expect(await book.follow('3', 'a2')).toBeUndefined();
      expect((await book.followers(LEDGER)).map(({ guild, id }) => `${guild} ${id}`)).toEqual([
        '1 z1',
        '1 a2',
        '2 z1',
      ]);
    });

    it('removes a follow once', async () => {
      await book.putFollow(followOf());
      expect(await book.dropFollow('1', 'f1')).toBe(true);
      expect(await shared.there.dropFollow('1', 'f1')).toBe(false);
      expect(await book.follows('1')).toEqual([]);
    });

    it('moves a cursor on, and never back', async () => {
      await book.putFollow(followOf({ cursor: 5 }));
      await book.advance('1', 'f1', 9);
      await shared.there.advance('1', 'f1', 7);
      expect((await book.follow('1', 'f1'))?.cursor).toBe(9);
      await book.putFollow(followOf({ cursor: 6, post: 'digest' }));
      expect(await book.follow('1', 'f1')).toMatchObject({ cursor: 9, post: 'digest' });
    });

    it('tells what changed, in that order, and who has not dealt with it yet', async () => {
      await book.enter(feedOf());
      await book.putFollow(followOf());
      await book.putFollow(followOf({ id: 'f2', guild: '2' }));
      const arrived = [1, 2, 3].map((n) => arrivalOf(n));
      await book.record({ feed: feedOf(), arrived, changed: [], sought: [], held: [] }, NOON);
      expect(await book.correcting()).toEqual([]);
      expect(await book.changes(LEDGER, 0, 10)).toEqual([]);
      const changed = [
        arrivalOf(3, { changed: 5, content: 'new 3' }),
        arrivalOf(1, { changed: 6, content: 'new 1' }),
      ];
      await book.record(
        { feed: feedOf({ lastChange: 6 }), arrived: [], changed, sought: [], held: [] },
        NOON,
      );
      expect((await shared.there.feed(LEDGER))?.lastChange).toBe(6);
      expect(await shared.there.changes(LEDGER, 0, 10)).toEqual(changed);
      expect(await book.changes(LEDGER, 5, 10)).toEqual(changed.slice(1));
      expect(await book.changes(LEDGER, 0, 1)).toEqual(changed.slice(0, 1));
      await book.advanceCorrected('1', 'f1', 6);
      await shared.there.advanceCorrected('1', 'f1', 5);
      expect((await book.follow('1', 'f1'))?.corrected).toBe(6);
      expect((await book.correcting()).map(({ id }) => id)).toEqual(['f2']);
      await book.putFollow(followOf({ guild: '2', id: 'f2', corrected: 9 }));
      expect(await book.correcting()).toEqual([]);
    });

    it('knows what a feed calls its stories, which are deleted, and when their pages were looked for', async () => {
      await book.enter(feedOf());
      const poll = { feed: feedOf(), arrived: [], changed: [], sought: [], held: [] };
      const nameless = arrivalOf(3, { guid: undefined });
      await book.record({ ...poll, arrived: [arrivalOf(1), arrivalOf(2), nameless] }, NOON);
      expect(await shared.there.named(LEDGER, ['guid 2', 'guid 9'])).toEqual([arrivalOf(2)]);
      expect(await book.named('https://other.example', ['guid 2'])).toEqual([]);
      const gone = arrivalOf(2, { isWithdrawn: true, changed: 7 });
      await book.record({ ...poll, changed: [gone], sought: ['item 1'] }, NOON + HOUR);
      expect(await shared.there.arrivals(LEDGER, 0, 10)).toEqual([
        arrivalOf(1, { sought: NOON + HOUR }),
        gone,
        nameless,
      ]);
    });

    it('knows whether another feed that somebody follows brought a story, and has not deleted it', async () => {
      const other = 'https://other.example';
      await book.enter(feedOf());
      await book.enter(feedOf({ url: other }));
      await book.putFollow(followOf({ id: 'f2', feed: other }));
      const poll = { feed: feedOf({ url: other }), arrived: [], changed: [], sought: [], held: [] };
      const there = arrivalOf(1, { feed: other });
      await book.record({ ...poll, arrived: [there] }, NOON);
      expect(await book.isElsewhere('story-1', LEDGER)).toBe(true);
      expect(await book.isElsewhere('story-1', LEDGER, there.url)).toBe(false);
      expect(await book.isElsewhere('story-1', LEDGER, 'https://ledger.example/another')).toBe(true);
      expect(await book.isElsewhere('story-1', other)).toBe(false);
      expect(await book.isElsewhere('story-2', LEDGER)).toBe(false);
      await book.record({ ...poll, changed: [{ ...there, isWithdrawn: true }] }, NOON);
      expect(await book.isElsewhere('story-1', LEDGER)).toBe(false);
      await book.record({ ...poll, changed: [there] }, NOON);
      await book.dropFollow('1', 'f2');
      expect(await book.isElsewhere('story-1', LEDGER)).toBe(false);
    });

    it('knows who follows the feeds that brought a story', async () => {
      const other = 'https://other.example';
      for (const url of [LEDGER, other]) {
        const feed = feedOf({ url });
        await book.enter(feed);
        const arrived = [arrivalOf(1, { feed: url })];
        await book.record({ feed, arrived, changed: [], sought: [], held: [] }, NOON);
      }
      await book.putFollow(followOf());
      await book.putFollow(followOf({ id: 'f2', feed: other }));
      await book.putFollow(followOf({ guild: '2', id: 'f2', feed: other }));
      expect(await shared.there.owners('story-1')).toEqual(['1', '2']);
      expect(await book.owners('story-2')).toEqual([]);
    });

    it('records what a poll brought, with the state of its feed', async () => {
      await book.enter(feedOf());
      const [one, two] = [arrivalOf(1), arrivalOf(2, { url: undefined, tags: [], isTeaser: true })];
      await book.record(
        {
          feed: feedOf({ nextPoll: NOON + HOUR, etag: '"2"' }),
          arrived: [one, two],
          changed: [],
          sought: [],
          held: [],
        },
        NOON,
      );
      expect(await shared.there.arrivals(LEDGER, 0, 10)).toEqual([one, two]);
      expect(await book.feed(LEDGER)).toMatchObject({ nextPoll: NOON + HOUR, etag: '"2"' });
      expect(await book.arrivals(LEDGER, one.at, 10)).toEqual([two]);
      expect(await book.arrivals(LEDGER, 0, 1)).toEqual([one]);
      expect(await book.latest(LEDGER, 1)).toEqual([two]);
      expect(await book.arrival(LEDGER, one.at)).toEqual(one);
      expect(await book.arrival(LEDGER, NOON)).toBeUndefined();
      expect(await book.alike('hash 2')).toEqual(two);
      expect(await book.alike('hash 3')).toBeUndefined();
      expect(await book.known(LEDGER, ['item 2', 'item 9'])).toEqual(new Map([['item 2', two]]));
    });

    it('keeps an arrival as it was when another process brings it again', async () => {
      await book.enter(feedOf());
      const poll = { feed: feedOf(), changed: [], sought: [], held: [] };
      await Promise.all([
        book.record({ ...poll, arrived: [arrivalOf(1)] }, NOON),
        shared.there.record({ ...poll, arrived: [arrivalOf(1, { at: NOON + 5 })] }, NOON),
      ]);
      expect(await book.arrivals(LEDGER, 0, 10)).toHaveLength(1);
    });

    it('changes a known arrival in its place', async () => {
      await book.enter(feedOf());
      await book.record({ feed: feedOf(), arrived: [arrivalOf(1)], changed: [], sought: [], held: [] }, NOON);
      const changed = arrivalOf(1, { title: 'Corrected', content: 'hash 1b', tags: ['Sea'], isTeaser: true });
      await book.record({ feed: feedOf(), arrived: [], changed: [changed], sought: [], held: [] }, NOON);
      expect(await book.arrivals(LEDGER, 0, 10)).toEqual([changed]);
    });

    it('names the follows with arrivals to deal with', async () => {
      await book.enter(feedOf());
      await book.putFollow(followOf({ cursor: NOON }));
      await book.putFollow(followOf({ guild: '2', cursor: NOON + 1 }));
      expect(await book.waiting()).toEqual([]);
      await book.record({ feed: feedOf(), arrived: [arrivalOf(1)], changed: [], sought: [], held: [] }, NOON);
      expect((await shared.there.waiting()).map(({ guild }) => guild)).toEqual(['1']);
    });

    it('takes a feed with all that follows it to its new address, onto one that is there', async () => {
      const to = 'https://ledger.example/new';
      await book.enter(feedOf());
      await book.enter(feedOf({ url: to, title: 'Known' }));
      await book.putFollow(followOf({ cursor: 3 }));
      await book.record(
        { feed: feedOf(), arrived: [arrivalOf(1), arrivalOf(2)], changed: [], sought: [], held: [] },
        NOON,
      );
      const there = arrivalOf(2, { feed: to, at: NOON + 9 });
      await book.record(
        { feed: feedOf({ url: to }), arrived: [there], changed: [], sought: [], held: [] },
        NOON,
      );
      await book.save(feedOf({ url: to, title: 'Known' }));
      await book.move(LEDGER, to);
      expect(await book.feed(LEDGER)).toBeUndefined();
      expect((await book.feed(to))?.title).toBe('Known');
      expect(await book.follow('1', 'f1')).toMatchObject({ feed: to, cursor: 3 });
      expect(await book.arrivals(LEDGER, 0, 10)).toEqual([]);
      expect(await book.arrivals(to, 0, 10)).toEqual([arrivalOf(1, { feed: to }), there]);
      await book.move('https://nowhere.example', to);
      expect((await book.feed(to))?.title).toBe('Known');
    });

    it('forgets arrivals that their feed has not held for long, and feeds that nobody follows', async () => {
      await book.enter(feedOf());
      await book.enter(feedOf({ url: 'https://unfollowed.example' }));
      await book.putFollow(followOf());
      const poll = { feed: feedOf(), arrived: [], changed: [], sought: [] };
      await book.record({ ...poll, arrived: [arrivalOf(1), arrivalOf(2)], held: [] }, NOON);
      const lost = arrivalOf(3, { feed: 'https://unfollowed.example' });
      await book.record(
        { feed: feedOf({ url: lost.feed }), arrived: [lost], changed: [], sought: [], held: [] },
        NOON + 90 * DAY,
      );
      await book.record({ ...poll, held: ['item 2'] }, NOON + 2 * DAY);
      await book.prune(NOON + DAY);
      expect((await book.arrivals(LEDGER, 0, 10)).map(({ identity }) => identity)).toEqual(['item 2']);
      expect(await book.feed('https://unfollowed.example')).toBeUndefined();
      expect(await book.arrivals('https://unfollowed.example', 0, 10)).toEqual([]);
      expect(await book.feed(LEDGER)).toBeDefined();
    });

    it('stores whatever a feed writes', async () => {
      const title = 'O\u2019Brien\u2019s "\u{1f6a2}"; DROP TABLE feeds; -- %s $1 \\';
      await book.enter(feedOf({ title }));
      await book.record(
        { feed: feedOf({ title }), arrived: [arrivalOf(1, { title })], changed: [], sought: [], held: [] },
        1,
      );
      expect((await book.feed(LEDGER))?.title).toBe(title);
      expect((await book.latest(LEDGER, 1))[0]?.title).toBe(title);
    });
  });
}
