import { z } from 'zod';
import { UserError } from '../domain/errors.ts';
import type { DocumentReader } from '../domain/intake/documents.ts';

const extractRequest = z.object({
  url: z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' }),
  html: z.string({ error: 'must be text' }),
});

/** The batch interface's `extract`: the article on a page that the request brings, with clean paragraphs. */
export function createExtraction(reader: DocumentReader): (request: unknown) => Promise<object> {
  return async (request) => {
    const { url, html } = extractRequest.parse(request);
    const document = { bytes: Buffer.from(html), address: url, contentType: 'text/html; charset=utf-8' };
    const article = await reader.page(document);
    if (!article) throw new UserError('html: the page holds no article');
    return article;
  };
}
