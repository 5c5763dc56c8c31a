/* Feeds that are no XML as a whole: what is wrong with one item costs no other. */
import { parseAnyFeed, type RawFeed } from './feed-formats.ts';

/** Where an item begins, or something that hides what looks like one. */
const OPENING = /<!--|<!\[CDATA\[|<(item|entry)(?=[\s>])/gi;
const ROOT = /<(?:rss|rdf:RDF|feed)(?:\s[^<>]*)?>/i;
const PLAIN_ROOT = '<rss version="2.0">';
/** A mark that begins no tag, as in “3 < 4”. */
const STRAY = /<(?![a-z/!?])/gi;

/**
 * The feed with more of its items than `parsed` has, the first `most` of them read each by itself; `parsed` where that finds
 * no more. In time that is proportional to the text.
 */
export function rescueItems(source: string, parsed: RawFeed | undefined, most: number): RawFeed | undefined {
  const starts = findItems(source, most);
  const [first] = starts;
  if (first === undefined || (parsed && parsed.items.length >= starts.length)) return parsed;
  const head = source.slice(0, first);
  const root = ROOT.exec(head);
  // A page may have elements of this name, too.
  if (!root && !/<channel[\s>]/i.test(head)) return parsed;
  const close = (text: string) => wrap(root?.[0] ?? PLAIN_ROOT, text);
  const items = starts.flatMap((start, index) => {
    const next = starts[index + 1];
    const piece = cutItem(source.slice(start, next), next !== undefined);
    // Where the feed breaks off, nobody knows what its last item would have said.
    if (piece === undefined) return [];
    return parseAnyFeed(close(piece.replace(STRAY, '&lt;')))?.items ?? [];
  });
  if (items.length <= (parsed?.items.length ?? 0)) return parsed;
  const inside = root
    ? head.slice(root.index + root[0].length)
    : head.slice(Math.max(head.indexOf('<channel'), 0));
  const frame = parsed ?? parseAnyFeed(close(inside.replace(/<\/?(?:channel|items)\b[^<>]*>/gi, '')));
  return { ...frame, items };
}

/** Where items begin, in no comment and no literal text; one that never ends hides nothing. */
function findItems(source: string, most: number): number[] {
  const starts: number[] = [];
  const endless = new Set<string>();
  OPENING.lastIndex = 0;
  for (let found = OPENING.exec(source); found && starts.length < most; found = OPENING.exec(source)) {
    const end = found[0] === '<!--' ? '-->' : ']]>';
    if (found[1] !== undefined) starts.push(found.index);
    else if (!endless.has(end)) {
      const closing = source.indexOf(end, found.index);
      if (closing < 0) endless.add(end);
      else OPENING.lastIndex = closing;
    }
  }
  return starts;
}

/** Ends of what is around items. */
const OUTER_END = /<\/(?:items|channel|rss|rdf:RDF|feed)\s*>/i;

/** An item from its opening up to where it, what is around it, or (`isFollowed`) its text ends; `undefined` where nothing does. */
function cutItem(text: string, isFollowed: boolean): string | undefined {
  const name = /^<(\w+)/.exec(text)?.[1] ?? 'item';
  const end = text.lastIndexOf(`</${name}`);
  const outer = end < 0 ? text.search(OUTER_END) : end;
  if (outer < 0 && !isFollowed) return undefined;
  return `${outer < 0 ? text : text.slice(0, outer)}</${name}>`;
}

/** A feed of its own around some items, or around what describes it. */
function wrap(root: string, text: string): string {
  const [, name = ''] = /^<([\w:]+)/.exec(root) ?? [];
  return /^rss$/i.test(name) ? `${root}<channel>${text}</channel></${name}>` : `${root}${text}</${name}>`;
}
