import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseStory, StoryFileError } from '../../../src/adapters/intake/story-parser.ts';
import { paragraphText } from '../../../src/domain/story/story.ts';

const SEED = 'content/russia-warns-against-us-presence-near-afghanistan.md';
const SOURCE = '../shared/seed/article.txt';

const parse = (source: string, id = 'a-story') => parseStory(id, Buffer.from(source), 'hash');

function faultsOf(source: string, id?: string): StoryFileError['faults'] {
  try {
    parse(source, id);
  } catch (error) {
    if (error instanceof StoryFileError) return error.faults;
    throw error;
  }
  throw new Error('the story was accepted');
}

describe('a story file', () => {
  it('gives its fields and its numbered paragraphs', () => {
    const story = parse(
      '---\ntitle: A title\ntags: [one, two]\npublished: 2026-03-01\n---\n\nFirst.\n\nSecond,\ntwo lines.\n',
    );
    expect(story).toMatchObject({
      id: 'a-story',
      title: 'A title',
      tags: ['one', 'two'],
      published: '2026-03-01',
      language: 'en',
    });
    expect(story.paragraphs.map(({ number }) => paragraphText(story, number))).toEqual([
      'First.',
      'Second,\ntwo lines.',
    ]);
  });

  it('keeps its body byte for byte, no-break spaces and carriage returns included', () => {
    const body = '\r\n  “One\u00a0two”\u2009three \r\n\r\n\tFour\u200b\r\n';
    expect(parse(`---\ntitle: A\n---\n${body}`).body).toBe(body);
  });

  it('may hold a line of dashes in its body', () => {
    expect(parse('---\ntitle: A\n---\n\nOne.\n\n---\n\nTwo.\n').paragraphs).toHaveLength(3);
  });

  it.each([
    ['no front matter', 'Just text', 1, /front matter/],
    ['front matter that never ends', '---\ntitle: A\n\nText', 1, /not closed/],
    ['broken YAML', '---\ntitle: A\ntags: [one\n---\n\nText', 4, /./],
    ['a title with a colon', '---\ntitle: Ferry: a farewell\n---\n\nText', 2, /^text with ": " in it must/],
    ['an open quotation mark', '---\ntitle: "Ferry\n---\n\nText', 3, /^Missing closing "quote$/],
    [
      'a quote without text',
      '---\ntitle: A\nquotes:\n  - txt: B\n---\n\nText',
      4,
      /^quotes: .*a text and a speaker/,
    ],
    ['a day that is none', '---\ntitle: A\npublished: 2026-02-31\n---\n\nText', 3, /no date of the calendar/],
    ['no title', '---\nauthor: A\n---\n\nText', 1, /title: is missing/],
    ['a number as title', '---\ntitle: 2026\n---\n\nText', 2, /quotation marks/],
    ['a field that is none', '---\ntitle: A\nheadline: B\n---\n\nText', 3, /headline: is no field/],
    ['a date that is none', '---\ntitle: A\npublished: 2026-02-31T99:00\n---\n\nText', 3, /published/],
    ['an address that is no web page', '---\ntitle: A\nurl: javascript:alert(1)\n---\n\nText', 3, /url/],
    ['no text', '---\ntitle: A\n---\n\n \n', 4, /no text/],
    ['a NUL', '---\ntitle: A\n---\nOne\0two\n', 4, /NUL/],
  ])('with %s is refused with line and reason', (_, source, line, reason) => {
    expect(faultsOf(source)).toEqual([{ line, reason: expect.stringMatching(reason) }]);
  });

  it('is told all that is wrong with it at once, in the order of its lines', () => {
    const source =
      '---\ntitel: A\npublished: soon\nquotes:\n  - text: a\n    speaker: B\n  - txt: c\nurl: x\n---\n\n \n';
    expect(faultsOf(source, 'a b')).toEqual([
      { line: 1, reason: expect.stringMatching(/^the file name/) },
      { line: 1, reason: 'title: is missing' },
      { line: 2, reason: 'titel: is no field of a story' },
      { line: 3, reason: 'published: must be an ISO date, such as 2026-11-23' },
      { line: 7, reason: 'quotes: must be a list, each item with a text and a speaker' },
      { line: 8, reason: 'url: must be an http:// or https:// address' },
      { line: 10, reason: 'the story has no text' },
    ]);
  });

  it.each([
    ['# A title\n\nText.\n', 'A title'],
    ['\n#  A #1 title ##\r\nText.\n', 'A #1 title'],
  ])('without front matter takes its leading heading as the title', (source, title) => {
    const story = parse(source);
    expect(story).toMatchObject({ title, language: 'en', tags: [], overrides: [] });
    expect(story.paragraphs.map(({ number }) => paragraphText(story, number))).toEqual(['Text.']);
  });

  it.each([
    ['#hashtag\n\nText.', /^must begin with front matter/],
    ['## Not the title\n\nText.', /^must begin with front matter/],
    [`# ${'x'.repeat(301)}\n\nText.`, /^title: is over 300/],
    ['# A title\n', /no text/],
  ])('without front matter and with a heading that is no title is refused', (source, reason) => {
    expect(faultsOf(source)).toMatchObject([{ reason: expect.stringMatching(reason) }]);
  });

  it('that is not UTF-8 is refused', () => {
    expect(() => parseStory('a', Buffer.from([0x2d, 0xff, 0xfe]), 'hash')).toThrow('UTF-8');
  });

  it('with a name that Discord could not carry is refused', () => {
    expect(faultsOf('---\ntitle: A\n---\n\nText', 'x'.repeat(101))).toMatchObject([
      { reason: expect.stringMatching(/file name/) },
    ]);
  });
});

describe('the stored story', () => {
  const story = parseStory('seed', readFileSync(SEED), 'hash');

  it('names its author and outlet, and states neither a date nor an address', () => {
    expect(story).toMatchObject({ author: 'Dave DeCamp', outlet: 'Antiwar.com' });
    expect(story.published).toBeUndefined();
    expect(story.url).toBeUndefined();
    expect(story.paragraphs).toHaveLength(6);
    expect(story.body).toContain('Sergey Lavrov\u00a0said');
  });

  it.skipIf(!existsSync(SOURCE))(`has the words of its source (skipped where ${SOURCE} is missing)`, () => {
    const source = readFileSync(SOURCE, 'utf8').split('\n\n');
    expect([story.title, story.dek]).toEqual(source.slice(0, 2));
    expect(story.paragraphs.map(({ start, end }) => story.body.slice(start, end))).toEqual(
      source.slice(2, 8),
    );
  });
});
