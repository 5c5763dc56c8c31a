const LINE_BREAK = /\r\n?|[\u2028\u2029]/g;
// Control characters, C1 controls and noncharacters; tab and line feed stay.
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const UNSHOWABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/g;

/**
 * Makes every character showable: other line breaks become `\n`, a control character its picture (NUL is `␀`),
 * C1 controls, noncharacters and lone surrogates `\ufffd`.
 */
export function makeShowable(text: string): string {
  return text.toWellFormed().replace(LINE_BREAK, '\n').replace(UNSHOWABLE, pictureOf);
}

function pictureOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
}

// A colon before a blank starts neither an emoji (:name:) nor a link (https://), which a backslash would become part of.
const SPECIAL = /[\\*_~|`<>[\]@]|:(?!\s)/g;
const LINE_START = /^(\s*)([-+#]|\d+(?=[.)]))/;

/** One line of text so that Discord's Markdown shows it literally wherever in a message it stands. */
export function escapeLine(line: string): string {
  return line
    .replace(SPECIAL, '\\$&')
    .replace(LINE_START, (_, indent: string, mark: string) =>
      /\d/.test(mark) ? `${indent}${mark}\\` : `${indent}\\${mark}`,
    );
}

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';
const RIGHT_TO_LEFT_OR_CONTROL =
  /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * Keeps right-to-left text and direction controls of one line from reordering what is shown beside it: such a line
 * is wrapped in an isolate, inside which its own isolates are balanced. Adds invisible characters only.
 */
export function isolateDirection(line: string): string {
  if (!RIGHT_TO_LEFT_OR_CONTROL.test(line)) return line;
  let open = 0;
  let unopened = 0;
  for (const character of line) {
    if (character >= '\u2066' && character <= FIRST_STRONG_ISOLATE) open += 1;
    else if (character === POP_ISOLATE && open > 0) open -= 1;
    else if (character === POP_ISOLATE) unopened += 1;
  }
  return `${FIRST_STRONG_ISOLATE.repeat(unopened + 1)}${line}${POP_ISOLATE.repeat(open + 1)}`;
}
