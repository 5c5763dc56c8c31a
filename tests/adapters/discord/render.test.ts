import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderReply } from '../../../src/adapters/discord/render.ts';
import type { Action, Block, Inline } from '../../../src/commands/reply.ts';
import { readMarkdown, withoutInvisible } from './markdown-reader.ts';
import { buttonsOf, childrenOf, contentsOf, expectWithinLimits } from './payloads.ts';

const ACTION: Action = { command: 'summary', press: 'longer', args: ['harbour', 'brief'] };

function render(...blocks: Block[]) {
  const payloads = renderReply({ blocks });
  expectWithinLimits(payloads);
  return payloads;
}

/** What a reader sees of one block: visible lines of all its text displays, joined as they were split. */
function see(block: Block): { marks: string[]; text: string } {
  const displays = contentsOf(render(block)).map(readMarkdown);
  return {
    marks: [
      ...new Set(
        displays
          .flat()
          .filter(({ text }) => withoutInvisible(text).trim() !== '')
          .map(({ mark }) => mark),
      ),
    ],
    text: withoutInvisible(displays.map((lines) => lines.map(({ text }) => text).join('\n')).join('')),
  };
}

const MARKDOWN = [
  '**bold**',
  '*it*',
  '__under__',
  '_a_',
  '~~no~~',
  '||spoiler||',
  '`code`',
  '```js\nx\n```',
  '# Heading',
  '## H',
  '-# small',
  '- item',
  '* item',
  '+ item',
  '1. one',
  '23) two',
  '> quote',
  '>>> all',
  '[text](https://example.com)',
  '[a](<https://example.com>)',
  'https://example.com/a_b_c?x=*1*',
  'http://example.org',
  '<https://example.com>',
  '@everyone',
  '@here',
  '<@123456789012345678>',
  '<@!1>',
  '<@&1>',
  '<#123456789012345678>',
  ':tada:',
  '<:wave:1>',
  '<a:wave:123456789012345678>',
  '<t:1700000000:R>',
  '</summary:1>',
  '<id:home>',
  '\\',
  '\\\\',
  '\\*',
  '¯\\_(ツ)_/¯',
  '<mail@example.com>',
  '<+15551234>',
  'steam://run/1',
  'a:b:c',
  '12:30',
  '***',
  '___',
  '[',
  ']',
  '](',
  '|',
  '~',
  '_',
  '*',
  '`',
  '``',
  '>',
  '#',
  '-',
  '+',
  '1.',
  ':',
  '@',
  '<',
  '!',
  '(',
  ')',
];
const WORDS = [
  'harbour',
  'council',
  'Lt. Gen. Vale',
  '“We will not stop,”',
  'said.',
  'naïve',
  '東京',
  '😀',
  '👩‍👩‍👧‍👦',
  'é',
  '  ',
  ' ',
  '\n',
  '\n\n',
  '\t',
  '\u00a0',
];
const RIGHT_TO_LEFT = ['שלום', 'مرحبا', '\u202e', '\u202b', '\u202c', '\u2067', '\u2069', '\u200f', '\u061c'];

const anyText = fc
  .array(fc.oneof(fc.constantFrom(...MARKDOWN, ...WORDS), fc.string({ unit: 'grapheme', maxLength: 6 })), {
    maxLength: 60,
  })
  .map((parts) => parts.join(''))
  .map((text) =>
    text.replace(/[\u2028\u2029\u200b\u2066-\u2069\p{Cc}\p{Noncharacter_Code_Point}]/gu, (c) =>
      c === '\n' || c === '\t' ? c : '',
    ),
  );
const longText = fc
  .tuple(anyText, fc.integer({ min: 1, max: 120 }))
  .map(([text, times]) => text.repeat(times).slice(0, 20_000).toWellFormed());
/** Characters that take three or four bytes each, as Chinese, Japanese, Korean and Thai have them. */
const wideText = fc
  .tuple(
    fc.string({ unit: fc.constantFrom('東', '京', '한', 'ไ', '。', '😀'), minLength: 1 }),
    fc.integer({ min: 1, max: 5000 }),
  )
  .map(([text, length]) =>
    text
      .repeat(length)
      .slice(0, length + 1)
      .toWellFormed(),
  );

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
      '-# Taken from the story',
      '-# \\[2\\] = paragraph 2 of the story',
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

describe('buttons', () => {
  it('stand in rows of five, each with an id of its own', () => {
    const buttons = Array.from({ length: 12 }, (_, n) => ({ label: `Go ${n}`, action: ACTION }));
    const [payload] = render({ kind: 'text', text: ['x'] }, { kind: 'buttons', buttons });
    expect(payload && buttonsOf(payload)).toHaveLength(12);
    expect(payload && childrenOf(payload)).toHaveLength(4);
  });

  it('have labels that fit and emoji that Discord knows', () => {
    const [payload] = render({
      kind: 'buttons',
      buttons: [
        { label: `${'👩‍👩‍👧‍👦'.repeat(20)}`, action: ACTION },
        { label: '', emoji: '◀', action: ACTION, disabled: true },
        { label: 'Bad', emoji: 'nope', action: ACTION },
        { label: ' \n ', action: ACTION },
      ],
    });
    expect(payload && buttonsOf(payload)).toMatchObject([
      { label: `${'👩‍👩‍👧‍👦'.repeat(7)}…` },
      { emoji: { name: '◀️' }, disabled: true },
      { label: 'nope Bad' },
      { label: '…' },
    ]);
    expect(payload && buttonsOf(payload)[1]).not.toHaveProperty('label');
  });

  it('stand beside the text of their section', () => {
    const [payload] = render({ kind: 'section', text: ['Story'], button: { label: 'Read', action: ACTION } });
    expect(payload && childrenOf(payload)).toMatchObject([
      {
        type: 9,
        components: [{ type: 10, content: 'Story' }],
        accessory: { type: 2, label: 'Read', custom_id: 'p1|summary|longer|harbour|brief' },
      },
    ]);
  });
});

describe('a reply', () => {
  const block: fc.Arbitrary<Block> = fc.oneof(
    longText.map((text): Block => ({ kind: 'quote', text })),
    fc.array(longText, { maxLength: 3 }).map((text): Block => ({ kind: 'text', text })),
    fc.constant<Block>({ kind: 'separator' }),
    fc.tuple(anyText, fc.array(anyText, { maxLength: 3 })).map(
      ([label, args]): Block => ({
        kind: 'section',
        text: [label],
        button: { label, action: { ...ACTION, args } },
      }),
    ),
    fc
      .array(anyText, { maxLength: 9 })
      .map(
        (labels): Block => ({ kind: 'buttons', buttons: labels.map((label) => ({ label, action: ACTION })) }),
      ),
  );

  it('of any blocks is within every limit', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 70 }), (blocks) => void render(...blocks)),
      { numRuns: 60 },
    );
  });

  it('of wide characters, which run out of bytes first, is within every limit and complete', () => {
    const wide = fc.tuple(wideText, fc.constantFrom('quote', 'list')).map(([text, kind]) => {
      const block: Block = kind === 'quote' ? { kind, text } : { kind: 'list', items: [[text]] };
      return { text, block };
    });
    fc.assert(
      fc.property(fc.array(wide, { minLength: 1, maxLength: 4 }), (parts) => {
        const seen = contentsOf(render(...parts.map(({ block }) => block))).flatMap(readMarkdown);
        // A list's further lines are indented.
        expect(seen.map(({ text }) => text.trim()).join('')).toBe(parts.map(({ text }) => text).join(''));
      }),
      { numRuns: 30 },
    );
  });

  it('of nothing says so', () => {
    expect(contentsOf(render())).toEqual(['-# There is nothing to show.']);
    expect(contentsOf(render({ kind: 'text', text: [' \n'] }, { kind: 'separator' }))).toEqual([
      '-# There is nothing to show.',
    ]);
  });

  it('has separators only between what they separate', () => {
    const [payload] = render(
      { kind: 'separator' },
      { kind: 'text', text: ['a'] },
      { kind: 'separator' },
      { kind: 'text', text: ['b'] },
      { kind: 'separator' },
    );
    expect(payload && childrenOf(payload).map(({ type }) => type)).toEqual([10, 14, 10]);
  });
});
