import { describe, expect, it } from 'vitest';
import { readPage } from '../../../src/adapters/intake/page-reader.ts';

const ADDRESS = 'https://www.ledger.example/news/bridge?utm_source=feed';
const LEAD = 'The harbour bridge reopened on Monday after eleven weeks of repairs, the council said.';
const SECOND = '“We kept that promise to the day,” said Tomas Lindqvist, who runs the port authority.';
const THIRD = 'Ferry crossings, which carried four thousand people a day, end on Friday evening.';
const STORY = `<p>${LEAD}</p><p>${SECOND}</p><p>${THIRD}</p>`;

function pageOf(body: string, head = '<title>Bridge reopens</title>'): string {
  return `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`;
}

function paragraphsOf(body: string): string[] | undefined {
  return readPage(pageOf(body), ADDRESS)?.text.split('\n\n');
}

describe('paragraphs', () => {
  it.each([
    [
      'the caption of a picture',
      '<figure><img src="a.jpg"><figcaption>The bridge on Sunday.</figcaption></figure>',
    ],
    [
      'a credit named by its class',
      '<div class="photo-credit"><p>Photograph: A. Person, for the Ledger, on Sunday.</p><p>All of them.</p></div>',
    ],
    [
      'a bar to share it',
      '<div class="articleShareBar"><p>Share this story with all of your friends.</p><p>Or print it.</p></div>',
    ],
    ['a link to a related story', '<p>Related: <a href="/tunnel">The tunnel that was never built</a></p>'],
    [
      'links without words of their own',
      '<ul><li><a href="/a">Another story</a></li><li><a href="/b">More</a></li></ul>',
    ],
    ['an invitation', '<p>Sign up for our morning newsletter, and get it into your inbox.</p>'],
    ['a label of an advertisement', '<p>Advertisement</p>'],
    ['what the page hides', '<p style="display: none">Nobody is meant to see this sentence at all.</p>'],
    ['a note about cookies', '<div role="dialog">This website uses cookies to make you happier.</div>'],
    ['a script', '<script>document.write("A sentence that a script would have written.")</script>'],
  ])('leave out %s', (_what, part) => {
    const body = `<article><p>${LEAD}</p>${part}<p>${SECOND}</p><p>${THIRD}</p></article>`;
    expect(paragraphsOf(body)).toEqual([LEAD, SECOND, THIRD]);
  });

  it('leave out what stands before the first and after the last sentence', () => {
    const before = '<h1>Bridge reopens</h1><p>By Ines Varga</p><p>12 March 2026</p>';
    const after = '<p>Ines Varga</p><h3>More news</h3>';
    expect(paragraphsOf(`<article>${before}${STORY}${after}</article>`)).toEqual([LEAD, SECOND, THIRD]);
  });

  it('leave out rows of teasers of other stories', () => {
    const teaser = (name: string) =>
      `<div><h4><a href="/${name}">The story of ${name}</a></h4><p>All about ${name} here.</p></div>`;
    const body = `<div>${STORY}${['one', 'two', 'three', 'four'].map(teaser).join('')}</div>`;
    expect(paragraphsOf(body)).toEqual([LEAD, SECOND, THIRD]);
  });

  it('leave out other stories that the page shows as articles of their own', () => {
    const other = `<article><a rel="bookmark" href="/other">Other</a><p>${LEAD.replace('bridge', 'tunnel')}</p></article>`;
    expect(paragraphsOf(`<main><article>${STORY}</article>${other}${other}</main>`)).toEqual([
      LEAD,
      SECOND,
      THIRD,
    ]);
  });

  it('keep headings that text follows, items of lists, and posts that are quoted', () => {
    const post =
      '<div class="social-embed"><blockquote><p>Back on the bridge. What a morning!</p></blockquote></div>';
    const body = `<article><p>${LEAD}</p><h2>What comes next</h2><p>${SECOND}</p>${post}
      <ul><li>The northern lane opens on Friday morning.</li></ul><p>${THIRD}</p></article>`;
    expect(paragraphsOf(body)).toEqual([
      LEAD,
      'What comes next',
      SECOND,
      'Back on the bridge. What a morning!',
      'The northern lane opens on Friday morning.',
      THIRD,
    ]);
  });

  it('hold no mark-up, nothing unseen and no white space but single blanks', () => {
    const body = `<p>${LEAD}</p><p>He  said\u202e &amp; <b>meant</b>\u200b:<br>“Now\u00ad.” &lt;b&gt; And that was all that he had to say.</p><p>${THIRD}</p>`;
    expect(paragraphsOf(body)?.[1]).toBe('He said & meant: “Now.” <b> And that was all that he had to say.');
  });

  it('hold nothing of scripts, styles, frames and what runs at a click', () => {
    const hostile = `<p onclick="steal()">${SECOND}</p><script>steal()</script><style>steal{}</style><noscript>steal</noscript><iframe srcdoc="steal"></iframe><p><a href="javascript:steal()">${THIRD}</a></p>`;
    expect(paragraphsOf(`<p>${LEAD}</p>${hostile}`)).toEqual([LEAD, SECOND, THIRD]);
  });

  it('are none where the page holds no article', () => {
    expect(readPage(pageOf('<p>Please log in.</p>'), ADDRESS)).toBeUndefined();
    expect(readPage('', ADDRESS)).toBeUndefined();
  });

  it('are read from a page that has neither html nor body', () => {
    expect(readPage(`<title>Bridge reopens</title>${STORY}`, ADDRESS)?.text).toContain(LEAD);
  });
});

describe('what is known of the article', () => {
  const data = {
    '@context': 'https://schema.org',
    '@graph': [
      { '@type': 'WebPage', name: 'Ledger' },
      {
        '@type': ['NewsArticle'],
        headline: 'Bridge reopens &amp; ferries end',
        description: 'Eleven weeks of repairs are over.',
        author: [{ '@type': 'Person', name: 'Ines Varga' }, { name: 'Jo Tam' }, 'https://ledger.example/jo'],
        publisher: { name: 'The Northport Ledger' },
        datePublished: '2026-03-12T07:30:00+01:00',
        keywords: ['transport', 'harbour'],
      },
    ],
  };

  it('comes from JSON-LD first', () => {
    const head = `<script type="application/ld+json">${JSON.stringify(data)}</script><meta property="og:title" content="Other">`;
    expect(readPage(pageOf(STORY, head), ADDRESS)).toMatchObject({
      title: 'Bridge reopens & ferries end',
      dek: 'Eleven weeks of repairs are over.',
      author: 'Ines Varga, Jo Tam',
      outlet: 'The Northport Ledger',
      published: '2026-03-12T06:30:00Z',
      url: 'https://www.ledger.example/news/bridge',
      language: 'en',
      tags: ['transport', 'harbour'],
    });
  });

  it('comes from Open Graph and meta elements next', () => {
    const head = `<title>x</title><meta property="og:title" content="Bridge reopens"><meta property="og:site_name" content="Ledger">
      <meta name="author" content="By Ines Varga"><meta property="article:published_time" content="2026-03-12">
      <link rel="canonical" href="/news/harbour-bridge">`;
    expect(readPage(pageOf(STORY, head), ADDRESS)).toMatchObject({
      title: 'Bridge reopens',
      author: 'Ines Varga',
      outlet: 'Ledger',
      published: '2026-03-12',
      url: 'https://www.ledger.example/news/harbour-bridge',
    });
  });

  it('comes from the document itself where nothing else is said', () => {
    const read = readPage(
      pageOf(`<h1>Bridge reopens</h1>${STORY}`, '<title>Bridge reopens | Ledger</title>'),
      ADDRESS,
    );
    expect(read).toMatchObject({ title: 'Bridge reopens', outlet: 'ledger.example', tags: [] });
    expect(read?.author).toBeUndefined();
    expect(read?.published).toBeUndefined();
  });

  it.each([
    '{"@type": "NewsArticle", "headline"',
    '[]',
    '{"@graph": 7}',
    '{"@type":"NewsArticle","author":7,"headline":{}}',
  ])('does without JSON-LD that is broken: %s', (json) => {
    const head = `<title>Bridge reopens</title><script type="application/ld+json">${json}</script>`;
    expect(readPage(pageOf(STORY, head), ADDRESS)?.title).toBe('Bridge reopens');
  });

  it.each(['https://other.example/their-story', 'javascript:alert(1)', '/', 'http://'])(
    'does not take %s for the address of its story',
    (href) => {
      const head = `<title>t</title><link rel="canonical" href="${href}">`;
      expect(readPage(pageOf(STORY, head), ADDRESS)?.url).toBe('https://www.ledger.example/news/bridge');
    },
  );
});
