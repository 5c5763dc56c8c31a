import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Inline } from '../../../../src/commands/reply.ts';
import { anyText, longText, MARKDOWN, RIGHT_TO_LEFT } from './hostile-text.ts';
import { withoutInvisible } from './markdown-reader.ts';
import { contentsOf } from './payloads.ts';
import { render, see } from './rendering.ts';

describe('text', () => {
  it.each([
    ['text', (text: string): Block => ({ kind: 'text', text: [text] }), ''],
    ['a quote', (text: string): Block => ({ kind: 'quote', text }), '>'],
    ['a heading', (text: string): Block => ({ kind: 'heading', text: [text] }), '###'],
    ['a note', (text: string): Block => ({ kind: 'note', text: [text] }), '-#'],
  ])('of %s is seen exactly as it is, whatever it holds', (_name, blockOf, mark) => {
    fc.assert(
      fc.property(fc.oneof(anyText, longText), (text) => {
        fc.pre(text.trim() !== '');
        expect(see(blockOf(text))).toEqual({ marks: [mark], text });
      }),
      { numRuns: 150 },
    );
  });

  it.each(MARKDOWN)('shows %j literally at the start of a line and inside of one', (mark) => {
    const text = `${mark} a\n${mark}b ${mark}\n  ${mark} c`;
    expect(see({ kind: 'text', text: [text] })).toEqual({ marks: [''], text });
  });

  it('shows styled text exactly, however the styles touch', () => {
    const node = fc.oneof(
      anyText,
      anyText.map((bold): Inline => ({ bold })),
      anyText.map((italic): Inline => ({ italic })),
      anyText.map((code): Inline => ({ code })),
    );
    const textOf = (inline: Inline) => (typeof inline === 'string' ? inline : Object.values(inline).join(''));
    fc.assert(
      fc.property(fc.array(node, { maxLength: 8 }), (text) => {
        const plain = text.map(textOf).join('');
        fc.pre(plain.trim() !== '');
        expect(see({ kind: 'text', text })).toEqual({ marks: [''], text: plain });
      }),
      { numRuns: 200 },
    );
  });

  it('makes control characters visible and mends what is no character', () => {
    expect(
      see({ kind: 'text', text: ['a\0b\u001b[31m\r\nc\rd\u2028e\u007f\u0085\ud800 \ufffe\ttab'] }).text,
    ).toBe('a␀b␛[31m\nc\nd\ne␡\ufffd\ufffd \ufffd\ttab');
  });

  it('keeps right-to-left text and direction controls from reordering what stands beside them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...RIGHT_TO_LEFT, 'abc ', '12', '\n'), { minLength: 1, maxLength: 20 }),
        (parts) => {
          const text = parts.join('');
          fc.pre(text.trim() !== '');
          const [content = ''] = contentsOf(render({ kind: 'text', text: [text, { bold: 'after' }] }));
          expect(withoutInvisible(content.replace(/\*\*/g, ''))).toBe(`${withoutInvisible(text)}after`);
          for (const line of content.split('\n')) {
            let depth = 0;
            for (const character of line.replace(/\*\*after\*\*$/, '')) {
              if (/[\u2066-\u2068]/.test(character)) depth += 1;
              if (character === '\u2069') depth -= 1;
              expect(depth).toBeGreaterThanOrEqual(0);
              if (/[\u0590-\u06ff\u202a-\u202e]/.test(character)) expect(depth).toBeGreaterThan(0);
            }
            expect(depth).toBe(0);
          }
        },
      ),
    );
  });

  it('is split at the end of a sentence where it is too long for one message', () => {
    const sentence = 'The harbour council met again and again decided nothing at all. ';
    const contents = contentsOf(render({ kind: 'text', text: [sentence.repeat(100)] }));
    expect(contents).toHaveLength(2);
    expect(contents[0]?.endsWith('at all. ')).toBe(true);
    expect(contents.join('')).toBe(sentence.repeat(100));
  });

  it('is split by its bytes too, which a message of wide characters runs out of first', () => {
    const sentence = '港の橋は十一週間ぶりに再開した。';
    const contents = contentsOf(render({ kind: 'quote', text: sentence.repeat(240) }));
    expect(contents).toHaveLength(2);
    expect(contents.map((content) => content.replace(/^> /, '')).join('')).toBe(sentence.repeat(240));
  });

  it('is split between graphemes where it has no other place to break', () => {
    const family = '👩‍👩‍👧‍👦';
    const contents = contentsOf(render({ kind: 'text', text: [family.repeat(1200)] }));
    for (const content of contents) expect(content.replaceAll(family, '')).toBe('');
  });

  it('of one endless grapheme is split between code points', () => {
    const zalgo = `a${'\u0301'.repeat(9000)}`;
    expect(see({ kind: 'quote', text: zalgo }).text).toBe(zalgo);
    const blank = `${' '.repeat(9000)}x`;
    expect(see({ kind: 'text', text: [blank] }).text).toBe(blank);
  });

  it('adds no invisible characters to ordinary text', () => {
    const text = 'He said: “No.” Then 3 ships left; it was 12.30.\nAnd more – naïve 😀.';
    expect(contentsOf(render({ kind: 'quote', text }))).toEqual([`> ${text.replace('\n', '\n> ')}`]);
  });
});
