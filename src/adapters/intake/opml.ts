import { generateOpml, type Opml, parseOpml } from 'feedsmith';
import { UserError } from '../../domain/errors.ts';
import { LONGEST } from '../../domain/intake/article.ts';
import { cleanField } from '../../domain/intake/plain-text.ts';
import { cleanAddress } from '../../domain/intake/web-address.ts';

/** A feed in a list of feeds. */
export interface ListedFeed {
  readonly url: string;
  readonly title: string;
}

/** The feeds of an OPML list, in its order, folders left out. Throws `UserError` for what is no such list. */
export function readOpml(text: string): ListedFeed[] {
  const seen = new Set<string>();
  return outlinesOf(parse(text).body?.outlines ?? []).flatMap(({ xmlUrl, title, text: name }) => {
    const url = cleanAddress(xmlUrl);
    if (url === undefined || seen.has(url)) return [];
    seen.add(url);
    return [{ url, title: cleanField(title ?? name, LONGEST.title) ?? url }];
  });
}

/** An OPML list that other readers take. */
export function writeOpml(feeds: readonly ListedFeed[]): string {
  const outlines = feeds.map(({ url, title }) => ({ type: 'rss', text: title, title, xmlUrl: url }));
  return generateOpml({ head: { title: 'Pullquote' }, body: { outlines } });
}

function parse(text: string) {
  try {
    return parseOpml(text);
  } catch (cause) {
    throw new UserError('That is no OPML list of feeds.', { cause });
  }
}

function outlinesOf(outlines: readonly Opml.Outline<string>[]): Opml.Outline<string>[] {
  return outlines.flatMap((one) => [one, ...outlinesOf(one.outlines ?? [])]);
}
