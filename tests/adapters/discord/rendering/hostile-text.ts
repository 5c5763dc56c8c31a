import fc from 'fast-check';

/** Everything that Discord gives a meaning, or a part of it. */
export const MARKDOWN = [
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
/** Letters that run from right to left, and direction controls. */
export const RIGHT_TO_LEFT = [
  'שלום',
  'مرحبا',
  '\u202e',
  '\u202b',
  '\u202c',
  '\u2067',
  '\u2069',
  '\u200f',
  '\u061c',
];

/** Words and markup in any order. */
export const anyText = fc
  .array(fc.oneof(fc.constantFrom(...MARKDOWN, ...WORDS), fc.string({ unit: 'grapheme', maxLength: 6 })), {
    maxLength: 60,
  })
  .map((parts) => parts.join(''))
  .map((text) =>
    text.replace(/[\u2028\u2029\u200b\u2066-\u2069\p{Cc}\p{Noncharacter_Code_Point}]/gu, (c) =>
      c === '\n' || c === '\t' ? c : '',
    ),
  );
/** The same, up to several messages long. */
export const longText = fc
  .tuple(anyText, fc.integer({ min: 1, max: 120 }))
  .map(([text, times]) => text.repeat(times).slice(0, 20_000).toWellFormed());
/** Characters that take three or four bytes each, as Chinese, Japanese, Korean and Thai have them. */
export const wideText = fc
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
