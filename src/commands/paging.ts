import type { Action, Block, Button } from './reply.ts';

/** Some of a list's items, beginning with the one at `offset` (from 0). */
export interface Page<T> {
  readonly items: readonly T[];
  readonly offset: number;
  readonly total: number;
  readonly size: number;
}

/** Where the page at `wanted` begins, or the last one: a list may be shorter than when its button was made. */
export function clampOffset(wanted: number, total: number, size: number): number {
  return Math.min(wanted, Math.floor(Math.max(0, total - 1) / size) * size);
}

/** The page of a list that begins at `wanted`, or the last one. */
export function pageOf<T>(all: readonly T[], wanted: number, size: number): Page<T> {
  const offset = clampOffset(wanted, all.length, size);
  return { items: all.slice(offset, offset + size), offset, total: all.length, size };
}

/** The offset that a button's string stands for; 0 when it is none. */
export function readOffset(text: string | undefined): number {
  return Math.max(0, Number.parseInt(text ?? '', 10) || 0);
}

/** Which items are shown, with ◀ Previous and Next ▶; nothing when they all are. */
export function pagerBlocks(page: Page<unknown>, noun: string, turnTo: (offset: number) => Action): Block[] {
  const { offset, total, size, items } = page;
  if (total <= size) return [];
  const turn = (label: string, to: number): Button => ({
    label,
    disabled: to < 0 || to >= total,
    action: turnTo(to),
  });
  return [
    { kind: 'note', text: [`${noun} ${offset + 1}–${offset + items.length} of ${total}`] },
    { kind: 'buttons', buttons: [turn('◀ Previous', offset - size), turn('Next ▶', offset + size)] },
  ];
}
