import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../src/playground/page/markdown.ts';
import type { MarkdownNode } from '../../src/playground/page/markdown-inline.ts';

/** A tree written short: `bold(a)`, `heading2(b)`; text stands as it is. */
function brief(nodes: readonly MarkdownNode[]): string {
  return nodes.map(briefNode).join('');
}

function briefNode(node: MarkdownNode): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'code':
      return `code(${node.text})`;
    case 'code-block':
      return `block[${node.language}](${node.text})`;
    case 'link':
      return `link[${node.url}](${brief(node.children)})`;
    case 'mention':
      return `${node.target}(${node.id})`;
    case 'time':
      return `time(${node.unixSeconds},${node.style})`;
    case 'list':
      return `list${node.start ?? ''}(${node.items.map(brief).join('; ')})`;
    case 'heading':
      return `heading${node.level}(${brief(node.children)})`;
    default:
      return `${node.kind}(${brief(node.children)})`;
  }
}

describe('spans', () => {
  it.each([
    ['a **b** c', 'a bold(b) c'],
    ['*a* and _b_', 'italic(a) and italic(b)'],
    ['***a***', 'italic(bold(a))'],
    ['**bold *and* italic**', 'bold(bold italic(and) italic)'],
    ['__under__ ~~strike~~ ||spoil||', 'underline(under) strike(strike) spoiler(spoil)'],
    ['**over\nlines**', 'bold(over\nlines)'],
    ['snake_case_name stays', 'snake_case_name stays'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['**open', '**open'],
    ['a `**code**` b', 'a code(**code**) b'],
    ['``a ` b``', 'code(a ` b)'],
  ])('reads %j', (text, tree) => {
    expect(brief(parseMarkdown(text))).toBe(tree);
  });

  it('shows what a backslash escapes literally, and the backslash before a letter', () => {
    expect(brief(parseMarkdown('\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\|\\| \\\\ \\n'))).toBe(
      '*a* _b_ `c` [d](e) || \\ \\n',
    );
    expect(brief(parseMarkdown('\\# a\n\\> b\n\\- c\n1\\. d\n\\-# e'))).toBe('# a\n> b\n- c\n1. d\n-# e');
    expect(brief(parseMarkdown('\\``code`'))).toBe('`code(code)');
  });
});

describe('blocks', () => {
  it.each([
    ['# a\n## b\n### c\n#### d', 'heading1(a)heading2(b)heading3(c)#### d'],
    ['#a', '#a'],
    ['-# small\nrest', 'small(small)rest'],
    ['> a\n> **b**\nc', 'quote(a\nbold(b))c'],
    ['a\n>>> b\n> c', 'a\nquote(b\nquote(c))'],
    ['>a', '>a'],
    ['- a\n- b\n\nc', 'list(a; b)\nc'],
    ['- a\n  - b\n- c', 'list(alist(b); c)'],
    ['3. a\n4. b', 'list3(a; b)'],
    ['```js\nlet *a*;\n```', 'block[js](let *a*;)'],
    ['```# no heading```', 'block[](# no heading)'],
    ['`# a\n# b`', 'code(# a\n# b)'],
    ['a # b', 'a # b'],
  ])('reads %j', (text, tree) => {
    expect(brief(parseMarkdown(text))).toBe(tree);
  });
});

describe('marks', () => {
  it('reads times, mentions and custom emoji', () => {
    expect(brief(parseMarkdown('<t:1618953630> <t:1618953630:R> <t:x>'))).toBe(
      'time(1618953630,f) time(1618953630,R) <t:x>',
    );
    expect(brief(parseMarkdown('<@1> <@!2> <@&3> <#4> </a b:5> <:wave:6> @everyone @here'))).toBe(
      'user(1) user(2) role(3) channel(4) command(a b) emoji(wave) everyone(everyone) everyone(here)',
    );
  });

  it('links only to the web', () => {
    expect(brief(parseMarkdown('[a **b**](https://x.example/y?z=1)'))).toBe(
      'link[https://x.example/y?z=1](a bold(b))',
    );
    expect(brief(parseMarkdown('[a](<https://x.example> "title")'))).toBe('link[https://x.example](a)');
    expect(brief(parseMarkdown('see https://x.example/a_b_c.'))).toBe(
      'see link[https://x.example/a_b_c](https://x.example/a_b_c).',
    );
    expect(brief(parseMarkdown('<https://x.example/>'))).toBe('link[https://x.example/](https://x.example/)');
    for (const text of [
      '[a](javascript:alert(1))',
      '[a](data:text/html,x)',
      '[a](//x.example)',
      '[a](https://)',
    ]) {
      expect(brief(parseMarkdown(text))).toBe(text);
    }
  });
});

describe('any text', () => {
  const markup = fc.array(
    fc
      .constantFrom(
        '*',
        '**',
        '_',
        '__',
        '~~',
        '||',
        '`',
        '```',
        '\n',
        '> ',
        '>>> ',
        '- ',
        '1. ',
        '# ',
        '-# ',
      )
      .chain((mark) =>
        fc.constantFrom(mark, `${mark}a`, ` ${mark}`, '\\', '[a](https://x.example)', '<@1>', 'b'),
      ),
    { maxLength: 60 },
  );

  it('is parsed without an error', () => {
    fc.assert(fc.property(markup, (parts) => parseMarkdown(parts.join('')).length >= 0));
  });

  it('keeps every letter', () => {
    const letters = (text: string) => text.replace(/[^ab]/g, '').length;
    fc.assert(
      fc.property(markup, (parts) => {
        const text = parts.join('').replaceAll('[a](https://x.example)', 'a');
        expect(letters(text)).toBeLessThanOrEqual(
          letters(JSON.stringify(parseMarkdown(text).map(shownText))),
        );
      }),
    );
  });

  it.each(['**', '*_', '[', '`', '||~~', '> ', '- a\n', '\\'])(
    'of 4000 characters of %j takes under a second',
    (part) => {
      const start = performance.now();
      parseMarkdown(part.repeat(4000 / part.length));
      expect(performance.now() - start).toBeLessThan(5000);
    },
  );
});

function shownText(node: MarkdownNode): string {
  if ('children' in node) return node.children.map(shownText).join('');
  if ('items' in node) return node.items.flat().map(shownText).join('');
  if (node.kind === 'code-block') return node.language + node.text;
  return 'text' in node ? node.text : '';
}
