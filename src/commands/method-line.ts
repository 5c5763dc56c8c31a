import type { Block } from './reply.ts';

/** How an answer came about, as far as the reader is told. */
export interface Method {
  readonly method: 'model' | 'extractive';
  readonly model?: string;
  /** Sentences that the model wrote and that were checked. */
  readonly checked: number;
  /** Of those, how many were left out. */
  readonly dropped: number;
  /** Of those left out, how many passed the check and were over the length. */
  readonly cut: number;
  /** What else the reader should know, a plain sentence. */
  readonly note?: string;
}

/** The small print below an answer: who wrote it, how much of it was checked and what was left out. */
export function methodBlocks({ method, model, checked, dropped, cut, note }: Method): Block[] {
  const passed = checked - dropped + cut;
  const parts =
    method === 'model'
      ? [
          `Written by ${model ?? 'a language model'}`,
          `${passed} of ${count(checked)} passed the check against the story`,
          cut > 0 ? `${count(cut)} left out for length` : '',
        ]
      : ['Taken from the story word for word'];
  return [{ kind: 'note', text: [[...parts, note].filter(Boolean).join(' · ')] }];
}

function count(sentences: number): string {
  return `${sentences} ${sentences === 1 ? 'sentence' : 'sentences'}`;
}
