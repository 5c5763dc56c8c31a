/** What Discord's Markdown means, as a tree. Line breaks inside `text` are kept. */
export type MarkdownNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'code-block'; readonly text: string; readonly language: string }
  | { readonly kind: 'link'; readonly url: string; readonly children: readonly MarkdownNode[] }
  | { readonly kind: 'mention'; readonly target: MentionTarget; readonly id: string }
  | { readonly kind: 'time'; readonly unixSeconds: number; readonly style: string }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly children: readonly MarkdownNode[] }
  | { readonly kind: 'list'; readonly start?: number; readonly items: readonly (readonly MarkdownNode[])[] }
  | { readonly kind: SpanKind | 'quote' | 'small'; readonly children: readonly MarkdownNode[] };

export type SpanKind = 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler';
export type MentionTarget = 'user' | 'role' | 'channel' | 'command' | 'everyone' | 'emoji';

interface Found {
  readonly node: MarkdownNode;
  readonly length: number;
}

/** Parses the markup that can stand inside a line. Adjacent text is one node; empty text gives none. */
export function parseInline(text: string, insideLink = false): MarkdownNode[] {
  const nodes: MarkdownNode[] = [];
  let plain = '';
  const flush = () => {
    if (plain) nodes.push({ kind: 'text', text: plain });
    plain = '';
  };
  let at = 0;
  while (at < text.length) {
    const found = find(text, at, insideLink);
    if (typeof found === 'object') {
      flush();
      nodes.push(found.node);
      at += found.length;
    } else {
      const literal = matchAt(/\\([^0-9A-Za-z\s])|`+|[\s\S]/y, text, at);
      plain += literal?.[1] ?? literal?.[0] ?? '';
      at += literal?.[0].length ?? 1;
    }
  }
  flush();
  return nodes;
}

function find(text: string, at: number, insideLink: boolean): Found | undefined {
  switch (text[at]) {
    case '`':
      return findCode(text, at);
    case '<':
      return findTime(text, at) ?? findMention(text, at) ?? (insideLink ? undefined : findUrl(text, at));
    case '[':
      return insideLink ? undefined : findMaskedLink(text, at);
    case 'h':
      return insideLink ? undefined : findUrl(text, at);
    case '@':
      return findEveryone(text, at);
    case '*':
    case '_':
    case '~':
    case '|':
      return findSpan(text, at, insideLink);
    default:
      return undefined;
  }
}

function findCode(text: string, at: number): Found | undefined {
  const match = matchAt(/(`+)(?!`)([\s\S]*?[^`])\1(?!`)/y, text, at);
  if (!match) return undefined;
  return { node: { kind: 'code', text: match[2]?.trim() || (match[2] ?? '') }, length: match[0].length };
}

function findTime(text: string, at: number): Found | undefined {
  const match = matchAt(/<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/y, text, at);
  if (!match) return undefined;
  return {
    node: { kind: 'time', unixSeconds: Number(match[1]), style: match[2] ?? 'f' },
    length: match[0].length,
  };
}

const MENTIONS: readonly { readonly target: MentionTarget; readonly pattern: RegExp }[] = [
  { target: 'user', pattern: /<@!?(\d{1,20})>/y },
  { target: 'role', pattern: /<@&(\d{1,20})>/y },
  { target: 'channel', pattern: /<#(\d{1,20})>/y },
  { target: 'command', pattern: /<\/([-\p{L}\p{N}_ ]{1,100}):\d{1,20}>/uy },
  { target: 'emoji', pattern: /<a?:(\w{2,32}):\d{1,20}>/y },
];

function findMention(text: string, at: number): Found | undefined {
  for (const { target, pattern } of MENTIONS) {
    const match = matchAt(pattern, text, at);
    if (match) return { node: { kind: 'mention', target, id: match[1] ?? '' }, length: match[0].length };
  }
  return undefined;
}

function findEveryone(text: string, at: number): Found | undefined {
  const match = matchAt(/@(everyone|here)/y, text, at);
  if (!match) return undefined;
  return { node: { kind: 'mention', target: 'everyone', id: match[1] ?? '' }, length: match[0].length };
}

function findUrl(text: string, at: number): Found | undefined {
  const match =
    matchAt(/<(https?:\/\/[^\s<>]+)>/y, text, at) ??
    matchAt(/(https?:\/\/[^\s<]+[^<.,:;"'\])\s])/y, text, at);
  const url = match?.[1];
  if (!match || url === undefined || !isWebAddress(url)) return undefined;
  return { node: { kind: 'link', url, children: [{ kind: 'text', text: url }] }, length: match[0].length };
}

function findMaskedLink(text: string, at: number): Found | undefined {
  const match = matchAt(
    /\[((?:\\[\s\S]|[^\\[\]])+)\]\(\s*<?((?:[^\s()<>\\]|\\[\s\S])+)>?\s*(?:"[^"]*")?\s*\)/y,
    text,
    at,
  );
  const url = (match?.[2] ?? '').replace(/\\([^0-9A-Za-z\s])/g, '$1');
  if (!match || !isWebAddress(url)) return undefined;
  return {
    node: { kind: 'link', url, children: parseInline(match[1] ?? '', true) },
    length: match[0].length,
  };
}

/** Whether a link may be followed: http and https only, so that no `javascript:` hides behind a label. */
function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}

/** `bias` breaks ties between spans of the same length: `***a***` is italics around bold. */
const SPANS: readonly { readonly kind: SpanKind; readonly bias: number; readonly pattern: RegExp }[] = [
  {
    kind: 'italic',
    bias: 0.2,
    pattern: /\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/y,
  },
  { kind: 'italic', bias: 0.2, pattern: /\b_((?:__|\\[\s\S]|[^\\_])+?)_\b/y },
  { kind: 'bold', bias: 0.1, pattern: /\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y },
  { kind: 'underline', bias: 0, pattern: /__((?:\\[\s\S]|[^\\])+?)__(?!_)/y },
  { kind: 'strike', bias: 0, pattern: /~~((?:\\[\s\S]|[^\\])+?)~~/y },
  { kind: 'spoiler', bias: 0, pattern: /\|\|((?:\\[\s\S]|[^\\])+?)\|\|/y },
];

function findSpan(text: string, at: number, insideLink: boolean): Found | undefined {
  let best: { kind: SpanKind; inner: string; length: number; weight: number } | undefined;
  for (const { kind, bias, pattern } of SPANS) {
    const match = matchAt(pattern, text, at);
    const weight = match ? match[0].length + bias : 0;
    if (match && weight > (best?.weight ?? 0)) {
      best = { kind, inner: match[1] ?? '', length: match[0].length, weight };
    }
  }
  return (
    best && { node: { kind: best.kind, children: parseInline(best.inner, insideLink) }, length: best.length }
  );
}

/** Matches a sticky pattern at a place in the text. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
