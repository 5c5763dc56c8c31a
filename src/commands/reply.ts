/**
 * What a command answers, free of Discord: plain text in a few node kinds. Only `render` turns it into
 * components and Markdown, so every string here is shown literally.
 */
export interface Reply {
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'heading'; readonly text: readonly Inline[] }
  | { readonly kind: 'text'; readonly text: readonly Inline[] }
  /** Words of a story, shown as a block quote, never changed. */
  | { readonly kind: 'quote'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }
  /** A line in small print: the method, a count, a hint. */
  | { readonly kind: 'note'; readonly text: readonly Inline[] }
  | { readonly kind: 'separator' }
  /** Text with one button beside it. */
  | { readonly kind: 'section'; readonly text: readonly Inline[]; readonly button: Button }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] };

export type Inline =
  | string
  | { readonly bold: string }
  | { readonly italic: string }
  /** Words that do not belong, and words that were left out, where two texts are compared. */
  | { readonly struck: string }
  | { readonly inserted: string }
  | { readonly code: string }
  | { readonly link: { readonly text: string; readonly url: string } }
  /** Citation marks: paragraph numbers, from 1. */
  | { readonly cites: readonly number[] }
  /** A moment, shown in the reader's own time zone. */
  | { readonly unixSeconds: number }
  | { readonly channel: string };

export interface Button {
  readonly label: string;
  readonly emoji?: string;
  readonly style?: 'primary' | 'secondary' | 'success' | 'danger';
  readonly disabled?: boolean;
  readonly action: Action;
}

/** What a button does: one of its command's `presses`, with the strings that it needs to do it after a restart. */
export interface Action {
  readonly command: string;
  readonly press: string;
  readonly args: readonly string[];
}
