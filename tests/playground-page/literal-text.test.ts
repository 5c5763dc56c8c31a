import fc from 'fast-check';
import { expect, it } from 'vitest';
import { renderReply } from '../../src/adapters/discord/rendering/render.ts';
import { parseMarkdown } from '../../src/playground/page/markdown.ts';
import type { MarkdownNode } from '../../src/playground/page/markdown-inline.ts';

const MARKS = [
  '*',
  '_',
  '~',
  '`',
  '|',
  '\\',
  '>',
  '#',
  '-',
  '+',
  '1.',
  '[a](https://x.example)',
  '<@1>',
  '<t:1>',
  '@here',
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...MARKS, ' ', 'a', '\n'), fc.string({ maxLength: 3 })), { maxLength: 40 })
  .map((parts) => parts.join(''));

/** All that is seen of a tree, if nothing in it is more than text; a mark that took effect stands out. */
function seen(nodes: readonly MarkdownNode[]): string {
  return nodes.map((node) => (node.kind === 'text' ? node.text : `⟦${node.kind}⟧`)).join('');
}

function contents(text: string): string[] {
  const [payload] = renderReply({ blocks: [{ kind: 'text', text: [text] }] });
  return (payload?.components ?? []).flatMap(({ components }) =>
    components.flatMap((component) => ('content' in component ? [component.content] : [])),
  );
}

/** Invisible characters that rendering may add to keep text literal, and the spaces that nobody sees at the ends. */
const visible = (text: string) => text.replace(/[\u200b\u2060\u200c\u200d]/g, '').trim();

it('shows text that the bot rendered literally, whatever marks it has', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      fc.pre(text.trim() !== '');
      const shown = contents(text)
        .map((content) => seen(parseMarkdown(content)))
        .join('\n');
      expect(visible(shown)).toBe(visible(text));
    }),
    { numRuns: 500 },
  );
});
