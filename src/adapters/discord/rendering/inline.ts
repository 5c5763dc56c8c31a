import type { Inline } from '../../../commands/reply.ts';
import { escapeLine, isolateDirection, makeShowable } from './escape.ts';

// Between two runs whose Markdown marks would otherwise join into another mark.
const ZERO_WIDTH_SPACE = '\u200b';
/** Discord shows a time outside of JavaScript's range as "Invalid date". */
const MAX_UNIX_SECONDS = 8_640_000_000_000;

/** Text nodes as Discord Markdown; lines are joined by `\n` and no mark reaches over one. */
export function renderInlines(inlines: readonly Inline[]): string {
  let out = '';
  let last = '';
  for (const inline of joinStrings(inlines)) {
    const next = renderInline(inline, out);
    if (next === '') continue;
    const marksTouch = /[*`~]$/.test(last) && next.startsWith(last.slice(-1));
    out += marksTouch ? ZERO_WIDTH_SPACE + next : next;
    last = typeof inline === 'string' ? '' : next;
  }
  return out;
}

/** Neighbouring strings become one, or a line's first mark could hide at the start of the second. */
function joinStrings(inlines: readonly Inline[]): Inline[] {
  const joined: Inline[] = [];
  for (const inline of inlines) {
    const last = joined.at(-1);
    if (typeof inline === 'string' && typeof last === 'string') joined[joined.length - 1] = last + inline;
    else joined.push(inline);
  }
  return joined;
}

function renderInline(inline: Inline, before: string): string {
  if (typeof inline === 'string') return renderText(inline);
  if ('bold' in inline) return wrapLines(inline.bold, '**');
  if ('italic' in inline) return wrapLines(inline.italic, '*');
  if ('inserted' in inline) return wrapLines(inline.inserted, '**');
  // The first two marks in a row end it, also where the first of them is escaped.
  if ('struck' in inline)
    return wrapLines(inline.struck.replace(/~(?=\s*$)/gm, `~${ZERO_WIDTH_SPACE}`), '~~');
  if ('code' in inline) return renderCode(inline.code);
  if ('link' in inline) return renderLink(inline.link);
  if ('cites' in inline) return renderCites(inline.cites, before);
  if ('unixSeconds' in inline) return renderTime(inline);
  return /^\d{1,20}$/.test(inline.channel) ? `<#${inline.channel}>` : renderText(`#${inline.channel}`);
}

function renderText(text: string): string {
  return mapLines(text, (line) => isolateDirection(escapeLine(line)));
}

function mapLines(text: string, render: (line: string) => string): string {
  return makeShowable(text).split('\n').map(render).join('\n');
}

/** Blanks at the edges stay outside of the marks, where Discord would take the marks for text. */
function wrapLines(text: string, mark: string): string {
  return mapLines(text, (line) => {
    const core = line.trim();
    if (core === '') return line;
    const start = line.indexOf(core);
    const shown = isolateDirection(escapeLine(core));
    return `${line.slice(0, start)}${mark}${shown}${mark}${line.slice(start + core.length)}`;
  });
}

function renderCode(text: string): string {
  // A code span has no escapes: text with its own backticks is shown as plain text instead.
  if (text.includes('`')) return renderText(text);
  return mapLines(text, (line) => (line.trim() === '' ? line : `\`${isolateDirection(line)}\``));
}

/** A masked link where Discord allows one; a label that it might not parse is shown before the link. */
function renderLink({ text, url }: { readonly text: string; readonly url: string }): string {
  const label = renderText(text);
  const target = linkTarget(url);
  if (target === undefined) return label;
  const plain = text.trim() !== '' && !/[[\]\\]|:\/\/|\n|\r/.test(text);
  return plain ? `[${label}](${target})` : `${label} ([link](${target}))`;
}

/** An http(s) address as a link may hold it; `undefined` for any other. */
export function linkTarget(url: string): string | undefined {
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username !== '' || url.length > 1000)
    return undefined;
  // Characters that end a link's target or have a meaning of their own in Markdown.
  return parsed.href.replace(
    /[()<>[\]\\'"*_~|`]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** `[2]`, `[2, 5]`, `[2–4]`: paragraph numbers in order, runs of three or more as a range. */
function renderCites(cites: readonly number[], before: string): string {
  const numbers = [...new Set(cites)].filter((n) => Number.isSafeInteger(n) && n > 0).sort((a, b) => a - b);
  if (numbers.length === 0) return '';
  const runs: { first: number; last: number }[] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && run.last === number - 1) run.last = number;
    else runs.push({ first: number, last: number });
  }
  const marks = runs.map(({ first, last }) => {
    if (first === last) return `${first}`;
    return last === first + 1 ? `${first}, ${last}` : `${first}–${last}`;
  });
  const gap = before === '' || /\s$/.test(before) ? '' : ' ';
  return `${gap}\\[${marks.join(', ')}\\]`;
}

const TIME_STYLES = { weekday: 'F', relative: 'R' } as const;

function renderTime({ unixSeconds, style }: Extract<Inline, { unixSeconds: number }>): string {
  const seconds = Math.trunc(unixSeconds);
  return Math.abs(seconds) <= MAX_UNIX_SECONDS
    ? `<t:${seconds}:${style ? TIME_STYLES[style] : 'f'}>`
    : renderText(`${unixSeconds}`);
}
