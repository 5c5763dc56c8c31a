/**
 * What a command answers, free of Discord: plain text in a few node kinds. Only `render` turns it into
 * components and Markdown, so every string here is shown literally.
 */
export interface Reply {
  readonly blocks: readonly Block[];
  /** What it is, shown as a colour at its edge. */
  readonly tone?: Tone;
}

/** Words that a model wrote, words taken from stories, or no answer. */
export type Tone = 'model' | 'extractive' | 'refused';

export type Block =
  | { readonly kind: 'heading'; readonly text: readonly Inline[] }
  | { readonly kind: 'text'; readonly text: readonly Inline[] }
  /** Direct speech with its marks, shown as a block quote: no other words of a story ever are. */
  | { readonly kind: 'quote'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }
  /** A line in small print: the method, a count, a hint. */
  | { readonly kind: 'note'; readonly text: readonly Inline[] }
  | { readonly kind: 'separator' }
  /** Text, then small print, with one button beside them; one of the two may be empty. */
  | {
      readonly kind: 'section';
      readonly text: readonly Inline[];
      readonly note?: readonly Inline[];
      readonly button: Button;
    }
  /** Buttons, then links that open in a browser. */
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[]; readonly links?: readonly Link[] };

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
  /** A moment, shown in the reader's own time zone: day and time, with the day of the week, or how far off it is. */
  | { readonly unixSeconds: number; readonly style?: 'weekday' | 'relative' }
  | { readonly channel: string };

export interface Button {
  readonly label: string;
  readonly emoji?: string;
  readonly style?: 'primary' | 'secondary' | 'success' | 'danger';
  readonly disabled?: boolean;
  readonly action: Action;
}

/** An address that is not http(s), or too long for a button, is not shown. */
export interface Link {
  readonly label: string;
  readonly url: string;
}

/** What a button does: one of its command's `presses`, with the strings that it needs to do it after a restart. */
export interface Action {
  readonly command: string;
  readonly press: string;
  readonly args: readonly string[];
}
