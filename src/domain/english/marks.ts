import type { Paragraph, Span } from '../story/story.ts';

/** The words between one pair of quotation marks, marks and the white space at the edges excluded. */
export interface MarkedRun extends Span {
  /** From the opening mark to after the closing one: what the run takes up in its sentence. */
  readonly outer: Span;
  readonly paragraph: number;
  /** `false` when the paragraph ends before the closing mark. */
  readonly closed: boolean;
  /** Goes on with the unclosed run that ended the paragraph before. */
  readonly continues: boolean;
}

/** A mark, or a tag: marks inside a tag are none. */
const MARK = /''|``|[“”„"«»‘’']|<\/?[a-z][^<>\n]{0,500}>/g;
/** For each opening mark, those that close it. Some agencies type '' for a double mark. */
const CLOSERS: Readonly<Record<string, readonly string[]>> = {
  '“': ['”', '"'],
  '"': ['"', '”'],
  "''": ["''"],
  '``': ["''"],
  '„': ['“', '”', '"'],
  '«': ['»'],
  '»': ['«'],
  '‘': ['’'],
  "'": ["'"],
};

interface Mark {
  readonly at: number;
  readonly sign: string;
}

/**
 * Every outermost marked run, in text order, one paragraph after the other. Marks inside a run stay part of it; a mark that opens again
 * inside the same kind starts a new run unless both are closed; an unclosed run ends with its paragraph.
 */
export function findMarkedRuns(text: string, paragraphs: readonly Paragraph[]): MarkedRun[] {
  const runs: MarkedRun[] = [];
  for (const paragraph of paragraphs) {
    const before = runs.at(-1);
    const mayContinue = before !== undefined && !before.closed && before.paragraph === paragraph.number - 1;
    const found = findParagraphRuns(text, paragraph);
    const [first, ...others] = found;
    if (!first) continue;
    const continues = mayContinue && first.outer.start === paragraph.start;
    runs.push({ ...first, continues }, ...others);
  }
  return runs;
}

function findParagraphRuns(
  text: string,
  paragraph: Paragraph,
  marks = listMarks(text, paragraph),
): MarkedRun[] {
  const runs: MarkedRun[] = [];
  let open: Mark | undefined;
  let depth = 0;
  const close = (end: number, outerEnd: number, closed: boolean) => {
    if (!open) return;
    const start = open.at + open.sign.length;
    const crossed = closed ? undefined : findCrossedMark(text, { start, end });
    const span = trimSpan(text, start, crossed ?? end);
    const outer = { start: open.at, end: crossed === undefined ? outerEnd : crossed + 1 };
    const isClosed = closed || crossed !== undefined;
    if (span.start < span.end)
      runs.push({ ...span, outer, paragraph: paragraph.number, closed: isClosed, continues: false });
    open = undefined;
    depth = 0;
  };
  marks.forEach((mark, index) => {
    if (!open) {
      if (canOpen(text, mark, paragraph)) open = mark;
    } else if (CLOSERS[open.sign]?.includes(mark.sign) && canClose(text, mark)) {
      if (depth > 0 && mark.sign !== '"') depth -= 1;
      else close(mark.at, mark.at + mark.sign.length, true);
    } else if (open.sign === '"' && mark.sign === '“') {
      depth += 1;
    } else if (mark.sign === open.sign && /[“«]/.test(mark.sign)) {
      if (closesTwice(marks, index)) depth += 1;
      else {
        close(mark.at, mark.at, false);
        open = mark;
      }
    }
  });
  if (open && isStray(open, marks))
    return findParagraphRuns(
      text,
      paragraph,
      marks.filter((mark) => mark !== open),
    );
  close(paragraph.end, paragraph.end, false);
  return runs;
}

/** A straight mark that nothing closes, before others that are curved and closed: a slip of whoever typed it. */
function isStray({ at, sign }: Mark, marks: readonly Mark[]): boolean {
  const after = marks.filter((mark) => mark.at > at && /[“”]/.test(mark.sign)).map((mark) => mark.sign);
  return sign === '"' && after.length > 0 && after.join('').replaceAll('“”', '') === '';
}

/** Where a single mark closes words that a double one opened: after a sentence, before the next, with no single mark to open it. */
function findCrossedMark(text: string, { start, end }: Span): number | undefined {
  const words = text.slice(start, end);
  const at = words.search(/[.!?,]['’]\s/);
  if (at < 0 || /‘|(?<![\p{L}\p{N}])'/u.test(words.slice(0, at))) return undefined;
  return start + at + 1;
}

/** An opening mark after a word and before a space closes: some writers type it there. */
function closingSign(text: string, { 0: sign, index }: RegExpExecArray): string {
  const closes =
    sign === '“' &&
    /\S/.test(text[index - 1] ?? ' ') &&
    !/[([—–-]/.test(text[index - 1] ?? '') &&
    /^(?:[\s,.;:?!)]|$)/.test(text[index + 1] ?? '');
  return closes ? '”' : sign;
}

/** All marks of a paragraph, in order. */
function listMarks(text: string, { start, end }: Span): Mark[] {
  const marks: Mark[] = [];
  MARK.lastIndex = start;
  for (let match = MARK.exec(text); match && match.index < end; match = MARK.exec(text))
    if (!match[0].startsWith('<')) marks.push({ at: match.index, sign: closingSign(text, match) });
  return marks;
}

function trimSpan(text: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text[from] ?? '')) from += 1;
  while (to > from && /\s/.test(text[to - 1] ?? '')) to -= 1;
  return { start: from, end: to };
}

const isWordChar = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}]/u.test(char);

/** Whether a mark that stands outside any run can open one: an apostrophe or an inch mark cannot. */
function canOpen(text: string, { at, sign }: Mark, paragraph: Span): boolean {
  const before = at > paragraph.start ? text[at - 1] : undefined;
  const after = text[at + sign.length];
  if (sign === '”' || sign === '’') return false;
  if (sign === "'" || sign === '‘')
    return (
      (before === undefined || /[\s([—–-]/.test(before)) &&
      isWordChar(after) &&
      endsLikeSpeech(text, at, paragraph.end)
    );
  if (sign === '»') return !isWordChar(before) && isWordChar(after);
  if (after === '>' || before === '=') return false;
  if (sign === '"' && before !== undefined)
    return !/\d/.test(before) && !(/[^\s([—–-]/.test(before) && (after === undefined || /\s/.test(after)));
  return true;
}

/** Single marks count as marks of speech only when their closing one follows the punctuation of a sentence. */
function endsLikeSpeech(text: string, at: number, end: number): boolean {
  const closers = CLOSERS[text[at] ?? ''] ?? [];
  const limit = Math.min(end, at + 600);
  for (let index = at + 1; index < limit; index += 1) {
    const char = text[index] ?? '';
    if (/["“”]/.test(char)) return false;
    if (closers.includes(char) && !isWordChar(text[index + 1])) return /[.,!?…]/.test(text[index - 1] ?? '');
  }
  return false;
}

function canClose(text: string, { at, sign }: Mark): boolean {
  return (sign !== '’' && sign !== "'") || !isWordChar(text[at + 1]);
}

/** Whether after the opening mark at `index` two closing ones come before the next opening one. */
function closesTwice(marks: readonly Mark[], index: number): boolean {
  const opener = marks[index]?.sign ?? '';
  let closers = 0;
  for (let next = index + 1; next < marks.length && closers < 2; next += 1) {
    const sign = marks[next]?.sign ?? '';
    if (sign === opener) return false;
    if (CLOSERS[opener]?.includes(sign)) closers += 1;
  }
  return closers === 2;
}
