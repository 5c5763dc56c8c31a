/**
 * What no reader sees and what turns text around: control characters, marks and overrides of direction, blanks of no
 * width, soft hyphens, tags. Joiners stay, which Persian, Hindi and emoji are written with.
 */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** One line of plain text: nothing unseen, white space as single blanks, composed characters. Empty for none. */
export function cleanLine(text: string): string {
  return text.normalize('NFC').replace(UNSEEN, '').replace(/\s+/g, ' ').trim();
}

/** As `cleanLine`, cut to `most` UTF-16 units at a blank where there is one near; `undefined` for nothing. */
export function cleanField(text: string | undefined, most: number): string | undefined {
  const line = cleanLine(text ?? '');
  if (line === '') return undefined;
  if (line.length <= most) return line;
  const cut = line.slice(0, most - 1);
  const blank = cut.lastIndexOf(' ');
  return `${(blank > most * 0.8 ? cut.slice(0, blank) : cut).replace(/[\ud800-\udbff]$/, '')}…`;
}
