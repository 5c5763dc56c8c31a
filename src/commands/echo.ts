import type { Inline } from './reply.ts';

const MAX_LENGTH = 80;

/** What somebody typed, between quotation marks in a message to them; a long text is shown by its beginning. */
export function echo(typed: string): string {
  return `“${shortenTyped(typed)}”`;
}

/** The same in bold, for a reply that others read, where quotation marks hold only what a story quotes. */
export function echoBold(typed: string): Inline {
  return { bold: shortenTyped(typed) };
}

function shortenTyped(typed: string): string {
  const characters = [...new Intl.Segmenter().segment(typed.slice(0, 2 * MAX_LENGTH))].map(
    ({ segment }) => segment,
  );
  const whole = typed.length <= 2 * MAX_LENGTH && characters.length <= MAX_LENGTH;
  return whole ? typed : `${characters.slice(0, MAX_LENGTH).join('')}…`;
}
