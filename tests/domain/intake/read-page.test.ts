import { describe, expect, it } from 'vitest';
import { readPage } from '../../../src/domain/intake/read-page.ts';

const STORY = 'https://ledger.example/harbour/bridge-reopens';

/** Reads a page that its site answers for at `end`, with this title. */
function read({ title = 'Bridge reopens', end = STORY, asked = STORY }) {
  const article = { title, tags: [], text: 'The bridge reopened on Monday.' };
  const none = () => Promise.reject(new Error('nobody asks for it'));
  return readPage(
    {
      fetcher: {
        fetch: async () => ({ url: end, status: 200, isMoved: false, headers: {}, body: new Uint8Array() }),
      },
      reader: { page: async () => article, feed: none, feedLinks: none },
      robots: { mayRead: async () => true },
    },
    asked,
  );
}

describe('a page that is there no more, though its site answers with 200,', () => {
  it.each(['https://ledger.example/', 'https://www.ledger.example/index.html'])(
    'is none where it leads to the front page: %s',
    async (end) => {
      await expect(read({ end })).rejects.toThrow('front page');
    },
  );

  it.each([
    '404',
    'Error 404 | The Ledger',
    'Page not found',
    'Sorry, this page isn’t available',
    'The page you are looking for could not be found - Ledger',
    'This article is no longer available',
  ])('is none by its title: %s', async (title) => {
    await expect(read({ title })).rejects.toThrow('no such page');
  });
});

describe('a page', () => {
  it.each([
    '404 homes destroyed by fire',
    '404-home estate approved',
    'Missing page found in attic of library',
    'Article 50 not found wanting',
    'Story not found credible by the court',
  ])('with a title that only resembles such a one is read: %s', async (title) => {
    expect(await read({ title })).toMatchObject({ title });
  });

  it('may be the front page where that was asked for, or another page that a redirect leads to', async () => {
    const front = 'https://ledger.example/';
    expect(await read({ asked: front, end: front })).toMatchObject({ title: 'Bridge reopens' });
    expect(await read({ end: `${STORY}-again` })).toMatchObject({ title: 'Bridge reopens' });
  });
});
