import { splitSentences } from '../english/sentences.ts';
import type { Evidence } from './evidence.ts';

/** Whether the text is one sentence, or several in a row, of a cited paragraph; white space may differ. */
export function isVerbatim(text: string, evidence: Evidence): boolean {
  const wanted = squeeze(text);
  return evidence.texts.some((paragraph) => {
    const sentences = splitSentences(paragraph).map(({ start, end }) => squeeze(paragraph.slice(start, end)));
    return sentences.some((_, index) => startsRun(sentences, index, wanted));
  });
}

function startsRun(sentences: readonly string[], from: number, wanted: string): boolean {
  let run = '';
  for (let at = from; at < sentences.length && run.length < wanted.length; at++) {
    run = run === '' ? (sentences[at] ?? '') : `${run} ${sentences[at]}`;
  }
  return run === wanted;
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
