import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from 'vitest';
import type { OpenArchive } from '../../../src/adapters/archive/sqlite/sqlite-archive.ts';
import { stemWord } from '../../../src/domain/english/stems.ts';
import { fingerprint } from '../../../src/domain/fingerprint.ts';
import { READING_VERSION } from '../../../src/domain/quotes/read-story.ts';
import { MOST_COUNTED, type Scope, type StoryArchive } from '../../../src/domain/story/archive.ts';
import type { Story } from '../../../src/domain/story/story.ts';
import { packVectors } from '../../../src/domain/story/vectors.ts';
import { incomingOf, putAll } from '../../fixtures/archive.ts';
import { createStory } from '../../fixtures/story.ts';

const SHARED = {};
const NORTH = { guild: '1' };
const SOUTH = { guild: '2' };

const bridge = createStory(
  [
    'The old bridge reopened on Friday, the mayor’s office said.',
    '“We kept that promise to the day,” said Mayor Tomas Lindqvist. “Nobody should queue for a ferry again.”',
    'Dr. Amina Okoye said that the new pier would withstand a collision at twice the speed.',
  ].join('\n\n'),
  {
    ...{ id: 'bridge', title: 'Harbour bridge reopens', dek: 'Ferry crossings end', outlet: 'The Ledger' },
    ...{
      published: '2026-03-12',
      tags: ['transport'],
      author: 'Ines Varga',
      url: 'https://ledger.example/b',
    },
  },
);
const library = createStory(
  '“Students have been sitting in stairwells,” said librarian Ona Reyes.\n\nThe library stays open at night.',
  { id: 'library', title: 'Night hours for readers', published: '2026-03-10T08:00:00Z', tags: ['books'] },
);
const secret = createStory('“The vault stays closed,” said Mayor Tomas Lindqvist.\n\nNobody may enter it.', {
  ...{ id: 'secret', title: 'The vault of the north', outlet: 'Northern Post', published: '2026-04-01' },
});

/** What every archive does, whatever it is kept in. `open` opens an empty one; the model's test opens `runs` of them. */
export function describeArchive(name: string, open: () => Promise<OpenArchive>, runs = 60): void {
  describe(name, () => {
    let archive: OpenArchive;
    beforeEach(async () => {
      archive = await open();
    });
    afterEach(() => archive.close());

    describe('a story', () => {
      it('comes back whole, with its reading', async () => {
        expect(await archive.put(incomingOf(bridge))).toBe('new');
        expect(await archive.get(SHARED, 'bridge')).toEqual(bridge);
        const { body: _b, paragraphs: _p, overrides: _o, sentences: _s, quotations: _q, ...head } = bridge;
        expect(await archive.heads(SHARED, ['nowhere', 'bridge'])).toEqual([head]);
        expect(await archive.getByFingerprint(SHARED, fingerprint('bridge'))).toEqual(head);
        expect(await archive.get(SHARED, 'nowhere')).toBeUndefined();
      });

      it('is stored once for an identity, and each text of it is a version', async () => {
        await archive.put(incomingOf(bridge, { at: 1 }));
        expect(await archive.put(incomingOf(bridge, { at: 2 }))).toBe('same');
        const again = createStory('The bridge has reopened, late.', { id: 'other', title: bridge.title });
        expect(await archive.put(incomingOf(again, { identity: 'file:bridge', at: 3 }))).toBe('changed');
        expect((await archive.get(SHARED, 'bridge'))?.body).toBe(again.body);
        expect(await archive.get(SHARED, 'other')).toBeUndefined();
        expect(await archive.get(SHARED, 'bridge', bridge.hash.slice(0, 12))).toEqual(bridge);
        expect(await archive.get(SHARED, 'bridge', 'ffffffffffffffff')).toBeUndefined();
        expect(await archive.get(SHARED, 'bridge', '')).toBeUndefined();
        expect(await archive.versions(SHARED, 'bridge')).toEqual([
          { hash: again.hash, storedAt: 3 },
          { hash: bridge.hash, storedAt: 1 },
        ]);
        expect(await archive.passages(SHARED, 'collision pier', { limit: 5 })).toEqual([]);
        expect(await archive.speakers(SHARED, 'Lindqvist', 5)).toEqual([]);
        expect(await archive.counts(SHARED)).toMatchObject({ stories: 1, quotations: 0 });
      });

      it('keeps its text and its date of storing when it is read again', async () => {
        const unread = { ...bridge, quotations: [] };
        await archive.put(incomingOf(unread, { reading: 0, fault: 'it took too long', at: 1 }));
        expect(await archive.outdated(READING_VERSION, 10)).toMatchObject(
          [
            {
              text: { id: 'bridge', body: bridge.body },
              owner: {},
              identity: 'file:bridge',
              fault: /too long/,
            },
          ].map((one) => ({ ...one, fault: 'it took too long' })),
        );
        expect(await archive.put(incomingOf(bridge, { at: 9 }))).toBe('read again');
        expect(await archive.outdated(READING_VERSION, 10)).toEqual([]);
        expect(await archive.versions(SHARED, 'bridge')).toEqual([{ hash: bridge.hash, storedAt: 1 }]);
        expect(await archive.get(SHARED, 'bridge')).toEqual(bridge);
        expect(await archive.quotations(SHARED, { stems: ['promis'], limit: 5 })).toHaveLength(2);
      });

      it('is said to be withdrawn, whatever the version and also when it is read again, until it is there again', async () => {
        await archive.put(incomingOf(bridge, { owner: NORTH, reading: 0, at: 1 }));
        expect(await archive.withdraw(NORTH, 'bridge', 77)).toBe(true);
        expect(await archive.withdraw(SOUTH, 'bridge', 78)).toBe(false);
        const marked = { ...bridge, withdrawn: 77 };
        expect(await archive.get(NORTH, 'bridge')).toEqual(marked);
        expect(await archive.get(NORTH, 'bridge', bridge.hash)).toEqual(marked);
        expect(await archive.heads(NORTH, ['bridge'])).toMatchObject([{ withdrawn: 77 }]);
        expect((await archive.newest(NORTH, {}, { limit: 1 })).stories).toMatchObject([{ withdrawn: 77 }]);
        const [outdated] = await archive.outdated(READING_VERSION, 1);
        if (!outdated) throw new Error('nothing to read again');
        const { text, ...rest } = outdated;
        const again = { ...bridge, ...text };
        await archive.put({ ...rest, story: again, reading: READING_VERSION, at: 2 });
        expect(await archive.get(NORTH, 'bridge')).toEqual(marked);
        expect(await archive.find(NORTH, 'file:bridge')).toMatchObject({ withdrawn: 77 });
        await archive.withdraw(NORTH, 'bridge', undefined);
        expect(await archive.get(NORTH, 'bridge')).toEqual(bridge);
        expect(await archive.find(NORTH, 'file:bridge')).toMatchObject({ withdrawn: undefined });
      });

      it('is a teaser in the version that only announces it', async () => {
        const teaser = createStory('Ferries end …', { id: 'bridge', isTeaser: true });
        await archive.put(incomingOf(teaser, { identity: 'file:bridge', at: 1 }));
        expect(await archive.get(SHARED, 'bridge')).toEqual(teaser);
        expect(await archive.find(SHARED, 'file:bridge')).toMatchObject({ isTeaser: true });
        await archive.put(incomingOf(bridge, { at: 2 }));
        expect(await archive.get(SHARED, 'bridge')).toEqual(bridge);
        expect(await archive.get(SHARED, 'bridge', teaser.hash)).toEqual(teaser);
        expect(await archive.find(SHARED, 'file:bridge')).toMatchObject({ isTeaser: false });
      });

      it('is found by its feed and by another that gives it too', async () => {
        const from = (feed: string) =>
          incomingOf(bridge, { source: { kind: 'feed', feed }, identity: 'url' });
        await archive.put(from('https://a.example/feed'));
        expect(await archive.put(from('https://b.example/feed'))).toBe('same');
        for (const feed of ['https://a.example/feed', 'https://b.example/feed'])
          expect((await archive.newest(SHARED, { feed }, { limit: 5 })).total).toBe(1);
        expect(await archive.find(SHARED, 'url')).toEqual({
          ...{ id: 'bridge', hash: bridge.hash, reading: READING_VERSION },
          feeds: ['https://a.example/feed', 'https://b.example/feed'],
          isTeaser: false,
        });
        expect(await archive.find(NORTH, 'url')).toBeUndefined();
      });

      it('keeps its id from another identity', async () => {
        await archive.put(incomingOf(bridge));
        const outcome = await archive.put(incomingOf({ ...secret, id: 'bridge' }, { owner: NORTH }));
        expect(outcome).toBe('id taken');
        expect((await archive.get(NORTH, 'bridge'))?.title).toBe(bridge.title);
      });

      it('may be in two servers under one id, each with its own versions and vectors', async () => {
        const [north, south] = [NORTH, SOUTH].map((owner) => incomingOf(secret, { owner, identity: 'item' }));
        for (const incoming of [north, south]) if (incoming) expect(await archive.put(incoming)).toBe('new');
        const vectors = {
          model: 'm',
          dimension: 1,
          passages: new Uint8Array(1),
          quotations: new Uint8Array(0),
        };
        expect(await archive.withoutVectors('m', 9)).toHaveLength(2);
        expect(await archive.putVectors(secret, vectors)).toBe(true);
        expect(await archive.withoutVectors('m', 9)).toEqual([]);
        const rewritten = createStory('Something else is said now.', { id: secret.id });
        expect(await archive.put(incomingOf(rewritten, { owner: SOUTH, identity: 'item' }))).toBe('changed');
        expect((await archive.get(NORTH, secret.id))?.body).toBe(secret.body);
        expect((await archive.get(SOUTH, secret.id))?.body).toBe(rewritten.body);
        expect(await archive.put(incomingOf(secret))).toBe('id taken');
        expect(await archive.remove(NORTH, [secret.id])).toBe(1);
        expect(await archive.get(NORTH, secret.id)).toBeUndefined();
        expect((await archive.versions(SOUTH, secret.id)).length).toBe(2);
      });

      it('is gone with all that was read of it when it is removed', async () => {
        await putAll(archive, [bridge, library]);
        expect(await archive.remove(NORTH, ['bridge'])).toBe(0);
        expect(await archive.remove(SHARED, ['bridge', 'nowhere'])).toBe(1);
        expect(await archive.get(SHARED, 'bridge')).toBeUndefined();
        expect(await archive.versions(SHARED, 'bridge')).toEqual([]);
        expect(await archive.passages(SHARED, 'bridge ferry', { limit: 5 })).toEqual([]);
        expect(await archive.quotations(SHARED, { stems: ['promis', 'ferri'], limit: 5 })).toEqual([]);
        expect(await archive.speakers(SHARED, '', 5)).toMatchObject([{ name: 'Ona Reyes' }]);
        expect(await archive.newest(SHARED, { tag: 'transport' }, { limit: 5 })).toMatchObject({ total: 0 });
        expect(await archive.newest(SHARED, { title: 'harbour' }, { limit: 5 })).toMatchObject({ total: 0 });
        expect(await archive.counts(SHARED)).toMatchObject({ stories: 1, paragraphs: 2 });
        expect(await archive.put(incomingOf(bridge))).toBe('new');
        expect((await archive.passages(SHARED, 'bridge', { limit: 1 }))[0]?.story).toBe('bridge');
      });
    });

    describe('what is near in meaning', () => {
      const unit = (...numbers: number[]) => Float32Array.from(numbers);
      const near = { model: 'm', vector: unit(1, 0), limit: 5 };
      const embedded = (model = 'm') => ({
        model,
        dimension: 2,
        passages: packVectors([unit(0, 1), unit(1, 0), unit(0.6, 0.8)]),
        quotations: packVectors([unit(1, 0), unit(0, 1)]),
      });
      const waiting = async (model: string) => (await archive.withoutVectors(model, 9)).map(({ id }) => id);
      const found = async (scope: Scope = SHARED) =>
        (await archive.nearPassages(scope, near)).map(({ story, paragraph }) => `${story} ${paragraph}`);

      it('is found by vectors, nearest first, in its scope', async () => {
        await putAll(archive, [bridge]);
        await putAll(archive, [secret], NORTH);
        expect(await waiting('m')).toEqual(['secret', 'bridge']);
        expect(await archive.putVectors(bridge, embedded())).toBe(true);
        expect(await waiting('m')).toEqual(['secret']);
        expect(await archive.nearPassages(SHARED, near)).toMatchObject([
          { story: 'bridge', paragraph: 2, likeness: expect.closeTo(1, 2) },
          { story: 'bridge', paragraph: 3, likeness: expect.closeTo(0.6, 2) },
          { story: 'bridge', paragraph: 1, likeness: expect.closeTo(0, 2) },
        ]);
        const [first] = await archive.nearQuotations(SHARED, { ...near, vector: unit(0, 1), direct: true });
        expect(first?.quotation.text).toBe('We kept that promise to the day,');
        await archive.putVectors(secret, { ...embedded(), passages: packVectors([unit(1, 0)]) });
        expect(await found()).not.toContain('secret 1');
        expect(await found(NORTH)).toContain('secret 1');
      });

      it('is made anew for another model, for another text, and not for one that is gone', async () => {
        await archive.put(incomingOf(bridge));
        await archive.putVectors(bridge, embedded());
        expect(await waiting('other')).toEqual(['bridge']);
        await archive.putVectors(bridge, embedded('other'));
        expect(await found()).toEqual([]);
        await archive.withoutVectors('m', 1);
        await archive.putVectors(bridge, embedded());
        const again = createStory('The bridge has reopened, late.', { id: 'bridge', title: bridge.title });
        await archive.put(incomingOf(again));
        expect(await found()).toEqual([]);
        expect(await waiting('m')).toEqual(['bridge']);
        expect(await archive.putVectors(bridge, embedded())).toBe(false);
        await archive.putVectors(again, { ...embedded(), passages: packVectors([unit(1, 0)]) });
        expect(await found()).toEqual(['bridge 1']);
        await archive.remove(SHARED, ['bridge']);
        expect(await found()).toEqual([]);
        await archive.put(incomingOf(again));
        expect(await waiting('m')).toEqual(['bridge']);
      });
    });

    describe('a list of stories', () => {
      beforeEach(() =>
        putAll(archive, [library, bridge, createStory('Text.', { id: 'undated', title: 'Old' })]),
      );
      const ids = async (...args: Parameters<StoryArchive['newest']>) =>
        (await archive.newest(...args)).stories.map(({ id }) => id);

      it('is newest first, in which an undated one has its place by when it came in, also when it changes', async () => {
        const undated = createStory('Text.', { id: 'late', title: 'Late' });
        await archive.put(incomingOf(undated, { at: Date.parse(library.published ?? '') + 1 }));
        expect(await ids(SHARED, {}, { limit: 5 })).toEqual(['bridge', 'late', 'library', 'undated']);
        await archive.put(
          incomingOf(createStory('More.', { id: 'late', title: 'Late' }), { at: Date.now() }),
        );
        expect(await ids(SHARED, {}, { limit: 5 })).toEqual(['bridge', 'late', 'library', 'undated']);
      });

      it('is newest first, in pages', async () => {
        expect(await ids(SHARED, {}, { limit: 5 })).toEqual(['bridge', 'library', 'undated']);
        expect(await ids(SHARED, {}, { offset: 1, limit: 1 })).toEqual(['library']);
        expect(await archive.newest(SHARED, {}, { offset: 9, limit: 2 })).toEqual({ stories: [], total: 3 });
      });

      it('is narrowed by words that begin words of the title, by outlet and by tag', async () => {
        expect(await ids(SHARED, { title: 'REOP harb' }, { limit: 5 })).toEqual(['bridge']);
        expect(await ids(SHARED, { title: 'harbours' }, { limit: 5 })).toEqual([]);
        expect(await ids(SHARED, { title: ' “ ” ' }, { limit: 5 })).toHaveLength(3);
        expect(await ids(SHARED, { tag: 'books' }, { limit: 5 })).toEqual(['library']);
        expect(await ids(SHARED, { outlet: 'The Ledger', tag: 'transport' }, { limit: 5 })).toEqual([
          'bridge',
        ]);
        expect(await ids(SHARED, { outlet: 'The Ledger', tag: 'books' }, { limit: 5 })).toEqual([]);
        expect(await ids(SHARED, { title: 'night', tag: 'books' }, { limit: 5 })).toEqual(['library']);
      });

      it('is of those with the most words of a title where none fits, or the newest', async () => {
        const nearest = async (title: string) =>
          (await archive.nearest(SHARED, title, 2)).map(({ id }) => id);
        expect((await nearest('night bridge harbour of the future'))[0]).toBe('bridge');
        expect(await nearest('zeppelin')).toEqual(['bridge', 'library']);
        expect(await nearest('')).toEqual(['bridge', 'library']);
      });

      it('by title counts no further than it says', async () => {
        expect(MOST_COUNTED).toBeGreaterThanOrEqual(1000);
      });
    });

    describe('paragraphs', () => {
      beforeEach(() => putAll(archive, [bridge, library]));
      const find = async (query: string, story?: string) =>
        (await archive.passages(SHARED, query, { limit: 5, story })).map(
          (hit) => `${hit.story} ${hit.paragraph}`,
        );

      it('are found by forms of a word, best first, with their exact text', async () => {
        const [best] = await archive.passages(SHARED, 'withstanding collisions', { limit: 1 });
        expect(best).toMatchObject({ story: 'bridge', paragraph: 3 });
        expect(best?.text).toMatch(/^Dr\. Amina Okoye said that .* speed\.$/);
        expect(best?.score).toBeGreaterThan(0);
        expect(await find('zeppelin')).toEqual([]);
      });

      it('are found by title and dek', async () => {
        expect((await find('night hours readers'))[0]).toMatch(/^library/);
        expect((await find('crossings end'))[0]).toMatch(/^bridge/);
      });

      it('keep to one story when asked', async () => {
        expect(await find('night ferry', 'library')).toEqual(['library 2', 'library 1']);
        expect(await find('ferry', 'nowhere')).toEqual([]);
      });

      it('take any text as a query', async () => {
        const soup = fc
          .array(
            fc.oneof(
              fc.constantFrom(
                '"',
                "'",
                ' AND ',
                ' OR ',
                ' NOT ',
                ' NEAR(',
                '*',
                '^',
                ':',
                '\0',
                '🌉',
                'mayor',
                '~',
              ),
              fc.string({ unit: 'binary' }),
            ),
          )
          .map((parts) => parts.join(''));
        await fc.assert(
          fc.asyncProperty(soup, async (text) => {
            await archive.passages(SHARED, text, { limit: 3 });
            await archive.speakers(SHARED, text, 3);
            await archive.newest(SHARED, { title: text, tag: text }, { limit: 3 });
            await archive.nearest(SHARED, text, 3);
            await archive.quotations(SHARED, { stems: text.split(' '), speakers: [text], limit: 3 });
            await archive.get(SHARED, text, text);
          }),
          { numRuns: 100 },
        );
        expect(await find('"mayor" AND (office* OR body:x) -title:y \0 🌉')).toContain('bridge 1');
        expect(await find(Array.from({ length: 2000 }, (_, n) => `w${n}`).join(' '))).toEqual([]);
      });
    });

    describe('quotations', () => {
      beforeEach(() => putAll(archive, [bridge, library]));
      const find = async (filter: Partial<Parameters<StoryArchive['quotations']>[1]>) =>
        (await archive.quotations(SHARED, { limit: 9, ...filter })).map(({ quotation }) => quotation.text);

      it('are found by their own words, their paragraph and who says them, with their story', async () => {
        const [best] = await archive.quotations(SHARED, { stems: ['promis', 'mayor'], limit: 1 });
        expect(best).toMatchObject({ story: { id: 'bridge' }, quotation: { speaker: 'Tomas Lindqvist' } });
        expect([best?.story]).toEqual(await archive.heads(SHARED, ['bridge']));
        expect(best?.before).toMatch(/^The old bridge reopened/);
        expect((await find({ stems: ['librarian'] }))[0]).toMatch(/^Students/);
        expect((await find({ stems: [stemWord('Reyes'), 'zeppelin'] }))[0]).toMatch(/^Students/);
        expect(await find({ stems: ['zeppelin'] })).toEqual([]);
      });

      it('are one speaker’s, or direct speech only, when asked', async () => {
        expect(await find({ speakers: ['Tomas Lindqvist'] })).toHaveLength(2);
        expect(await find({ speakers: ['Tomas Lindqvist'], stems: ['ferri'] })).toContain(
          'Nobody should queue for a ferry again.',
        );
        expect(await find({ speakers: ['Amina Okoye'] })).toHaveLength(1);
        expect(await find({ speakers: ['Amina Okoye'], direct: true })).toEqual([]);
        expect(await find({ speakers: ['Nobody'] })).toEqual([]);
      });

      it('of the stories stored last come when nothing is asked, only those that may be shown', async () => {
        const all = await archive.quotations(SHARED, { limit: 9 });
        expect(all[0]?.story.id).toBe('library');
        expect(all.every(({ quotation }) => quotation.shown)).toBe(true);
        expect(await find({ limit: 2 })).toHaveLength(2);
        expect(await find({ limit: 0 })).toEqual([]);
      });
    });

    describe('speakers', () => {
      beforeEach(() => putAll(archive, [bridge, library]));
      const find = async (typed: string) =>
        (await archive.speakers(SHARED, typed, 5)).map(({ name }) => name);

      it.each([
        ['lindq', 'Tomas Lindqvist'],
        ['tomas', 'Tomas Lindqvist'],
        ['Lindkvist', 'Tomas Lindqvist'],
        ['librarian', 'Ona Reyes'],
        ['réyes', 'Ona Reyes'],
      ])('are found as %s', async (typed, name) => {
        expect((await find(typed))[0]).toBe(name);
      });

      it('come with their roles and numbers of quotations, the most quoted first', async () => {
        const [first] = await archive.speakers(SHARED, '', 5);
        expect(first).toEqual({ name: 'Tomas Lindqvist', role: 'Mayor', quotations: 2 });
        expect(await find('grimsby')).toEqual([]);
        expect(await archive.speakers(SHARED, '', 1)).toHaveLength(1);
      });
    });

    describe('scope', () => {
      beforeEach(async () => {
        await putAll(archive, [bridge]);
        await putAll(archive, [secret], NORTH);
        await putAll(archive, [library], SOUTH);
      });

      it('stands first in every query', () => {
        type Unscoped = {
          [Name in keyof StoryArchive]: Parameters<StoryArchive[Name]>[0] extends Scope ? never : Name;
        }[keyof StoryArchive];
        expectTypeOf<Unscoped>().toEqualTypeOf<never>();
      });

      it.each([
        ['a direct message', SHARED, ['bridge']],
        ['a server with stories of its own', NORTH, ['bridge', 'secret']],
        ['another server', SOUTH, ['bridge', 'library']],
        ['a server without any', { guild: '3' }, ['bridge']],
        ['a server whose id is none', { guild: "' OR 1=1 --" }, ['bridge']],
        ['no server', { guild: '' }, ['bridge']],
      ])('of %s shows the shared stories and its own, by no query another’s', async (_, scope, expected) => {
        const seen = await seeAll(archive, scope);
        expect([...seen].toSorted()).toEqual(expected);
        expect(await archive.counts(scope)).toMatchObject({
          ...{ stories: expected.length, own: expected.length - 1 },
        });
      });

      it('adds up what the shared stories and a server’s own quote of one person', async () => {
        expect(await archive.speakers(NORTH, 'Lindqvist', 5)).toMatchObject([{ quotations: 3 }]);
        expect(await archive.speakers(SOUTH, 'Lindqvist', 5)).toMatchObject([{ quotations: 2 }]);
      });
    });

    describe('retention', () => {
      const DAY = 86_400_000;
      const feed = { source: { kind: 'feed', feed: 'https://a.example/feed' } } as const;

      it('removes what feeds brought and nobody has been shown since, and nothing else', async () => {
        const put = (id: string, change: object = {}) =>
          archive.put(incomingOf(createStory(`${id} text.`, { id }), { at: DAY, ...feed, ...change }));
        await put('old');
        await put('shown');
        await put('pinned');
        await put('fresh', { at: 90 * DAY });
        await put('file', { source: { kind: 'file' } });
        await put('upload', { source: { kind: 'upload' } });
        await archive.touch(['shown', 'nowhere'], 80 * DAY);
        expect(await archive.pin(SHARED, 'pinned', true)).toBe(true);
        expect(await archive.pin(NORTH, 'old', true)).toBe(false);
        expect(await archive.expire(30 * DAY, 10)).toBe(1);
        expect(await archive.get(SHARED, 'old')).toBeUndefined();
        expect(await archive.expire(30 * DAY, 10)).toBe(0);
        expect(await archive.counts(SHARED)).toMatchObject({ stories: 5 });
        await archive.pin(SHARED, 'pinned', false);
        expect(await archive.expire(100 * DAY, 2)).toBe(2);
      });

      it('gives what it takes to put a story back that was removed, to its owner alone', async () => {
        const source = { kind: 'feed', feed: 'https://ledger.example/feed' } as const;
        const own = incomingOf(bridge, { owner: NORTH, source, identity: 'url:ledger.example/bridge' });
        await archive.put(own);
        expect(await archive.incoming(SHARED, bridge.id)).toBeUndefined();
        const kept = await archive.incoming(NORTH, bridge.id);
        await archive.remove(NORTH, [bridge.id]);
        expect(await archive.incoming(NORTH, bridge.id)).toBeUndefined();
        if (!kept) throw new Error('it was not there');
        const { text, ...rest } = kept;
        expect(await archive.put({ ...own, ...rest, story: { ...bridge, ...text } })).toBe('new');
        expect(await archive.get(NORTH, bridge.id)).toEqual(bridge);
        expect((await archive.find(NORTH, own.identity))?.feeds).toEqual([source.feed]);
      });

      it('reads again what an earlier version read, newest first', async () => {
        const put = (id: string, published: string, reading: number) =>
          archive.put(incomingOf(createStory('Text.', { id, published }), { reading }));
        await put('b', '2026-01-02', 1);
        await put('a', '2026-01-01', 1);
        await put('c', '2026-01-03', 2);
        const outdated = async (reading: number) =>
          (await archive.outdated(reading, 5)).map(({ text }) => text.id);
        expect(await outdated(2)).toEqual(['b', 'a']);
        expect(await outdated(1)).toEqual([]);
      });
    });

    it('remembers its files, by name and in pages', async () => {
      const file = (name: string) => ({ name, stamp: 's', hash: 'h', faults: [{ line: 1, reason: 'none' }] });
      await archive.noteFiles([file('b.md'), file('a.md'), { ...file('c.md'), story: 'c', faults: [] }]);
      expect((await archive.files('', 2)).map(({ name }) => name)).toEqual(['a.md', 'b.md']);
      expect(await archive.files('b.md', 2)).toEqual([{ ...file('c.md'), story: 'c', faults: [] }]);
      await putAll(archive, [createStory('Text.', { id: 'c' })]);
      await archive.dropFiles(['c.md', 'a.md', 'nowhere.md']);
      expect(await archive.get(SHARED, 'c')).toBeUndefined();
      expect((await archive.files('', 9)).map(({ name }) => name)).toEqual(['b.md']);
      await archive.enterFolder('/news');
      expect(await archive.folder()).toBe('/news');
    });

    it('answers as a simple model does, whatever is put, changed and removed', {
      timeout: 120_000,
    }, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(COMMAND, { minLength: 1, maxLength: 12 }), async (commands) => {
          const own = await open();
          try {
            const model = new Map<string, { readonly story: Story; readonly scope: string }>();
            for (const command of commands) await apply(own, model, command);
            for (const scope of [SHARED, NORTH, SOUTH]) await compare(own, model, scope);
          } finally {
            await own.close();
          }
        }),
        { numRuns: runs },
      );
    });
  });
}

/** The ids of all stories that any query shows to a scope. */
async function seeAll(archive: OpenArchive, scope: Scope): Promise<Set<string>> {
  const all = [bridge, secret, library];
  const seen = new Set<string>();
  for (const { id, hash, title, outlet, tags } of all) {
    const direct = [
      (await archive.get(scope, id))?.id,
      (await archive.get(scope, id, hash))?.id,
      (await archive.getByFingerprint(scope, fingerprint(id)))?.id,
      ...(await archive.versions(scope, id)).map(() => id),
      ...(await archive.passages(scope, 'the', { limit: 9, story: id })).map(({ story }) => story),
    ];
    const listed = [
      ...(await archive.nearest(scope, title, 9)),
      ...(await archive.newest(scope, { title }, { limit: 9 })).stories,
      ...(await archive.newest(scope, { outlet }, { limit: 9 })).stories,
      ...(await archive.newest(scope, { tag: tags[0] }, { limit: 9 })).stories,
    ];
    for (const found of [...direct, ...listed.map((head) => head.id)]) if (found) seen.add(found);
  }
  for (const { id } of await archive.heads(
    scope,
    all.map(({ id }) => id),
  ))
    seen.add(id);
  for (const query of ['vault mayor ferry night students', 'nobody', 'stays'])
    for (const { story } of await archive.passages(scope, query, { limit: 50 })) seen.add(story);
  for (const stems of [undefined, ['vault', 'student', 'promis'], ['lindqvist'], ['mayor']])
    for (const { story } of await archive.quotations(scope, { stems, limit: 50 })) seen.add(story.id);
  for (const { name } of await archive.speakers(scope, '', 50))
    for (const { story } of await archive.quotations(scope, { speakers: [name], limit: 50 }))
      seen.add(story.id);
  return seen;
}

const WORDS = ['harbour', 'vote', 'storm', 'council', 'ferry', 'school', 'tax', 'night'];
const NAMES = ['Ada Brook', 'Omar Lund', 'Zoë Álvarez'];
const word = fc.constantFrom(...WORDS);
const paragraph = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 5 }), fc.option(fc.constantFrom(...NAMES)))
  .map(([words, name]) =>
    name
      ? `“We saw the ${words.join(' and the ')} on the day,” said ${name}.`
      : `The ${words.join(' ')} came.`,
  );
const COMMAND = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('put' as const),
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      title: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
      day: fc.option(fc.integer({ min: 1, max: 28 })),
      tag: fc.constantFrom('x', 'y'),
      body: fc.array(paragraph, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('\n\n')),
      guild: fc.constantFrom('', '1', '2'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('remove' as const),
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      guild: fc.constantFrom('', '1', '2'),
    }),
  },
);
type Model = Map<string, { readonly story: Story; readonly scope: string }>;

async function apply(
  archive: OpenArchive,
  model: Model,
  command: typeof COMMAND extends fc.Arbitrary<infer C> ? C : never,
): Promise<void> {
  const { id, guild } = command;
  const owner = guild ? { guild } : {};
  if (command.kind === 'remove') {
    expect(await archive.remove(owner, [id])).toBe(model.delete(`${guild} ${id}`) ? 1 : 0);
    return;
  }
  const { title, day, tag, body } = command;
  const published = day === null ? {} : { published: `2026-01-${String(day).padStart(2, '0')}` };
  const story = createStory(body, { id, title, tags: [tag], ...published });
  const known = model.get(`${guild} ${id}`);
  // Nobody may see two stories of one id.
  const isTaken = guild ? model.has(` ${id}`) : ['1', '2'].some((other) => model.has(`${other} ${id}`));
  const unknown = isTaken ? 'id taken' : 'new';
  const expected = !known ? unknown : known.story.hash === story.hash ? 'same' : 'changed';
  expect(await archive.put(incomingOf(story, { owner }))).toBe(expected);
  if (expected !== 'id taken') model.set(`${guild} ${id}`, { story, scope: guild });
}

async function compare(archive: OpenArchive, model: Model, scope: Scope): Promise<void> {
  const visible = [...model.values()]
    .filter((one) => one.scope === '' || one.scope === scope.guild)
    .map(({ story }) => story)
    .sort((a, b) => (b.published ?? '').localeCompare(a.published ?? '') || (a.id < b.id ? -1 : 1));
  const ids = (stories: readonly { readonly id: string }[]) => stories.map(({ id }) => id);
  for (const id of ['a', 'b', 'c', 'd'])
    expect(await archive.get(scope, id)).toEqual(visible.find((story) => story.id === id));
  const listed = await archive.newest(scope, {}, { limit: 10 });
  expect({ ids: ids(listed.stories), total: listed.total }).toEqual({
    ids: ids(visible),
    total: visible.length,
  });
  const tagged = await archive.newest(scope, { tag: 'x' }, { limit: 10 });
  expect(ids(tagged.stories)).toEqual(ids(visible.filter(({ tags }) => tags.includes('x'))));
  for (const one of WORDS) {
    const titled = await archive.newest(scope, { title: one.slice(0, 3) }, { limit: 10 });
    const withWord = visible.filter(({ title }) =>
      title.split(' ').some((part) => part.startsWith(one.slice(0, 3))),
    );
    expect(ids(titled.stories)).toEqual(ids(withWord));
    const found = await archive.passages(scope, one, { limit: 50 });
    const holding = visible.flatMap((story) =>
      story.paragraphs
        .filter(({ start, end }) => `${story.title} ${story.body.slice(start, end)}`.includes(one))
        .map(({ number }) => `${story.id} ${number}`),
    );
    expect(found.map((hit) => `${hit.story} ${hit.paragraph}`).toSorted()).toEqual(holding.toSorted());
  }
  const quotations = visible.flatMap((story) => story.quotations.filter(({ shown }) => shown));
  expect(await archive.quotations(scope, { limit: 100 })).toHaveLength(quotations.length);
  for (const name of NAMES) {
    const own = quotations.filter(({ speaker }) => speaker === name);
    expect(await archive.quotations(scope, { speakers: [name], limit: 100 })).toHaveLength(own.length);
    const known = (await archive.speakers(scope, name, 5)).find((speaker) => speaker.name === name);
    expect(known?.quotations ?? 0).toBe(own.length);
  }
  expect(await archive.counts(scope)).toMatchObject({
    stories: visible.length,
    paragraphs: visible.reduce((sum, { paragraphs }) => sum + paragraphs.length, 0),
    quotations: quotations.length,
  });
}
