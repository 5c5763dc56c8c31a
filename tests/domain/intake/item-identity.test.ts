import { expect, it } from 'vitest';
import type { FeedItem } from '../../../src/domain/intake/feed.ts';
import { findRepeats, identifyItems } from '../../../src/domain/intake/item-identity.ts';

const FEED = 'https://a.example/feed';
const NOTHING = { url: false, guid: false };

function item(fields: Partial<FeedItem>): FeedItem {
  return { title: 'Bridge reopens', tags: [], text: '', isTeaser: true, ...fields };
}

function identities(items: readonly FeedItem[], feed = FEED) {
  return identifyItems(feed, items, findRepeats(items, NOTHING)).map(({ identity }) => identity);
}

it('knows an item by its address, whatever its scheme, its guid, its date and its text', () => {
  const [one, other] = [
    item({ url: 'https://www.a.example/1', guid: 'x', published: '2026-01-01' }),
    item({ url: 'http://a.example/1/', guid: 'y', text: 'New.' }),
  ].map((one) => identities([one])[0]);
  expect(one).toBe(other);
});

it('knows an item of two feeds as one by its address, but not by a guid', () => {
  expect(identities([item({ url: 'https://a.example/1' })], 'https://b.example/feed')).toEqual(
    identities([item({ url: 'https://a.example/1' })]),
  );
  expect(identities([item({ guid: '1' })], 'https://b.example/feed')).not.toEqual(
    identities([item({ guid: '1' })]),
  );
});

it('takes a field that repeats within the feed for no identity', () => {
  const home = 'https://a.example/';
  const items = [item({ url: home, guid: '1', title: 'A' }), item({ url: home, guid: '2', title: 'B' })];
  expect(identities(items)).toEqual([`guid:${FEED} 1`, `guid:${FEED} 2`]);
  const alike = items.map((one) => ({ ...one, guid: 'always the same' }));
  expect(new Set(identities(alike)).size).toBe(2);
  expect(identities(alike)[0]).toMatch(/^text:/);
});

it('remembers that a field repeated, also when the feed holds one item only', () => {
  const known = findRepeats([item({ url: 'u', title: 'A' }), item({ url: 'u', title: 'B' })], NOTHING);
  expect(known).toEqual({ url: true, guid: false });
  expect(findRepeats([item({ url: 'u' })], known)).toEqual(known);
});

it('takes the same item twice for one', () => {
  const twice = [
    item({ url: 'https://a.example/1', guid: '1' }),
    item({ url: 'https://a.example/1', guid: '1' }),
  ];
  expect(identities(twice)).toHaveLength(1);
});

it('gives the same text one name whatever its date, case, marks and blanks', () => {
  const contents = [
    item({ title: 'Bridge reopens', text: '“At last,” she said.' }),
    item({ title: 'BRIDGE  reopens', text: '"At last", she said', published: '2026-02-02' }),
    item({ title: 'Bridge reopens', text: 'At last, he said.' }),
  ].map((one) => identifyItems(FEED, [one], NOTHING)[0]?.content);
  expect(contents[0]).toBe(contents[1]);
  expect(contents[0]).not.toBe(contents[2]);
});
