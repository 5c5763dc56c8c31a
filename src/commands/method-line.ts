import type { Block } from './reply.ts';

/** How an answer came about, as far as the reader is told. */
export interface Method {
  readonly method: 'model' | 'extractive';
  readonly model?: string;
  /** Sentences that the model wrote and that were checked. */
  readonly checked: number;
  /** Of those, how many were left out. */
  readonly dropped: number;
  /** What else the reader should know, a plain sentence. */
  readonly note?: string;
}

/** The small print below an answer: who wrote it and how much of it was checked. */
export function methodBlocks({ method, model, checked, dropped, note }: Method): Block[] {
  const line =
    method === 'model'
      ? `Written by ${model ?? 'a language model'} · ${checked - dropped} of ${checked} ${checked === 1 ? 'sentence' : 'sentences'} passed the check against the story`
      : 'Taken from the story word for word';
  return [{ kind: 'note', text: [note ? `${line} · ${note}` : line] }];
}
