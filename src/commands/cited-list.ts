import type { CitedSentence } from '../domain/cited-sentence.ts';
import type { Block, Inline } from './reply.ts';

/** Chinese and Japanese have no space between sentences. */
function joinSentences(texts: readonly string[]): string {
  return texts.join(' ').replace(/(?<=[。！？」』]) /g, '');
}

/** Sentences with their citation marks, as a list; neighbours that cite the same are one item. "…" ends a shortened one. */
export function citedList(sentences: readonly CitedSentence[]): Block {
  const items: { texts: string[]; cites: readonly number[] }[] = [];
  for (const { text, cites, shortened } of sentences) {
    const shown = shortened ? `${text} …` : text;
    const last = items.at(-1);
    if (last && last.cites.join() === cites.join()) last.texts.push(shown);
    else items.push({ texts: [shown], cites });
  }
  return {
    kind: 'list',
    items: items.map(({ texts, cites }): Inline[] => [joinSentences(texts), ' ', { cites }]),
  };
}
