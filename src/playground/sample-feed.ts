import type { PageFile } from './page-files.ts';

/** Where the page's server has it. */
export const SAMPLE_FEED_PATH = '/sample-feed.xml';
/** A new story comes so often, until all are there. */
const STORY_EVERY_MS = 60_000;

/** Invented, and said to be: what a small paper of an invented town would write. */
const STORIES: readonly { readonly title: string; readonly text: readonly string[] }[] = [
  {
    title: 'Harbour bridge reopens after eleven weeks',
    text: [
      'The harbour bridge reopened on Monday after eleven weeks of repairs, the port authority said.',
      '“We kept that promise to the day,” said Tomas Lindqvist, who runs the authority.',
    ],
  },
  {
    title: 'Ferry crossings end on Friday',
    text: [
      'The ferries that carried four thousand people a day while the bridge was closed end on Friday evening.',
      '“I will miss the mornings on the water,” said Ines Varga, a nurse who crossed each day.',
    ],
  },
  {
    title: 'Council puts off vote on parking fees',
    text: [
      'The town council put off its vote on parking fees on Tuesday, because the figures were not complete.',
      '“Nobody should vote on numbers that nobody has seen,” said councillor Ruth Okafor.',
    ],
  },
  {
    title: 'Library to open on Sundays',
    text: [
      'The town library opens on Sundays from next month, its director said.',
      '“People asked for a warm room and a quiet hour,” said the director, Paul Brandt.',
    ],
  },
];

/** A feed whose stories arrive one a minute from `start` (Unix milliseconds) on, so that one can watch a channel follow it. */
export function sampleFeed(address: string, start: number, now: number): PageFile {
  const count = Math.min(STORIES.length, 1 + Math.floor((now - start) / STORY_EVERY_MS));
  const items = STORIES.slice(0, count).map(({ title, text }, index) => {
    const html = text.map((paragraph) => `<p>${paragraph}</p>`).join('');
    const date = new Date(start + index * STORY_EVERY_MS).toUTCString();
    return `<item><title>${title}</title><guid isPermaLink="false">${start}-${index}</guid><pubDate>${date}</pubDate><description><![CDATA[${html}]]></description></item>`;
  });
  const body = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>The Northport Ledger (sample)</title><link>${address}</link><description>Invented stories of the playground.</description>${items.reverse().join('')}</channel></rss>`;
  return { type: 'application/rss+xml; charset=utf-8', body };
}
