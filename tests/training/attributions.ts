import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Span } from '../../src/domain/story/story.ts';

/** An annotated article: its text, and the spans of each attribution, by offsets into it. */
export interface Article {
  readonly name: string;
  readonly text: string;
  readonly attributions: readonly AnnotatedAttribution[];
}

export interface AnnotatedAttribution {
  readonly content: readonly Span[];
  readonly cue: readonly Span[];
  readonly source: readonly Span[];
}

/** The articles of a split of PolNeAR that have annotations (brat standoff form), by name. */
export function readArticles(split: string): Article[] {
  const annotations = readdirSync(join(split, 'attributions')).sort();
  return readdirSync(join(split, 'text'))
    .sort()
    .flatMap((file) => {
      const name = file.replace(/\.txt$/, '');
      const first = annotations.find((annotation) => annotation.startsWith(`${name}_`));
      if (!first) return [];
      const text = readFileSync(join(split, 'text', file), 'utf8');
      return [{ name, text, attributions: readAnnotations(join(split, 'attributions', first)) }];
    });
}

/** Whether the folder is a split of PolNeAR. */
export function isSplit(folder: string): boolean {
  return existsSync(join(folder, 'attributions')) && existsSync(join(folder, 'text'));
}

/** T lines are text spans ("T1 Content 10 20;25 30"), E lines tie them ("E1 Attribution:T1 Content:T2 Source2:T3"). */
function readAnnotations(file: string): AnnotatedAttribution[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split('\t'));
  const spans = new Map(
    lines.flatMap(([id = '', where = '']) =>
      id.startsWith('T') ? [[id, readSpans(where.slice(where.indexOf(' ') + 1))] as const] : [],
    ),
  );
  return lines
    .filter(([id = '']) => id.startsWith('E'))
    .map(([, roles = '']) => {
      const pairs = roles.split(' ').map((role) => role.split(':'));
      const spansOf = (name: string) =>
        pairs
          .filter(([role = '']) => role.replace(/\d+$/, '') === name)
          .flatMap(([, id = '']) => spans.get(id) ?? [])
          .sort((a, b) => a.start - b.start);
      return { content: spansOf('Content'), cue: spansOf('Cue'), source: spansOf('Source') };
    });
}

function readSpans(where: string): Span[] {
  return where.split(';').map((range) => {
    const [start = 0, end = 0] = range.split(' ').map(Number);
    return { start, end };
  });
}
