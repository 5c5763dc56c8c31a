import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Inline } from '../../../../src/commands/reply.ts';
import { longText } from './hostile-text.ts';
import { readMarkdown, withoutInvisible } from './markdown-reader.ts';
import { contentsOf } from './payloads.ts';
import { render } from './rendering.ts';

describe('a list', () => {
  it('shows each item behind its mark, with every character', () => {
    fc.assert(
      fc.property(fc.array(longText, { maxLength: 5 }), (items) => {
        const shown = items.filter((item) => item.trim() !== '');
        fc.pre(shown.length > 0);
        const contents = contentsOf(render({ kind: 'list', items: items.map((item) => [item]) }));
        const squeeze = (text: string) => withoutInvisible(text).replace(/\s+/g, '');
        const seen = contents.flatMap(readMarkdown);
        expect(squeeze(seen.map(({ text }) => text).join(''))).toBe(squeeze(shown.join('')));
        expect(seen.filter(({ mark }) => mark === '-').length).toBeLessThanOrEqual(shown.length);
        expect(seen.every(({ mark }) => mark === '-' || mark === '')).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe('links, citations, times and channels', () => {
  const show = (...text: Inline[]) => contentsOf(render({ kind: 'text', text }))[0];

  it('links text to its address', () => {
    expect(show({ link: { text: 'Ports *reopen*', url: 'https://example.com/a_(b)?q=1' } })).toBe(
      '[Ports \\*reopen\\*](https://example.com/a%5F%28b%29?q=1)',
    );
  });

  it.each(['Read [this](x)', 'see https://example.org now', 'two\nlines'])(
    'shows the label %j before the link',
    (text) => {
      const content = show({ link: { text, url: 'https://example.com/' } }) ?? '';
      const seen = readMarkdown(content)
        .map((line) => line.text)
        .join('\n');
      expect(seen).toBe(`${text} ({link→https://example.com/})`);
    },
  );

  it.each(['javascript:alert(1)', 'not a url', 'https://user:pw@example.com/', 'discord://x'])(
    'does not link to %j',
    (url) => {
      expect(show({ link: { text: 'Title', url } })).toBe('Title');
    },
  );

  it('shows citations as short marks and says once what they mean', () => {
    const contents = contentsOf(
      render(
        {
          kind: 'text',
          text: ['It rained.', { cites: [2] }, ' It stopped.', { cites: [5, 3, 4, 9, 10, 3] }],
        },
        { kind: 'note', text: ['Taken from the story'] },
      ),
    );
    expect(contents).toEqual([
      'It rained. \\[2\\] It stopped. \\[3–5, 9, 10\\]',
      '-# Taken from the story · \\[2\\] = paragraph 2 of its story',
    ]);
  });

  it('shows a time in the reader’s zone and a channel by its name', () => {
    expect(show({ unixSeconds: 1_800_000_000.7 }, ' in ', { channel: '123456789012345678' })).toBe(
      '<t:1800000000:f> in <#123456789012345678>',
    );
    expect(show({ unixSeconds: Number.NaN }, { channel: '1> @everyone <#2' })).toBe(
      'NaN\\#1\\> \\@everyone \\<#2',
    );
  });
});
