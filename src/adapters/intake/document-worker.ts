import type { RawDocument } from '../../domain/intake/documents.ts';
import { type DocumentTasks, documentTasks } from './document-tasks.ts';

/** One document at a time: the next is sent when this one is answered. */
export interface WorkerRequest {
  readonly task: keyof DocumentTasks;
  readonly document: RawDocument;
}

/** `isRead` is false where the reader itself failed. */
export interface WorkerAnswer {
  readonly isRead: boolean;
  readonly value?: unknown;
  readonly reason?: string;
}

process.on('message', ({ task, document }: WorkerRequest) => {
  process.send?.(answer(task, document));
});

function answer(task: keyof DocumentTasks, document: RawDocument): WorkerAnswer {
  try {
    return { isRead: true, value: documentTasks[task](document) };
  } catch (error) {
    // An overflow of the stack, or a fault of a parser that only this document shows.
    return { isRead: false, reason: String(error) };
  }
}
