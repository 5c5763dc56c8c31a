import type { Evidence } from './evidence.ts';

/** Whether the text is one sentence, or several in a row, of a cited paragraph; white space may differ. */
export function isVerbatim(text: string, { sentences }: Evidence): boolean {
  const wanted = text.replace(/\s+/g, ' ').trim();
  return sentences.some(({ paragraph }, first) => {
    let run = '';
    for (let at = first; sentences[at]?.paragraph === paragraph && wanted.startsWith(run); at += 1) {
      run += `${run && ' '}${sentences[at]?.text}`;
      if (run === wanted) return true;
    }
    return false;
  });
}
