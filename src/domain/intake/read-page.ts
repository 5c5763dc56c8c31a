import type { Article } from './article.ts';
import { DocumentError, type DocumentReader } from './documents.ts';
import { FetchError, type Fetcher } from './fetching.ts';
import type { Robots } from './robots-memory.ts';

const ACCEPT = 'text/html, application/xhtml+xml;q=0.9, */*;q=0.5';

/** A page that gives no story; the message is one sentence for whoever asked for it. */
export class PageError extends Error {
  override readonly name = 'PageError';
}

export interface PagePorts {
  readonly fetcher: Fetcher;
  readonly reader: DocumentReader;
  readonly robots: Robots;
}

/** Titles of the pages that sites give, with status 200, in the place of a story: “404”, “Page not found | The Ledger”. */
const NOT_FOUND =
  /^(?:(?:error|http)\W*)?404(?:\W*$|\s*[:|–—-]\s|\s+(?:error|not found|page))|^(?:(?:oops|sorry)\W+)?(?:(?:(?:the|this|that) )?page|(?:the|this) (?:article|story))\b.{0,40}(?:\bnot|n['’]t|\bno longer) (?:be )?(?:found|available|exists?)\b/i;

/** The story on a page that its site lets robots read. Throws `PageError`. */
export async function readPage(ports: PagePorts, address: string): Promise<Article> {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) throw new PageError('That is no address of a page.');
  if (!(await attempt(() => ports.robots.mayRead(url))))
    throw new PageError('The site does not let robots read this page.');
  const page = await attempt(() => ports.fetcher.fetch({ url: url.href, accept: ACCEPT }));
  if (page.status === 401 || page.status === 402 || page.status === 403)
    throw new PageError('The site does not give this page to everybody.');
  if (page.status !== 200) throw new PageError(`The site answers with status ${page.status}.`);
  const end = new URL(page.url);
  if (isFrontPage(end) && !isFrontPage(url))
    throw new PageError('The site leads to its front page instead: the story is there no more.');
  // A redirect may lead to another site, whose rules are its own.
  if (end.host !== url.host && !(await attempt(() => ports.robots.mayRead(end))))
    throw new PageError('The site does not let robots read this page.');
  const document = { bytes: page.body, address: page.url, contentType: page.headers['content-type'] };
  const article = await attempt(() => ports.reader.page(document));
  if (!article) throw new PageError('There is no story on this page.');
  if (NOT_FOUND.test(article.title)) throw new PageError('The site says that there is no such page.');
  return article;
}

/** Whether a site that lets robots read the page says that there is none (404, 410); what it does not say is not known. */
export async function isPageGone(
  ports: Pick<PagePorts, 'fetcher' | 'robots'>,
  address: string,
): Promise<boolean> {
  const url = URL.parse(address);
  if (!url) return false;
  try {
    if (!(await ports.robots.mayRead(url))) return false;
    const { status } = await ports.fetcher.fetch({ url: url.href, accept: ACCEPT });
    return status === 404 || status === 410;
  } catch (error) {
    if (error instanceof FetchError) return false;
    throw error;
  }
}

function isFrontPage({ pathname, search }: URL): boolean {
  return /^\/(?:index\.\w+)?$/.test(pathname) && search === '';
}

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof FetchError || cause instanceof DocumentError)
      throw new PageError(cause.message, { cause });
    throw cause;
  }
}
