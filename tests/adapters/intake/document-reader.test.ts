import { afterEach, describe, expect, it } from 'vitest';
import { createDocumentReader, type ReaderSettings } from '../../../src/adapters/intake/document-reader.ts';
import { DocumentError } from '../../../src/domain/intake/documents.ts';

const ADDRESS = 'https://ledger.example/bridge';
const STORY = `<title>Café closes</title><p>${'The café on the quay closes after forty years, its owner said. '.repeat(4)}</p>`;
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

function createReader(settings?: ReaderSettings) {
  const reader = createDocumentReader(settings);
  open.push(reader);
  return reader;
}

const encode = (text: string, encoding: BufferEncoding = 'utf8') =>
  new Uint8Array(Buffer.from(text, encoding));

it.each([
  ['its header', encode(STORY, 'latin1'), 'text/html; charset=ISO-8859-1'],
  ['its meta element', encode(`<meta charset="windows-1252">${STORY}`, 'latin1'), 'text/html'],
  ['its byte order mark', encode(`\ufeff${STORY}`, 'utf16le'), 'text/html; charset=utf-8'],
  ['nothing but its bytes', encode(STORY), undefined],
  ['nothing but its bytes, which are no UTF-8', encode(STORY, 'latin1'), undefined],
])('reads a page in the encoding of %s', async (_what, bytes, contentType) => {
  const page = await createReader().page({ bytes, address: ADDRESS, contentType });
  expect(page?.title).toBe('Café closes');
});

it('finds the feeds that a page names, those of its comments last', async () => {
  const html = `<base href="https://ledger.example/en/"><link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
    <link rel="alternate" type="application/atom+xml" href="news.atom"><link rel="stylesheet" href="a.css"><link rel="alternate" hreflang="de" href="/de">`;
  const links = await createReader().feedLinks({ bytes: encode(html), address: ADDRESS });
  expect(links).toEqual(['https://ledger.example/en/news.atom', 'https://ledger.example/comments/feed']);
});

it('gives up a document that takes too long, and reads the next one', async () => {
  const reader = createReader({ timeoutMs: 1 });
  const slow = reader.page({ bytes: encode(STORY.repeat(1000)), address: ADDRESS });
  await expect(slow).rejects.toThrow(DocumentError);
  const patient = createReader();
  const answers = await Promise.all(
    [1, 2, 3].map(() => patient.page({ bytes: encode(STORY), address: ADDRESS })),
  );
  expect(answers.map((page) => page?.title)).toEqual(['Café closes', 'Café closes', 'Café closes']);
});

describe('a hostile page', () => {
  it.each([
    ['tags nested without end', '<div>'.repeat(200_000)],
    ['a million tags', '<b>x'.repeat(1_000_000)],
    ['an opening that never ends', '<'.repeat(500_000)],
    ['attributes without end', `<p ${'a="1" '.repeat(100_000)}>x`],
    ['a comment that never ends', `<!--${'-'.repeat(500_000)}`],
    ['nothing but entities', '&lt;&amp;'.repeat(100_000)],
    ['more than fits into memory', '<'.repeat(2_000_000)],
  ])('of %s is refused, and the next page is read', async (_what, html) => {
    const reader = createReader();
    const refused = await reader
      .page({ bytes: encode(html), address: ADDRESS })
      .catch((error: unknown) => error);
    expect(refused === undefined || refused instanceof DocumentError).toBe(true);
    expect((await reader.page({ bytes: encode(STORY), address: ADDRESS }))?.title).toBe('Café closes');
  });
});
