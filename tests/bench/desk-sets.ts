import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { splitLines } from '../../src/domain/story/story.ts';
import { createStory } from '../fixtures/story.ts';
import { type LabelledSentence, readLabelledSets } from './grounding-sets.ts';

/** Sets whose labels are strict; the others let background knowledge pass as supported. */
const STRICT_SETS = ['bump_half', 'fib_ops', 'summedits_other', 'wice_dev'];
const SENTENCES_A_SET = 200;

const ARTICLE = z.object({
  file: z.string(),
  claims: z.array(
    z.object({
      sentence: z.string(),
      label: z.enum(['supported', 'unsupported']),
      type: z.string(),
      cites: z.array(z.number()),
    }),
  ),
});

/** 1,000 labelled sentences of the data folder by set, each in a summary of its own; empty where there is no such data. */
export function readDeskSets(data: string): Map<string, LabelledSentence[]> {
  const sets = readLabelledSets(data).filter(({ name }) => STRICT_SETS.includes(name));
  const chosen = sets.map(({ name, sentences }) => {
    // Some sentences of one set hold the marks of a data format, which no model writes.
    const plain = sentences.filter(({ sentence }) => !/[<>]/.test(sentence));
    return [name, takeEvenly(plain, SENTENCES_A_SET)] as const;
  });
  return new Map([...chosen, ...readStorybench(data)]);
}

/** The claims of storybench on their articles, each non-empty line a paragraph. */
function readStorybench(data: string): [string, LabelledSentence[]][] {
  const file = join(data, 'storybench_dev.jsonl');
  if (!existsSync(file)) return [];
  const articles = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => ARTICLE.parse(JSON.parse(line)));
  const claims = articles.flatMap(({ file: name, claims: own }) => {
    const text = readFileSync(join(data, 'polnear', 'dev', 'text', name), 'utf8');
    const body = splitLines(text)
      .map(({ start, end }) => text.slice(start, end))
      .join('\n\n');
    const story = createStory(body, { id: name, title: name });
    return own.map(({ sentence, label, cites, type }) => ({
      story,
      sentence,
      cites,
      type,
      supported: label === 'supported',
    }));
  });
  return [['storybench_dev', claims]];
}

function takeEvenly<T>(items: readonly T[], count: number): T[] {
  return Array.from(
    { length: Math.min(count, items.length) },
    (_, i) => items[Math.floor((i * items.length) / count)],
  ).filter((item) => item !== undefined);
}
