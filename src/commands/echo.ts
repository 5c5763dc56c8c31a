const MAX_LENGTH = 80;

/** What somebody typed, between quotation marks in a message to them; a long text is shown by its beginning. */
export function echo(typed: string): string {
  const characters = [...new Intl.Segmenter().segment(typed.slice(0, 2 * MAX_LENGTH))].map(
    ({ segment }) => segment,
  );
  const whole = typed.length <= 2 * MAX_LENGTH && characters.length <= MAX_LENGTH;
  return whole ? `“${typed}”` : `“${characters.slice(0, MAX_LENGTH).join('')}…”`;
}
