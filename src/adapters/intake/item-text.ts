import { parseHTML } from 'linkedom';
import { chooseArticleBlocks } from '../../domain/intake/article-blocks.ts';
import { cleanLine } from '../../domain/intake/plain-text.ts';
import { collectBlocks } from './page-blocks.ts';

/** Longer than any story; what follows is not read. */
const MOST_CHARACTERS = 300_000;

/** The paragraphs of an item's HTML or plain text, separated by blank lines; empty for none. */
export function readItemText(html: string, title: string, address: string): string {
  const source = html.slice(0, MOST_CHARACTERS);
  // Plain text has its paragraphs between blank lines.
  const markup = /<[a-z!/]/i.test(source) ? source : source.replace(/\n\s*\n/g, '<p>');
  const { document } = parseHTML(`<!doctype html><html><body>${markup}</body></html>`);
  const blocks = collectBlocks(document.body, new URL(address));
  const chosen = chooseArticleBlocks(blocks, { title });
  // A teaser may be no sentence; a picture with its credit is nothing at all.
  return (chosen.length > 0 ? chosen : blocks)
    .map(({ text }) => cleanLine(text))
    .filter(Boolean)
    .join('\n\n');
}
