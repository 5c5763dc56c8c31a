import type { CommandInput, PageChoice, PageEvent } from './page-protocol.ts';

/** What became of an interaction: whether the bot acknowledged it, and the form where it did so with one. */
export type Outcome = Pick<Extract<PageEvent, { type: 'interaction' }>, 'outcome' | 'form'>;

/** The Discord behind the page, as its one member sees it. */
export interface PageBackend {
  /** All that a page shows when it connects; without anybody's private messages. */
  state(): Extract<PageEvent, { type: 'state' }>;
  /** Calls `listener` with what happens from now on; gives the way to stop. */
  subscribe(listener: (event: PageEvent) => void): () => void;
  /** Throws `UserError` for a command, channel or option that does not exist. */
  run(input: CommandInput): Promise<Outcome>;
  press(message: string, customId: string): Promise<Outcome>;
  runOnMessage(message: string, name: string): Promise<Outcome>;
  submit(interaction: string, values: Readonly<Record<string, string>>): Promise<Outcome>;
  /** A message of the member's own. */
  post(channel: string, content: string): void;
  /** `undefined` when the bot did not answer. */
  suggest(input: CommandInput, focused: string): Promise<readonly PageChoice[] | undefined>;
}
