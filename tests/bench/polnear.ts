import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type StoryText, splitParagraphs } from '../../src/domain/story/story.ts';

const PARTS = ['dev', 'train'] as const;

/** Whether `folder` holds the PolNeAR texts that the benchmarks read. */
export function hasPolnear(folder: string): boolean {
  return existsSync(join(folder, 'polnear', 'metadata.tsv'));
}

/** The PolNeAR articles as stories, each line that is not blank a paragraph, titles from metadata.tsv. */
export function readPolnear(folder: string): StoryText[] {
  const root = join(folder, 'polnear');
  const titles = readTitles(join(root, 'metadata.tsv'));
  return PARTS.flatMap((part) =>
    readdirSync(join(root, part, 'text'))
      .filter((name) => name.endsWith('.txt'))
      .sort()
      .map((name) => {
        const stem = name.slice(0, -'.txt'.length);
        return createStory(
          stem,
          titles.get(stem) ?? stem,
          readFileSync(join(root, part, 'text', name), 'utf8'),
        );
      }),
  );
}

function readTitles(file: string): Map<string, string> {
  const [head = '', ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const columns = head.split('\t');
  const [name, title] = [columns.indexOf('filename'), columns.indexOf('title')];
  return new Map(rows.map((row) => row.split('\t')).map((cells) => [cells[name] ?? '', cells[title] ?? '']));
}

function createStory(stem: string, title: string, text: string): StoryText {
  const body = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n\n');
  return {
    id: stem.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    title,
    language: 'en',
    tags: [],
    overrides: [],
    body,
    paragraphs: splitParagraphs(body),
    hash: createHash('sha256').update(title).update(body).digest('hex'),
  };
}
