import { describe, expect, it } from 'vitest';
import { readFeed } from '../../../src/adapters/intake/feed-reader.ts';
import { FAULTS, FORMATS } from './malformed-feeds.ts';

const ADDRESS = 'https://a.example/feed.xml';

function rssOf(items: string, channel = ''): string {
  return `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Ledger</title><link>https://a.example/</link>${channel}${items}</channel></rss>`;
}

function itemOf(fields: string) {
  return readFeed(rssOf(`<item>${fields}</item>`), ADDRESS)?.items[0];
}

describe.each(Object.entries(FORMATS))('a feed in %s', (_format, feed) => {
  it.each(FAULTS)('is read with $name', ({ apply, found }) => {
    const items = readFeed(apply(feed), ADDRESS)?.items ?? [];
    expect(items).toHaveLength(found);
    expect(items[1]?.title).toBe('Ferries end');
  });
});

describe('a document with elements that are called like items', () => {
  it('is no feed by that alone', () => {
    const page = '<html><body><item><title>Milk</title><p>1 < 2</item><item>Eggs</item></body></html>';
    expect(readFeed(page, ADDRESS)).toBeUndefined();
  });
});

describe('a feed of which every item is broken', () => {
  it('keeps nobody waiting', () => {
    const broken = '<item><title>x</tilte><!-- <![CDATA['.repeat(50_000);
    expect(readFeed(rssOf(broken), ADDRESS)?.items ?? []).toEqual([]);
  });
});

describe('an item', () => {
  it('has its links made absolute, without parameters of tracking', () => {
    expect(itemOf('<title>x</title><link>/news/1?utm_medium=rss&amp;id=7#top</link>')?.url).toBe(
      'https://a.example/news/1?id=7',
    );
  });

  it('leads nowhere that is no page', () => {
    expect(itemOf('<title>x</title><link>javascript:alert(1)</link>')?.url).toBeUndefined();
  });

  it('takes its identity for its link only where it may be one', () => {
    expect(itemOf('<title>x</title><guid>https://a.example/1</guid>')?.url).toBe('https://a.example/1');
    expect(
      itemOf('<title>x</title><guid isPermaLink="false">https://a.example/1</guid>')?.url,
    ).toBeUndefined();
  });

  it.each([
    ['<title>&lt;b&gt;Bridge&lt;/b&gt; &amp;amp; tunnel</title>', 'Bridge & tunnel'],
    ['<title><![CDATA[<em>Bridge</em> &#8217;s end]]></title>', 'Bridge ’s end'],
    ['<title>Bri\u202edge\u200b  reopens\n today</title>', 'Bridge reopens today'],
  ])('has a title without mark-up: %s', (fields, title) => {
    expect(itemOf(fields)?.title).toBe(title);
  });

  it('has paragraphs without pictures, scripts and the line that says where it first appeared', () => {
    const html = `<p>The bridge reopened on Monday, the council said.</p><figure><figcaption>The bridge.</figcaption></figure><script>alert(1)</script>
      <p>Ferries end on Friday, when the last one leaves.</p><p>The post <a href="/1">Bridge</a> appeared first on <a href="/">Ledger</a>.</p>`;
    expect(itemOf(`<title>x</title><content:encoded><![CDATA[${html}]]></content:encoded>`)?.text).toBe(
      'The bridge reopened on Monday, the council said.\n\nFerries end on Friday, when the last one leaves.',
    );
  });

  it('says whether its text only announces the story', () => {
    const long = 'The bridge reopened on Monday, the council said. '.repeat(20);
    expect(itemOf(`<title>x</title><description>${long}</description>`)?.isTeaser).toBe(false);
    expect(itemOf(`<title>x</title><description>${long}[…]</description>`)?.isTeaser).toBe(true);
    expect(itemOf('<title>x</title><description>The bridge reopened.</description>')?.isTeaser).toBe(true);
  });

  it('that has neither title nor text is none', () => {
    expect(itemOf('<link>https://a.example/1</link>')).toBeUndefined();
  });
});

describe('hostile feeds', () => {
  const bomb = `<!DOCTYPE r [<!ENTITY a "ha">${'bcdefghij'
    .split('')
    .map((name, index) => `<!ENTITY ${name} "${`&${'abcdefghij'[index]};`.repeat(10)}">`)
    .join('')}]>`;

  it.each([
    ['a bomb of entities', rssOf('<item><title>&j;</title><guid>1</guid></item>').replace('?>', `?>${bomb}`)],
    [
      'a file of the server as an entity',
      rssOf('<item><title>x&f;</title></item>').replace(
        '?>',
        '?><!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]>',
      ),
    ],
    [
      'tags nested without end',
      rssOf(`<item><title>x</title><description><![CDATA[${'<div>'.repeat(200_000)}]]></description></item>`),
    ],
    ['items nested without end', `${rssOf('<item><title>x</title></item>')}${'<item>'.repeat(200_000)}`],
    [
      'one long entity, many times',
      rssOf(`<item><title>x</title><description>${'&a;'.repeat(100_000)}</description></item>`).replace(
        '?>',
        `?><!DOCTYPE r [<!ENTITY a "${'x'.repeat(100_000)}">]>`,
      ),
    ],
    ['a title of a megabyte', rssOf(`<item><title>${'x'.repeat(1_000_000)}</title></item>`)],
  ])('with %s are bounded', (_what, feed) => {
    const read = readFeed(feed, ADDRESS);
    expect(read?.items).toHaveLength(1);
    expect(read?.items[0]?.title.length).toBeLessThanOrEqual(300);
    expect(JSON.stringify(read)).not.toContain('root:');
    expect(JSON.stringify(read).length).toBeLessThan(400_000);
  });

  it.each(['<!DOCTYPE[', '<!DOCTYPE', '<!DOCTYPE[]', '<!DOCTYPE r [ ]  '])(
    'of document types that never end are none, soon: %s',
    (opening) => {
      expect(readFeed(opening.repeat(500_000), ADDRESS)?.items ?? []).toEqual([]);
    },
  );

  it('bring no scripts, no addresses that run, and nothing unseen', () => {
    const html = `<p onclick="steal()">He\u202e said\u200b “We kept it,” to all of them.</p><script>steal()</script><a href="javascript:steal()">On.</a><style>steal{}</style><iframe src="//x.example/steal"></iframe>`;
    const escaped = html.replaceAll('<', '&lt;');
    const fields = `<title>Bridge\u202e\u200b &lt;script>steal()&lt;/script> opens</title><link>javascript:steal()</link>`;
    for (const text of [
      `<description>${escaped}</description>`,
      `<content:encoded><![CDATA[${html}]]></content:encoded>`,
    ]) {
      const item = itemOf(fields + text);
      expect(item).toMatchObject({ title: 'Bridge opens', url: undefined });
      expect(item?.text).toContain('He said “We kept it,” to all of them.');
      expect(JSON.stringify(item)).not.toMatch(/steal|javascript|[\u200b\u202e]/);
    }
  });

  it('with a hundred thousand items give the first of them', () => {
    const feed = rssOf('<item><title>x</title></item>'.repeat(100_000));
    expect(readFeed(feed, ADDRESS)?.items.length).toBe(200);
  });

  it.each(['', 'hello', '<html><body><p>A page.</p></body></html>', '{"a": 1}', '[]', 'null', '<rss></rss'])(
    'that are none: %j',
    (text) => {
      expect(readFeed(text, ADDRESS)?.items ?? []).toEqual([]);
    },
  );
});
