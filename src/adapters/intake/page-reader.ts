import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import type { Article } from '../../domain/intake/article.ts';
import { chooseArticleBlocks } from '../../domain/intake/article-blocks.ts';
import { cleanLine } from '../../domain/intake/plain-text.ts';
import type { DomElement } from './dom.ts';
import { collectBlocks } from './page-blocks.ts';
import { readMetadata } from './page-metadata.ts';

/** A page that is an article has more tags, and deeper ones, only where somebody wants to hold up its reader. */
const MOST_TAGS = 100_000;
const DEEPEST = 2000;
/** Ends of these are left out in good faith. */
const UNCLOSED = new Set(
  'p li td th tr dt dd option br img input meta link hr source wbr col area base embed'.split(' '),
);
/** A text that is shorter is a note about an article, or the words around a video. */
const SHORTEST = 100;

/**
 * The article on a page, with clean paragraphs; `undefined` where the page holds none. Takes tens of milliseconds; a
 * hostile page can take seconds, and overflow the stack: run it in a worker.
 */
export function readPage(html: string, address: string): Article | undefined {
  if (!isReadable(html)) return undefined;
  const document = parse(html);
  const metadata = readMetadata(document, address);
  const content = findContent(document);
  if (!content) return undefined;
  const blocks = chooseArticleBlocks(collectBlocks(content, new URL(address)), metadata);
  const text = blocks.map((block) => cleanLine(block.text)).join('\n\n');
  if (text.length < SHORTEST || metadata.title === '') return undefined;
  const { dek, ...rest } = metadata;
  // Where a site has no dek, its description is often the beginning of the text.
  const isLead = dek !== undefined && text.startsWith(dek.replace(/\s*(?:…|\.\.\.)$/, ''));
  return { ...rest, ...(!isLead && { dek }), text };
}

/** The parser takes time in proportion to a tag's depth, so that both are bounded before it. */
function isReadable(html: string): boolean {
  let tags = 0;
  let depth = 0;
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    tags += 1;
    if (!UNCLOSED.has(name.toLowerCase())) depth = Math.max(depth + (slash ? -1 : 1), 0);
    if (tags > MOST_TAGS || depth > DEEPEST) return false;
  }
  return true;
}

type Document = ReturnType<typeof parseHTML>['document'];

function parse(html: string): Document {
  const { document } = parseHTML(html);
  if (document.querySelector('body')) return document;
  // The parser makes up no html and no body where a page has left them out.
  return parseHTML(`<!doctype html><html><head></head><body>${html}</body></html>`).document;
}

/** The element that holds the article, and some of what stands around it. */
function findContent(document: Document): DomElement | undefined {
  const reader = new Readability(document, { serializer: (node) => node, keepClasses: true });
  const content = reader.parse()?.content;
  return (content as DomElement | null | undefined) ?? undefined;
}
