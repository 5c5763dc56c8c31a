import { type Document, isMap, isNode, LineCounter, parseDocument, type YAMLError } from 'yaml';
import { z } from 'zod';
import { type Story, splitParagraphs } from '../domain/story/story.ts';

/** A story file that cannot be used: `line` counts from 1, the message is the reason. */
export class StoryFileError extends Error {
  override readonly name = 'StoryFileError';
  readonly line: number;
  constructor(line: number, reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.line = line;
  }
}

/** Discord's limit for an autocomplete value, which an id has to fit. */
const ID_PATTERN = /^[a-z0-9][a-z0-9._-]{0,99}$/i;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/;

const text = z.string({
  error: ({ input }) => (input === undefined ? 'is missing' : 'must be text: put it between quotation marks'),
});
const line = text.trim().min(1, 'is empty').max(1000, 'is over 1,000 characters');

const BAD_QUOTE = 'must be a list, each item with a text and a speaker';

const frontMatter = z.strictObject({
  title: text.trim().min(1, 'is empty').max(300, 'is over 300 characters'),
  dek: line.optional(),
  author: line.optional(),
  outlet: line.optional(),
  url: z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' }).optional(),
  published: z
    .string({ error: 'must be an ISO date, such as 2026-11-23' })
    .regex(ISO_DATE, 'must be an ISO date, such as 2026-11-23')
    .refine(isCalendarDate, 'is no date of the calendar')
    .optional(),
  language: z.string().refine(isLanguageTag, 'must be a language tag, such as en or pt-BR').default('en'),
  tags: z.array(line, { error: 'must be a list' }).max(50).default([]),
  quotes: z
    .array(
      z.strictObject(
        { text: z.string(BAD_QUOTE).min(1, BAD_QUOTE), speaker: z.union([line, z.null()], BAD_QUOTE) },
        BAD_QUOTE,
      ),
      BAD_QUOTE,
    )
    .default([]),
});

/**
 * Parses a story file: YAML front matter between `---` lines, then the body, which is kept byte for byte.
 * Throws `StoryFileError` with the line of the fault.
 */
export function parseStory(id: string, bytes: Uint8Array, hash: string): Story {
  if (!ID_PATTERN.test(id)) {
    throw new StoryFileError(1, 'the file name may hold only letters, digits, ".", "_" and "-", 100 at most');
  }
  const source = decode(bytes);
  const opening = /^---[^\S\n]*\n/.exec(source);
  if (!opening) throw new StoryFileError(1, 'must begin with front matter: a line "---"');
  const rest = source.slice(opening[0].length);
  const closing = /^---[^\S\n]*(?:\n|$)/m.exec(rest);
  if (!closing) throw new StoryFileError(1, 'the front matter is not closed by a line "---"');

  const { fields, overrides } = parseFrontMatter(rest.slice(0, closing.index));
  const body = rest.slice(closing.index + closing[0].length);
  const bodyLine = source.slice(0, source.length - body.length).split('\n').length;
  const paragraphs = splitParagraphs(body);
  if (paragraphs.length === 0) throw new StoryFileError(bodyLine, 'the story has no text');
  if (body.includes('\0')) throw new StoryFileError(bodyLine, 'the story holds a NUL character');
  return { id, ...fields, overrides, body, paragraphs, hash };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new StoryFileError(1, 'is not UTF-8 text', { cause });
  }
}

function parseFrontMatter(yaml: string) {
  const lines = new LineCounter();
  // The front matter starts on the file's second line.
  const lineAt = (offset: number): number => lines.linePos(offset).line + 1;
  const document = parseDocument(yaml, { lineCounter: lines, schema: 'core' });
  const [error] = document.errors;
  if (error) throw new StoryFileError(lineAt(error.pos[0]), explainYaml(error), { cause: error });
  const result = frontMatter.safeParse(expandAliases(document) ?? {});
  if (result.success) {
    const { quotes, ...fields } = result.data;
    const overrides = quotes.map((one, index) => {
      const node = document.getIn(['quotes', index], true);
      return { ...one, line: lineAt((isNode(node) && node.range?.[0]) || 0) };
    });
    return { fields, overrides };
  }
  const [issue] = result.error.issues;
  const key = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path[0];
  const reason = issue?.code === 'unrecognized_keys' ? 'is no field of a story' : issue?.message;
  const place = typeof key === 'string' ? keyOffset(document, key) : undefined;
  throw new StoryFileError(
    place === undefined ? 1 : lineAt(place),
    `${String(key ?? 'front matter')}: ${reason}`,
  );
}

function expandAliases(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: 10 });
  } catch (cause) {
    throw new StoryFileError(2, 'the front matter repeats itself too often by aliases', { cause });
  }
}

function keyOffset(document: Document.Parsed, key: string): number | undefined {
  if (!isMap(document.contents)) return undefined;
  const pair = document.contents.items.find((item) => isNode(item.key) && String(item.key) === key);
  return isNode(pair?.key) ? pair.key.range?.[0] : undefined;
}

function explainYaml({ code, message }: YAMLError): string {
  // By far the commonest: a title with a colon.
  if (code === 'BLOCK_AS_IMPLICIT_KEY') return 'text with ": " in it must stand between quotation marks';
  // The parser counts lines from the front matter, not from the file.
  return (message.split('\n', 1)[0] ?? message).replace(/ at line \d+, column \d+:?$/, '');
}

/** 31 February is none, although `Date` takes it for a day in March. */
function isCalendarDate(date: string): boolean {
  const day = Date.parse(date.slice(0, 'YYYY-MM-DD'.length));
  return !Number.isNaN(Date.parse(date)) && new Date(day).toISOString().startsWith(date.slice(0, 10));
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
