import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Story } from '../../src/domain/story/story.ts';
import { createStory } from '../fixtures/story.ts';

/** A sentence about a story, and whether the cited paragraphs bear it out. */
export interface LabelledSentence {
  readonly story: Story;
  readonly sentence: string;
  readonly cites: readonly number[];
  readonly supported: boolean;
  readonly type: string;
}

export interface LabelledSet {
  readonly name: string;
  readonly sentences: readonly LabelledSentence[];
}

const LINE = z.object({
  doc: z.string(),
  sentence: z.string(),
  label: z.enum(['supported', 'unsupported']),
  type: z.string().nullish(),
  cites: z.array(z.number()).nullish(),
});

const SENTENCE_END = /(?<=[.!?])["”'’)\]]*\s+(?=["“‘'([]?[A-Z0-9$£€])/;

/**
 * The sets of a folder, one for each `*.jsonl` in it or in its `grounding/`; empty when it has none. Where a line has no
 * `cites`, all paragraphs are cited, long ones cut every three sentences.
 */
export function readLabelledSets(folder: string): LabelledSet[] {
  const inner = join(folder, 'grounding');
  const files = globSync('*.jsonl', { cwd: existsSync(inner) ? inner : folder }).sort();
  return files.map((file) => readSet(join(existsSync(inner) ? inner : folder, file)));
}

function readSet(file: string): LabelledSet {
  const stories = new Map<string, Story>();
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const sentences = lines.map((line) => {
    const { doc, sentence, label, type, cites } = LINE.parse(JSON.parse(line));
    const story = stories.get(doc) ?? readStory(doc, (cites?.length ?? 0) > 0);
    stories.set(doc, story);
    const all = story.paragraphs.map(({ number }) => number);
    return {
      story,
      sentence,
      cites: cites?.length ? cites : all,
      supported: label === 'supported',
      type: String(type),
    };
  });
  return { name: basename(file, '.jsonl'), sentences };
}

function readStory(doc: string, hasOwnParagraphs: boolean): Story {
  const paragraphs = hasOwnParagraphs ? splitBlocks(doc) : cutParagraphs(doc);
  const title = (paragraphs[0] ?? '')
    .replace(/[^\x20-\x7e]/g, '')
    .trim()
    .split(/\s+/)
    .slice(0, 6)
    .join(' ');
  return createStory(paragraphs.join('\n\n'), { title: title.slice(0, 200) || 'Story' });
}

function splitBlocks(doc: string, between: RegExp | string = /\n[^\S\n]*\n/): string[] {
  return doc
    .split(between)
    .map((block) =>
      block
        .split(/\s+/)
        .filter((word) => word !== '')
        .join(' '),
    )
    .filter((block) => block !== '');
}

function cutParagraphs(doc: string): string[] {
  const wide = splitBlocks(doc);
  const blocks = wide.length < 2 ? splitBlocks(doc, '\n') : wide;
  const cut: string[] = [];
  let run: string[] = [];
  const close = () => {
    if (run.length > 0) cut.push(run.join(' '));
    run = [];
  };
  for (const block of blocks) {
    const sentences = block.split(SENTENCE_END).filter((sentence) => sentence.trim() !== '');
    if (blocks.length > 1 && sentences.length > 1 && sentences.length <= 5) cut.push(sentences.join(' '));
    else
      for (const sentence of sentences) {
        run.push(sentence);
        if (run.length === 3) close();
      }
  }
  close();
  return cut
    .map((paragraph) => paragraph.replaceAll('\0', ' '))
    .filter((paragraph) => paragraph.trim() !== '');
}
