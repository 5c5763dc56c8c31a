import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseStory, StoryFileError } from '../../src/adapters/story-parser.ts';
import { paragraphText } from '../../src/domain/story/story.ts';

const SEED = 'content/russia-warns-against-us-presence-near-afghanistan.md';
const SOURCE = '../shared/seed/article.txt';

const parse = (source: string, id = 'a-story') => parseStory(id, Buffer.from(source), 'hash');

function faultOf(source: string, id?: string): { line: number; reason: string } {
  try {
    parse(source, id);
  } catch (error) {
    if (error instanceof StoryFileError) return { line: error.line, reason: error.message };
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
      3,
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
    const fault = faultOf(source);
    expect(fault.line).toBe(line);
    expect(fault.reason).toMatch(reason);
  });

  it('that is not UTF-8 is refused', () => {
    expect(() => parseStory('a', Buffer.from([0x2d, 0xff, 0xfe]), 'hash')).toThrow('UTF-8');
  });

  it('with a name that Discord could not carry is refused', () => {
    expect(faultOf('---\ntitle: A\n---\n\nText', 'x'.repeat(101)).reason).toMatch(/file name/);
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
