import { parseHTML } from 'linkedom';

/** The words of a line that may be HTML: without tags, its entities as what they stand for. */
export function htmlToLine(html: string): string {
  if (!/[<&]/.test(html)) return html;
  return parseHTML(`<!doctype html><html><body><p>${html}</p></body></html>`).document.body.textContent ?? '';
}
