import { parseHTML } from 'linkedom';

/** The words of a line that may be HTML: without tags and what they run, its entities as what they stand for. */
export function htmlToLine(html: string): string {
  if (!/[<&]/.test(html)) return html;
  const { document } = parseHTML(`<!doctype html><html><body><p>${html}</p></body></html>`);
  for (const element of document.querySelectorAll('script, style')) element.remove();
  return document.body.textContent ?? '';
}
