import { type MarkdownNode, matchAt, parseInline } from './markdown-inline.ts';

interface Block {
  readonly node: MarkdownNode;
  readonly end: number;
}

/** Parses a message's text as Discord does. Never throws: what is no markup is text. */
export function parseMarkdown(text: string): MarkdownNode[] {
  const nodes: MarkdownNode[] = [];
  let plainStart = 0;
  let at = 0;
  const flush = (end: number) => nodes.push(...parseInline(text.slice(plainStart, end)));
  while (at < text.length) {
    const block = (isLineStart(text, at) ? parseBlock(text, at) : undefined) ?? parseCodeBlock(text, at);
    if (block) {
      flush(at);
      nodes.push(block.node);
      plainStart = at = block.end;
    } else {
      at = skipPlain(text, at);
    }
  }
  flush(text.length);
  return nodes;
}

const isLineStart = (text: string, at: number): boolean => at === 0 || text[at - 1] === '\n';

/** Where the next block can begin: after an escaped character, past a run of inline code, or one character on. */
function skipPlain(text: string, at: number): number {
  if (text[at] === '\\') return at + 2;
  if (text[at] !== '`') return at + 1;
  return at + (matchAt(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)|`+/y, text, at)?.[0].length ?? 1);
}

function parseBlock(text: string, at: number): Block | undefined {
  return parseQuote(text, at) ?? parseHeading(text, at) ?? parseSmall(text, at) ?? parseList(text, at);
}

function parseCodeBlock(text: string, at: number): Block | undefined {
  const match = matchAt(/```(?:([\w+\-.#]+)\n)?\n*([^\n][\s\S]*?)\n*```\n?/y, text, at);
  if (!match) return undefined;
  return {
    node: { kind: 'code-block', language: match[1] ?? '', text: match[2] ?? '' },
    end: at + match[0].length,
  };
}

function parseQuote(text: string, at: number): Block | undefined {
  if (text.startsWith('>>> ', at)) {
    return { node: { kind: 'quote', children: parseMarkdown(text.slice(at + 4)) }, end: text.length };
  }
  const match = matchAt(/(?:> [^\n]*(?:\n|$))+/y, text, at);
  if (!match) return undefined;
  const inner = match[0].replace(/\n$/, '').replace(/^> /gm, '');
  return { node: { kind: 'quote', children: parseMarkdown(inner) }, end: at + match[0].length };
}

function parseHeading(text: string, at: number): Block | undefined {
  const match = matchAt(/(#{1,3}) +(\S[^\n]*)(?:\n|$)/y, text, at);
  if (!match) return undefined;
  const level = match[1]?.length === 1 ? 1 : match[1]?.length === 2 ? 2 : 3;
  return {
    node: { kind: 'heading', level, children: parseInline((match[2] ?? '').trimEnd()) },
    end: at + match[0].length,
  };
}

function parseSmall(text: string, at: number): Block | undefined {
  const match = matchAt(/-# +(\S[^\n]*)(?:\n|$)/y, text, at);
  if (!match) return undefined;
  return { node: { kind: 'small', children: parseInline(match[1] ?? '') }, end: at + match[0].length };
}

/** A list goes on while its lines carry a bullet or are indented; deeper lines belong to the item above. */
function parseList(text: string, at: number): Block | undefined {
  const match = matchAt(/( {0,9})([-*]|(\d{1,9})\.) +\S[^\n]*(?:\n|$)/y, text, at);
  if (!match) return undefined;
  const indent = match[1]?.length ?? 0;
  const start = match[3] === undefined ? undefined : Number(match[3]);
  const bullet = start === undefined ? '[-*]' : '\\d{1,9}\\.';
  const item = new RegExp(
    ` {${indent}}${bullet} +(\\S[^\\n]*(?:\\n {${indent + 1},}\\S[^\\n]*)*)(?:\\n|$)`,
    'y',
  );
  const items: MarkdownNode[][] = [];
  let end = at;
  for (let next = matchAt(item, text, end); next; next = matchAt(item, text, end)) {
    items.push(parseItem(next[1] ?? ''));
    end += next[0].length;
  }
  return { node: { kind: 'list', ...(start === undefined ? {} : { start }), items }, end };
}

function parseItem(text: string): MarkdownNode[] {
  const newline = text.indexOf('\n');
  if (newline < 0) return parseInline(text);
  const rest = text.slice(newline + 1);
  const nested = parseMarkdown(rest);
  const isList = nested[0]?.kind === 'list';
  return [...parseInline(text.slice(0, newline) + (isList ? '' : '\n')), ...nested];
}
