import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderReply } from '../../../../src/adapters/discord/rendering/render.ts';
import type { Block } from '../../../../src/commands/reply.ts';
import { anyText, longText, wideText } from './hostile-text.ts';
import { readMarkdown } from './markdown-reader.ts';
import { childrenOf, contentsOf } from './payloads.ts';
import { ACTION, render } from './rendering.ts';

it('shows by its colour whether a model wrote it, a story, or nobody', () => {
  const colours = (['model', 'extractive', 'refused'] as const).map(
    (tone) => renderReply({ tone, blocks: [{ kind: 'text', text: ['x'] }] })[0]?.components[0]?.accent_color,
  );
  expect(new Set(colours).size).toBe(3);
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
        note: args,
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
