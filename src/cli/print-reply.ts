import type { Block, Inline, Reply } from '../commands/reply.ts';

/**
 * A reply as plain text: the same words as in Discord, without its buttons. Lines are broken where they are longer than
 * `width`; without it they stay whole.
 */
export function printReply(reply: Reply, width = Number.POSITIVE_INFINITY): string {
  const parts = reply.blocks.map((block) => printBlock(block, width)).filter((part) => part !== '');
  return hideControlCharacters(`${parts.join('\n\n')}\n`);
}

function printBlock(block: Block, width: number): string {
  switch (block.kind) {
    case 'heading':
    case 'text':
    case 'note':
      return wrap(printInlines(block.text), '', width);
    case 'section':
      return [block.text, block.note ?? []]
        .filter((inlines) => inlines.length > 0)
        .map((inlines) => wrap(printInlines(inlines), '', width))
        .join('\n');
    case 'quote':
      return wrap(block.text, '    ', width);
    case 'list':
      return block.items.map((item) => wrap(`- ${printInlines(item)}`, '', width)).join('\n');
    case 'separator':
    case 'buttons':
      return '';
  }
}

function printInlines(inlines: readonly Inline[]): string {
  return inlines.map(printInline).join('');
}

function printInline(inline: Inline): string {
  if (typeof inline === 'string') return inline;
  if ('bold' in inline) return inline.bold;
  if ('italic' in inline) return inline.italic;
  // The marks of wdiff: a terminal may show neither style.
  if ('struck' in inline) return `[-${inline.struck}-]`;
  if ('inserted' in inline) return `{+${inline.inserted}+}`;
  if ('code' in inline) return inline.code;
  if ('link' in inline) return `${inline.link.text} <${inline.link.url}>`;
  if ('cites' in inline) return `[${inline.cites.join(', ')}]`;
  if ('unixSeconds' in inline) return new Date(inline.unixSeconds * 1000).toISOString();
  return `channel ${inline.channel}`;
}

/** Breaks lines at plain spaces only: a no-break space of the story stays what it is. */
function wrap(text: string, indent: string, width: number): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, indent, width))
    .join('\n');
}

function wrapLine(line: string, indent: string, width: number): string {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    if (current !== '' && indent.length + current.length + 1 + word.length > width) {
      lines.push(current);
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current].map((one) => indent + one).join('\n');
}

/** A story could hold escape sequences that a terminal obeys; they are shown as their picture instead. */
function hideControlCharacters(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (character) => {
    if (character === '\n' || character === '\t') return character;
    const code = character.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
  });
}
