const STORIES = ['Bridge reopens', 'Ferries end', 'Port expands'];
const PROSE = 'The harbour bridge reopened on Monday after eleven weeks of repairs, the council said.';

/** A feed of `STORIES` in each format, as a publisher would send it. */
export const FORMATS: Readonly<Record<string, string>> = {
  'RSS 0.91': rss(
    '0.91',
    (title, n) =>
      `<title>${title}</title><link>https://a.example/${n}</link><description>${PROSE}</description>`,
  ),
  'RSS 0.92': rss(
    '0.92',
    (title, n) => `<title>${title}</title><link>https://a.example/${n}</link><category>port</category>`,
  ),
  'RSS 2.0': rss(
    '2.0',
    (title, n) =>
      `<title>${title}</title><guid isPermaLink="false">story-${n}</guid><link>https://a.example/${n}</link>
     <pubDate>Thu, 12 Mar 2026 0${n}:00:00 GMT</pubDate><description>&lt;p&gt;${PROSE}&lt;/p&gt;</description>`,
  ),
  'RSS with content': rss(
    '2.0',
    (title, n) =>
      `<title><![CDATA[${title}]]></title><guid>https://a.example/${n}</guid><dc:creator>Ines Varga</dc:creator>
     <content:encoded><![CDATA[<p>${PROSE}</p><p>${PROSE}</p>]]></content:encoded>`,
  ),
  'RSS with media': rss(
    '2.0',
    (title, n) =>
      `<media:title>${title}</media:title><title>${title}</title><guid>m${n}</guid><media:description>${PROSE}</media:description>`,
  ),
  RDF: `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://a.example/"><title>Ledger</title></channel>
    ${STORIES.map((title, n) => `<item rdf:about="https://a.example/${n}"><title>${title}</title><link>https://a.example/${n}</link><dc:date>2026-03-12</dc:date></item>`).join('\n')}</rdf:RDF>`,
  Atom: `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Ledger</title><id>urn:l</id>
    ${STORIES.map((title, n) => `<entry><id>urn:${n}</id><title>${title}</title><link href="https://a.example/${n}"/><updated>2026-03-12T0${n}:00:00Z</updated><content type="html">&lt;p&gt;${PROSE}&lt;/p&gt;</content></entry>`).join('\n')}</feed>`,
  'Atom 0.3': `<?xml version="1.0"?><feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Ledger</title>
    ${STORIES.map((title, n) => `<entry><id>urn:${n}</id><title>${title}</title><link rel="alternate" href="https://a.example/${n}"/><issued>2026-03-12T00:00:00Z</issued></entry>`).join('\n')}</feed>`,
  'JSON Feed': JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Ledger',
    items: STORIES.map((title, n) => ({
      id: String(n),
      url: `https://a.example/${n}`,
      title,
      content_html: `<p>${PROSE}</p>`,
    })),
  }),
};

function rss(version: string, describe: (title: string, n: number) => string): string {
  const items = STORIES.map((title, n) => `<item>${describe(title, n)}</item>`).join('\n');
  return `<?xml version="1.0"?><rss version="${version}" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Ledger</title><link>https://a.example/</link>${items}</channel></rss>`;
}

/** A fault of publishers, and how many of the feed's three items a reader would still find. */
export interface Fault {
  readonly name: string;
  readonly found: number;
  apply(feed: string): string;
}

export const FAULTS: readonly Fault[] = [
  { name: 'as it should be', found: 3, apply: (feed) => feed },
  { name: 'a byte order mark and blank lines before it', found: 3, apply: (feed) => `\ufeff\n\n  ${feed}` },
  {
    name: 'blank lines and rubbish after it',
    found: 3,
    apply: (feed) => (isJson(feed) ? `${feed}\n\n` : `${feed}\n<!-- served in 0.2 s -->\n`),
  },
  {
    name: 'a warning of the server before it',
    found: 3,
    apply: (feed) => (isJson(feed) ? feed : `Notice: undefined index in feed.php on line 3\n${feed}`),
  },
  { name: 'no XML declaration', found: 3, apply: (feed) => feed.replace(/<\?xml[^>]*>/, '') },
  {
    name: 'a wrong encoding in its declaration',
    found: 3,
    apply: (feed) => feed.replace('version="1.0"?>', 'version="1.0" encoding="UTF-16"?>'),
  },
  {
    name: 'a document type with entities',
    found: 3,
    apply: (feed) =>
      isJson(feed)
        ? feed
        : feed.replace(
            /(<\?xml[^>]*>)/,
            '$1<!DOCTYPE rss [<!ENTITY a "b"><!ENTITY x SYSTEM "file:///etc/passwd">]>',
          ),
  },
  {
    name: 'entities that XML does not know',
    found: 3,
    apply: (feed) => feed.replaceAll('Bridge', 'Caf&eacute;&nbsp;Bridge'),
  },
  { name: 'bare ampersands', found: 3, apply: (feed) => feed.replaceAll('Bridge', 'Bridge & Tunnel &') },
  {
    name: 'control characters',
    found: 3,
    apply: (feed) => feed.replaceAll('Bridge', isJson(feed) ? 'Bri\\u0008dge' : 'Bri\u0008d\u000bge\0'),
  },
  {
    name: 'upper-case names',
    found: 3,
    apply: (feed) =>
      isJson(feed)
        ? feed
        : feed.replace(
            /<(\/?)(title|link|description)\b/g,
            (_all, slash, name: string) => `<${slash}${name.toUpperCase()}`,
          ),
  },
  {
    name: 'dates that are none',
    found: 3,
    apply: (feed) =>
      feed.replace(/Thu, 12 Mar 2026 0\d:00:00 GMT|2026-03-12(T[\d:]+Z)?/g, 'the day before yesterday'),
  },
  {
    name: 'no identities',
    found: 3,
    apply: (feed) => feed.replace(/<(guid|id)[^>]*>[^<]*<\/\1>/g, '').replace(/"id":"\d",/g, ''),
  },
  {
    name: 'empty elements',
    found: 3,
    apply: (feed) => feed.replace(/<(description|category)>[^<]*<\/\1>/g, '<$1/>'),
  },
  {
    name: 'marks that begin no tag',
    found: 3,
    apply: (feed) => feed.replaceAll('Bridge', 'Bridge 3 < 4'),
  },
  {
    name: 'an item that never ends',
    found: 3,
    apply: (feed) => feed.replace(/<\/(?:item|entry)>/, ''),
  },
  {
    name: 'literal text that never ends',
    found: 3,
    apply: (feed) => (isJson(feed) ? feed : `${feed}<![CDATA[`),
  },
  {
    name: 'an item whose elements do not fit',
    found: 2,
    apply: (feed) =>
      isJson(feed) ? cutJson(feed) : feed.replace(/<\/title>(?![\s\S]*<\/title>)/i, '</titel>'),
  },
  {
    name: 'a script of the server around it',
    found: 3,
    apply: (feed) => (isJson(feed) ? feed : `<script>if (1 < 2) go();</script>${feed}</body></html>`),
  },
  {
    name: 'its last item cut off',
    found: 2,
    apply: (feed) => (isJson(feed) ? cutJson(feed) : feed.slice(0, feed.indexOf('Port expands') + 4)),
  },
];

function isJson(feed: string): boolean {
  return feed.startsWith('{');
}

/** A cut JSON document has no part that is sure; what is left out here is one whole item. */
function cutJson(feed: string): string {
  const parsed: unknown = JSON.parse(feed);
  return JSON.stringify({ ...(parsed as object), items: (parsed as { items: unknown[] }).items.slice(0, 2) });
}
