import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Article } from '../../../src/domain/intake/article.ts';
import { SHARED } from '../../../src/domain/intake/feed-book.ts';
import { createStoryIntake } from '../../../src/domain/intake/take-article.ts';
import { archiveOf, readerInPlace } from '../../fixtures/archive.ts';
import { createRecordingLog } from '../../fixtures/log.ts';

const SOURCE = { kind: 'feed', feed: 'https://ledger.example/feed' } as const;
const [NORTH, SOUTH] = [{ guild: '1' }, { guild: '2' }];

function articleOf(text: string): Article {
  return { title: 'Harbour bridge reopens', url: 'https://ledger.example/bridge', tags: [], text };
}

async function setStage() {
  const archive = await archiveOf();
  const intake = createStoryIntake({
    ...{ archive, reader: readerInPlace, clock: { now: () => 0 }, log: createRecordingLog() },
    counts: (scope) => archive.counts(scope),
    hash: (text) => createHash('sha256').update(text).digest('hex'),
  });
  const bring = (text: string, owners: readonly string[]) =>
    intake.store({
      article: articleOf(text),
      identity: 'url:https://ledger.example/bridge',
      owners,
      source: SOURCE,
    });
  return { archive, bring, intake };
}

it('a story of a feed that two servers follow is both servers’ own, under one id', async () => {
  const { archive, bring } = await setStage();
  const { id, added } = await bring('The bridge reopened.', ['1', '2']);
  expect(added).toEqual(['1', '2']);
  for (const scope of [NORTH, SOUTH])
    expect((await archive.get(scope, id))?.body).toBe('The bridge reopened.');
  expect(await archive.get({}, id)).toBeUndefined();
  expect(await bring('The bridge closed again.', ['1', '2'])).toMatchObject({ id, changed: ['1', '2'] });
  expect((await archive.get(SOUTH, id))?.body).toBe('The bridge closed again.');
});

it('a server sees a shared story, and has no copy of its own beside it', async () => {
  const { archive, bring } = await setStage();
  const { id } = await bring('The bridge reopened.', [SHARED]);
  expect(await bring('The bridge reopened.', ['1', SHARED])).toMatchObject({ id, added: [] });
  expect((await archive.newest(NORTH, {}, { limit: 9 })).total).toBe(1);
});

it('a story that servers have may come to everybody, too: servers know it by the id that they had', async () => {
  const { archive, bring } = await setStage();
  const { id } = await bring('The bridge reopened.', ['1']);
  const both = await bring('The bridge reopened.', ['1', '2', SHARED]);
  expect(both).toMatchObject({ id, added: ['2', SHARED] });
  const again = await bring('The bridge closed again.', ['1', '2', SHARED]);
  expect(again).toMatchObject({ id, changed: ['1', '2', SHARED] });
  const [shared] = (await archive.newest({}, {}, { limit: 9 })).stories;
  expect((await archive.get({}, shared?.id ?? ''))?.body).toBe('The bridge closed again.');
});

it('a teaser is said to be one, and takes the place of no whole story that another feed, or a page, gave', async () => {
  const { archive, intake } = await setStage();
  const bring = (text: string, isTeaser: boolean, isPatient: boolean, feed: string) =>
    intake.store({
      ...{ article: { ...articleOf(text), isTeaser }, identity: 'url:ledger.example/bridge', owners: ['1'] },
      ...{ isPatient, source: { kind: 'feed', feed } },
    });
  const { id } = await bring('The bridge …', true, true, 'https://a.example');
  expect(await archive.get(NORTH, id)).toMatchObject({ isTeaser: true, body: 'The bridge …' });
  await bring('The bridge …', false, true, 'https://b.example');
  expect(await archive.get(NORTH, id)).not.toHaveProperty('isTeaser');
  await bring('The bridge reopened.', false, true, 'https://b.example');
  const stored = await bring('The bridge, once …', true, true, 'https://c.example');
  expect(stored).toMatchObject({ id, added: [], changed: [] });
  expect((await archive.get(NORTH, id))?.body).toBe('The bridge reopened.');
  expect((await archive.newest(NORTH, { feed: 'https://c.example' }, { limit: 1 })).total).toBe(1);
  expect(await bring('Gone.', true, false, 'https://b.example')).toMatchObject({ changed: ['1'] });
  expect(await archive.get(NORTH, id)).toMatchObject({ isTeaser: true, body: 'Gone.' });
});

it('a story is said to be deleted at its source for each owner that has it, until it comes in again', async () => {
  const { archive, bring, intake } = await setStage();
  const { id } = await bring('The bridge reopened.', ['1', '2']);
  await bring('The bridge reopened.', [SHARED]);
  const marks = async () => {
    const [shared] = (await archive.newest({}, {}, { limit: 9 })).stories;
    const own = await Promise.all([NORTH, SOUTH].map((scope) => archive.get(scope, id)));
    return [...own, shared].map((story) => story?.withdrawn);
  };
  await intake.withdraw(id, ['1', SHARED], 7);
  expect(await marks()).toEqual([7, undefined, 7]);
  await bring('The bridge reopened.', ['1', '2']);
  expect(await marks()).toEqual([undefined, undefined, 7]);
});
