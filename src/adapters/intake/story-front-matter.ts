import { type Document, isMap, isNode, LineCounter, parseDocument, type YAMLError } from 'yaml';
import { z } from 'zod';
import type { QuotationOverride } from '../../domain/story/story.ts';

/** Why a story file cannot be used; `line` counts from 1. */
export interface FileFault {
  readonly line: number;
  readonly reason: string;
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/;

const text = z.string({
  error: ({ input }) => (input === undefined ? 'is missing' : 'must be text: put it between quotation marks'),
});
const line = text.trim().min(1, 'is empty').max(1000, 'is over 1,000 characters');

const BAD_QUOTE = 'must be a list, each item with a text and a speaker';

const fieldsOfStory = z.strictObject({
  title: text.trim().min(1, 'is empty').max(300, 'is over 300 characters'),
  dek: line.optional(),
  author: line.optional(),
  outlet: line.optional(),
  url: z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' }).optional(),
  published: z
    .string({ error: 'must be an ISO date, such as 2026-11-23' })
    .regex(ISO_DATE, { error: 'must be an ISO date, such as 2026-11-23', abort: true })
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

/** What the front matter of a story says. */
export type FrontMatter = Omit<z.output<typeof fieldsOfStory>, 'quotes'> & {
  readonly overrides: readonly QuotationOverride[];
};

/** Parses a story's front matter, which starts on its file's second line; every fault of it in its place. */
export function parseFrontMatter(yaml: string): FrontMatter | { readonly faults: readonly FileFault[] } {
  const lines = new LineCounter();
  const lineAt = (offset: number): number => lines.linePos(offset).line + 1;
  const document = parseDocument(yaml, { lineCounter: lines, schema: 'core' });
  if (document.errors.length > 0) {
    return { faults: document.errors.map((one) => ({ line: lineAt(one.pos[0]), reason: explainYaml(one) })) };
  }
  const values = expandAliases(document);
  if (values === undefined)
    return { faults: [{ line: 2, reason: 'the front matter repeats itself too often by aliases' }] };
  const result = fieldsOfStory.safeParse(values ?? {});
  if (!result.success) {
    const faults = result.error.issues.flatMap((issue) => describeIssue(issue, document, lineAt));
    // One item of a list may be wrong in several ways that read the same.
    return { faults: [...new Map(faults.map((fault) => [`${fault.line} ${fault.reason}`, fault])).values()] };
  }
  const { quotes, ...fields } = result.data;
  const overrides = quotes.map((one, index) => {
    return { ...one, line: lineAt(offsetOf(document, ['quotes', index]) ?? 0) };
  });
  return { ...fields, overrides };
}

function describeIssue(
  issue: z.core.$ZodIssue,
  document: Document.Parsed,
  lineAt: (offset: number) => number,
): FileFault[] {
  const isUnknown = issue.code === 'unrecognized_keys' && issue.path.length === 0;
  const keys = isUnknown ? issue.keys : [issue.path[0]];
  const reason = isUnknown ? 'is no field of a story' : issue.message;
  return keys.map((key) => {
    const place =
      isUnknown || issue.path.length < 2 ? keyOffset(document, key) : offsetOf(document, issue.path);
    return {
      line: place === undefined ? 1 : lineAt(place),
      reason: `${String(key ?? 'front matter')}: ${reason}`,
    };
  });
}

/** `null` for an empty front matter; `undefined` where the aliases make more than fits into memory. */
function expandAliases(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: 10 }) ?? null;
  } catch {
    return undefined;
  }
}

function keyOffset(document: Document.Parsed, key: unknown): number | undefined {
  if (!isMap(document.contents)) return undefined;
  const pair = document.contents.items.find((item) => isNode(item.key) && String(item.key) === key);
  return isNode(pair?.key) ? pair.key.range?.[0] : undefined;
}

function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number | undefined {
  const node = document.getIn(path.slice(0, 2), true);
  return isNode(node) ? node.range?.[0] : undefined;
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
