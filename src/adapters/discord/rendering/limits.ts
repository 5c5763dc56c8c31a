/**
 * Discord's documented limits for messages with components. Lengths are counted in UTF-16 units, which is
 * never less than what Discord counts.
 */
export const LIMITS = {
  /** Components of a message, nested ones and the container itself included. */
  components: 40,
  /** Text of all text displays of a message together. */
  messageText: 4000,
  /** The same in UTF-8 bytes; beyond it Discord answers 500 (discord/discord-api-docs, issue 8554). */
  messageBytes: 10_170,
  /** What each text display takes of them besides its text. */
  textDisplayBytes: 12,
  buttonsInRow: 5,
  buttonLabel: 80,
  buttonUrl: 512,
  customId: 100,
  /** Choices answered to an autocomplete. */
  choices: 25,
  choiceName: 100,
  choiceValue: 100,
} as const;

/** How much text something holds, or may still hold. */
export interface TextSize {
  readonly characters: number;
  readonly bytes: number;
}

export const MESSAGE_TEXT: TextSize = { characters: LIMITS.messageText, bytes: LIMITS.messageBytes };

/** What a text display with this content takes of its message. */
export function measureText(content: string): TextSize {
  return { characters: content.length, bytes: Buffer.byteLength(content) + LIMITS.textDisplayBytes };
}

export function fitsInto(room: TextSize, { characters, bytes }: TextSize): boolean {
  return characters <= room.characters && bytes <= room.bytes;
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The last place at or before `index` where no character that a reader sees is cut in two; 0 when there is none. */
export function floorToGrapheme(text: string, index: number): number {
  return index >= text.length ? text.length : (graphemes.segment(text).containing(index)?.index ?? 0);
}

/** `text` in at most `max` UTF-16 units, an ellipsis in place of what was cut. For display names only. */
export function shorten(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, floorToGrapheme(text, max - 1)).trimEnd()}…`;
}
