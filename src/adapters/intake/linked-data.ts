import { z } from 'zod';
import type { DomRoot } from './dom.ts';

const record = z.record(z.string(), z.unknown());
const named = z.union([z.string(), z.looseObject({ name: z.string() }).transform(({ name }) => name)]);
const names = z.union([named.transform((one) => [one]), z.array(named.catch(''))]);
const words = z.union([z.string().transform((text) => text.split(',')), z.array(z.string().catch(''))]);

/** What schema.org's Article says of itself. */
const articleData = z.object({
  headline: z.string().optional().catch(undefined),
  description: z.string().optional().catch(undefined),
  author: names.optional().catch(undefined),
  publisher: named.optional().catch(undefined),
  datePublished: z.string().optional().catch(undefined),
  inLanguage: z.string().optional().catch(undefined),
  keywords: words.optional().catch(undefined),
});

export type ArticleData = z.output<typeof articleData>;

const ARTICLE_TYPE = /(?:Article|BlogPosting|Report|Review|LiveBlogPosting)$/;
/** Deeper or wider than this no site nests its data. */
const MOST_NODES = 2000;

/** The first article that the page's JSON-LD describes; empty where there is none or it is broken. */
export function readLinkedData(document: DomRoot): ArticleData {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const found = findArticle(parseLoosely(script.textContent ?? ''));
    if (found) return articleData.parse(found);
  }
  return articleData.parse({});
}

function findArticle(data: unknown): Record<string, unknown> | undefined {
  const queue = [data];
  for (let index = 0; index < queue.length && index < MOST_NODES; index += 1) {
    const node = queue[index];
    if (Array.isArray(node)) queue.push(...node);
    const parsed = record.safeParse(node);
    if (!parsed.success) continue;
    const types = [parsed.data['@type']].flat();
    if (types.some((type) => typeof type === 'string' && ARTICLE_TYPE.test(type))) return parsed.data;
    queue.push(parsed.data['@graph'], parsed.data.mainEntity, parsed.data.mainEntityOfPage);
  }
  return undefined;
}

/** JSON as sites write it: in CDATA or comments, with line breaks within strings. */
function parseLoosely(text: string): unknown {
  const json = text
    .replace(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\/\/\s*\]\]>|\]\]>)\s*$/, '')
    .replace(/[\r\n\t]+/g, ' ');
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
