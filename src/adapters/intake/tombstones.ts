import { readDate } from '../../domain/intake/dates.ts';
import type { DeletedItem } from '../../domain/intake/feed.ts';
import { cleanField } from '../../domain/intake/plain-text.ts';
import { htmlToLine } from './html-text.ts';

/** https://www.rfc-editor.org/rfc/rfc6721 */
const NAMESPACE = /\bxmlns:([\w.-]{1,50})\s*=\s*["']http:\/\/purl\.org\/atompub\/tombstones\/1\.0["']/;
/** How comments and literal text begin. */
const OPENING = /<!--|<!\[CDATA\[/g;

/** The entries that an Atom feed says it has deleted, the first `most` of them; empty for any other feed. */
export function readTombstones(
  source: string,
  { most, longest }: { readonly most: number; readonly longest: number },
): DeletedItem[] {
  const [, prefix] = NAMESPACE.exec(source) ?? [];
  if (prefix === undefined) return [];
  const pattern = new RegExp(`<${prefix.replaceAll('.', '\\.')}:deleted-entry(\\s[^<>]*)>`, 'g');
  return withoutHidden(source)
    .matchAll(pattern)
    .take(most)
    .flatMap(([, attributes = '']) => {
      const guid = cleanField(htmlToLine(readAttribute(attributes, 'ref') ?? ''), longest);
      return guid === undefined ? [] : [{ guid, at: readDate(readAttribute(attributes, 'when') ?? '') }];
    })
    .toArray();
}

function readAttribute(attributes: string, name: string): string | undefined {
  const [, double, single] = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes) ?? [];
  return double ?? single;
}

/** Without comments and literal text, in one pass, since some never end. */
function withoutHidden(source: string): string {
  const kept: string[] = [];
  for (let from = 0; ; ) {
    OPENING.lastIndex = from;
    const opening = OPENING.exec(source);
    kept.push(source.slice(from, opening?.index));
    const end = opening && source.indexOf(opening[0] === '<!--' ? '-->' : ']]>', opening.index);
    if (end === null || end < 0) return kept.join('');
    from = end + 3;
  }
}
