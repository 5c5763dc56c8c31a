import { type StoryText, splitParagraphs } from '../../domain/story/story.ts';
import { type FileFault, type FrontMatter, parseFrontMatter } from './story-front-matter.ts';

/** A story file that cannot be used, with all that is wrong with it in the order of its lines; at least one fault. */
export class StoryFileError extends Error {
  override readonly name = 'StoryFileError';
  readonly faults: readonly FileFault[];
  constructor(faults: readonly FileFault[], options?: ErrorOptions) {
    super(faults.map(({ line, reason }) => `line ${line}: ${reason}`).join('; '), options);
    this.faults = faults.toSorted((a, b) => a.line - b.line);
  }
}

/** Discord's limit for an autocomplete value, which an id has to fit. */
const ID_PATTERN = /^[a-z0-9][a-z0-9._-]{0,99}$/i;
const BAD_ID = 'the file name may hold only letters, digits, ".", "_" and "-", 100 at most';
const LONGEST_TITLE = 300;

/** A file in its two parts. */
interface Parts {
  readonly head: FrontMatter | { readonly faults: readonly FileFault[] };
  readonly body: string;
}

/**
 * Parses a story file: YAML front matter between `---` lines, or instead a line "# Title"; then the body, which is kept
 * byte for byte. Throws `StoryFileError` with every fault of the file.
 */
export function parseStory(id: string, bytes: Uint8Array, hash: string): StoryText {
  const source = decode(bytes);
  const { head, body } = splitSource(source);
  const paragraphs = splitParagraphs(body);
  const bodyLine = source.slice(0, source.length - body.length).split('\n').length;
  const faults = [
    ...(ID_PATTERN.test(id) ? [] : [{ line: 1, reason: BAD_ID }]),
    ...('faults' in head ? head.faults : []),
    ...(paragraphs.length > 0 ? [] : [{ line: bodyLine, reason: 'the story has no text' }]),
    ...(body.includes('\0') ? [{ line: bodyLine, reason: 'the story holds a NUL character' }] : []),
  ];
  if ('faults' in head || faults.length > 0) throw new StoryFileError(faults);
  return { id, ...head, body, paragraphs, hash };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new StoryFileError([{ line: 1, reason: 'is not UTF-8 text' }], { cause });
  }
}

/** Throws `StoryFileError` where it cannot be told where the text begins. */
function splitSource(source: string): Parts {
  const opening = /^---[^\S\n]*\n/.exec(source);
  if (!opening) return splitAtHeading(source);
  const rest = source.slice(opening[0].length);
  const closing = /^---[^\S\n]*(?:\n|$)/m.exec(rest);
  if (!closing)
    throw new StoryFileError([{ line: 1, reason: 'the front matter is not closed by a line "---"' }]);
  return {
    head: parseFrontMatter(rest.slice(0, closing.index)),
    body: rest.slice(closing.index + closing[0].length),
  };
}

function splitAtHeading(source: string): Parts {
  const [heading, title = ''] = /^\s*#[^\S\n]+(\S[^\n]*?)(?:\s+#+)?[^\S\n]*(?:\n|$)/.exec(source) ?? [];
  if (heading === undefined) {
    const reason = 'must begin with front matter (a line "---") or with its title (a line "# Title")';
    throw new StoryFileError([{ line: 1, reason }]);
  }
  const line = heading.split('\n').findIndex((text) => text.trim() !== '') + 1;
  const tooLong = { line, reason: `title: is over ${LONGEST_TITLE} characters` };
  return {
    head:
      title.length > LONGEST_TITLE
        ? { faults: [tooLong] }
        : { title, language: 'en', tags: [], overrides: [] },
    body: source.slice(heading.length),
  };
}
