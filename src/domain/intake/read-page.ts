import type { Article } from './article.ts';
import { DocumentError, type DocumentReader } from './documents.ts';
import { FetchError, type Fetcher } from './fetching.ts';
import { allowsRobot } from './robots.ts';

const ACCEPT = 'text/html, application/xhtml+xml;q=0.9, */*;q=0.5';
/** The name that sites address the program by in robots.txt. */
export const ROBOT = 'Pullquote';

/** A page that gives no story; the message is one sentence for whoever asked for it. */
export class PageError extends Error {
  override readonly name = 'PageError';
}

export interface PagePorts {
  readonly fetcher: Fetcher;
  readonly reader: DocumentReader;
}

/** The story on a page that its site lets robots read. Throws `PageError`. */
export async function readPage(ports: PagePorts, address: string): Promise<Article> {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) throw new PageError('That is no address of a page.');
  if (!(await mayRead(ports, url))) throw new PageError('The site does not let robots read this page.');
  const page = await attempt(() => ports.fetcher.fetch({ url: url.href, accept: ACCEPT }));
  if (page.status === 401 || page.status === 402 || page.status === 403)
    throw new PageError('The site does not give this page to everybody.');
  if (page.status !== 200) throw new PageError(`The site answers with status ${page.status}.`);
  // A redirect may lead to another site, whose rules are its own.
  const end = new URL(page.url);
  if (end.host !== url.host && !(await mayRead(ports, end)))
    throw new PageError('The site does not let robots read this page.');
  const document = { bytes: page.body, address: page.url, contentType: page.headers['content-type'] };
  const article = await attempt(() => ports.reader.page(document));
  if (!article) throw new PageError('There is no story on this page.');
  return article;
}

/** As RFC 9309 has it: no robots.txt allows all, a server that fails allows nothing. */
async function mayRead({ fetcher }: PagePorts, url: URL): Promise<boolean> {
  const robots = await attempt(() =>
    fetcher.fetch({ url: new URL('/robots.txt', url).href, accept: 'text/plain' }),
  );
  if (robots.status >= 500) return false;
  if (robots.status !== 200) return true;
  return allowsRobot(new TextDecoder().decode(robots.body), ROBOT, url.pathname + url.search);
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
