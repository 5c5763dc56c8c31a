import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import type { PromptLibrary, PromptName, PromptValues, RenderedPrompt } from '../domain/ports.ts';

/** The prompts that the program needs, and the placeholders of each. */
const PLACEHOLDERS: { readonly [P in PromptName]: readonly (keyof PromptValues[P] & string)[] } = {
  summary: ['passages', 'focus', 'maxWords', 'maxSentences'],
  answer: ['passages', 'question'],
  quotes: ['quotations', 'subject'],
  judge: ['passages', 'sentences'],
  checker: ['document', 'claim'],
  translate: ['sentences', 'language'],
  repair: ['passages', 'task', 'sentences'],
};

const NAMES = Object.keys(PLACEHOLDERS) as PromptName[];
const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;
const LAYOUT = /^---\n([\s\S]*?)\n---\n\s*# System\n([\s\S]*?)\n# User\n([\s\S]*)$/;

const frontMatter = z.strictObject({ name: z.string(), version: z.int().positive() });

/** A fault of a prompt file; `line` counts from 1. */
export interface PromptFault {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** Prompts that cannot be used; the message names every fault, one a line. */
export class PromptFilesError extends Error {
  override readonly name = 'PromptFilesError';
}

interface PromptFile {
  readonly system: string;
  readonly user: string;
  readonly faults: readonly PromptFault[];
  readonly source: string;
}

/** Reads the prompts of a folder. Throws `PromptFilesError` when any is missing or faulty. */
export function loadPrompts(folder: string): PromptLibrary {
  const files = readPrompts(folder);
  const faults = [...files.values()].flatMap((file) => file.faults);
  if (faults.length > 0) {
    const lines = faults.map(({ file, line, reason }) => `  ${file}:${line}: ${reason}`);
    throw new PromptFilesError(`These prompts need attention:\n${lines.join('\n')}`);
  }
  const sources = JSON.stringify([...files].map(([name, { source }]) => [name, source]));
  return {
    version: createHash('sha256').update(sources).digest('hex').slice(0, 16),
    render(name, values) {
      const file = files.get(name);
      if (!file) throw new RangeError(`No prompt ${name}`);
      return fill(file, new Map(Object.entries(values)));
    },
  };
}

/** Every fault of the prompts in a folder; empty when they can be used. */
export function lintPrompts(folder: string): PromptFault[] {
  return [...readPrompts(folder).values()].flatMap((file) => file.faults);
}

function readPrompts(folder: string): Map<PromptName, PromptFile> {
  return new Map(NAMES.map((name) => [name, readPrompt(folder, name)]));
}

function readPrompt(folder: string, name: PromptName): PromptFile {
  const file = join(folder, `${name}.md`);
  const broken = (line: number, reason: string): PromptFile => {
    return { system: '', user: '', source: '', faults: [{ file, line, reason }] };
  };
  let source: string;
  try {
    // A pipe would be waited for without end.
    if (!statSync(file).isFile()) return broken(1, 'is not a regular file');
    source = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  } catch {
    return broken(1, 'cannot be read');
  }
  const [, head, system, user] = LAYOUT.exec(source) ?? [];
  if (head === undefined || system === undefined || user === undefined) {
    return broken(1, 'must have front matter, then a part "# System", then a part "# User"');
  }
  const reason = findHeadFault(head, name);
  if (reason) return broken(2, reason);
  const faults = findPlaceholderFaults(source, system, PLACEHOLDERS[name]);
  return {
    system: system.trim(),
    user: user.trim(),
    source,
    faults: faults.map((fault) => ({ file, ...fault })),
  };
}

function findHeadFault(head: string, name: PromptName): string | undefined {
  let fields: unknown;
  try {
    fields = parseYaml(head);
  } catch {
    return 'the front matter is not YAML';
  }
  const result = frontMatter.safeParse(fields);
  if (!result.success) {
    const [issue] = result.error.issues;
    return `${issue?.path.join('.') || 'front matter'}: ${issue?.message}`;
  }
  return result.data.name === name ? undefined : `name: must be ${name}, as the file is`;
}

/** The instructions hold no placeholders: they stay the same from request to request, so that servers cache them. */
function findPlaceholderFaults(source: string, system: string, known: readonly string[]) {
  const systemEnd = source.indexOf(system) + system.length;
  const found = Array.from(source.matchAll(PLACEHOLDER), (match) => ({
    name: match[1] ?? '',
    offset: match.index,
    line: source.slice(0, match.index).split('\n').length,
  }));
  const faults = found.flatMap(({ name, offset, line }) => {
    if (!known.includes(name)) return [{ line, reason: `no value is given for {{${name}}}` }];
    if (offset < systemEnd) return [{ line, reason: `{{${name}}} belongs in the part "# User"` }];
    return [];
  });
  const unused = known.filter((name) => !found.some((placeholder) => placeholder.name === name));
  const lastLine = source.trimEnd().split('\n').length;
  return [...faults, ...unused.map((name) => ({ line: lastLine, reason: `{{${name}}} is not used` }))];
}

/** In one pass, so that a value which looks like a placeholder stays what it is. */
function fill(file: PromptFile, values: ReadonlyMap<string, string>): RenderedPrompt {
  const user = file.user.replace(PLACEHOLDER, (_, name: string) => values.get(name) ?? '');
  return { system: file.system, user };
}
