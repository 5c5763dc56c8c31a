import { type LintedFile, lintStories } from '../../adapters/intake/story-lint.ts';
import { lintPrompts } from '../../adapters/prompt-files.ts';
import type { Config } from '../../app/config.ts';
import { findIdleOverrides } from '../../domain/quotes/story-quotations.ts';
import type { Quotation } from '../../domain/story/quotation.ts';
import type { Story } from '../../domain/story/story.ts';
import { jsonLines } from '../table.ts';
import { JSON_FLAG, type Task } from '../task.ts';

/** What an editor should look at, as they can find it; `line` counts from 1. */
interface Remark {
  readonly line: number;
  readonly reason: string;
}

/** What is said of one file. Faults are to be mended; a warning may be as it should. */
interface FileReport {
  readonly file: string;
  readonly story?: Story;
  readonly faults: readonly Remark[];
  readonly warnings: readonly Remark[];
}

/** `pullquote check`. */
export const CHECK: Task = {
  words: '',
  about: "Lists each story's quotations, and every fault of stories and prompts",
  more: 'Ends with 1 where a file has a fault; a warning is none. With --json an object for each file.',
  flags: { json: JSON_FLAG },
  async run({ config, values, out }) {
    const count = { stories: 0, faults: 0 };
    for await (const report of reportFiles(config)) {
      if (report.story) count.stories += 1;
      count.faults += report.faults.length;
      await out.print(values.json ? jsonLines([toData(report)]) : toText(report));
    }
    if (!values.json) await out.print(sumUp(count));
    return count.faults === 0;
  },
};

async function* reportFiles({ CONTENT_DIR, PROMPTS_DIR }: Config): AsyncGenerator<FileReport> {
  for await (const linted of lintStories(CONTENT_DIR)) yield reportStory(linted);
  const ofPrompts = Map.groupBy(lintPrompts(PROMPTS_DIR), ({ file }) => file);
  for (const [file, faults] of ofPrompts) yield { file, faults, warnings: [] };
}

function reportStory({ file, story, faults }: LintedFile): FileReport {
  if (!story) return { file, faults, warnings: [] };
  // Corrections that correct nothing: a fault of an editor's, which the bot itself passes over.
  const idle = findIdleOverrides(story).map(({ text, line }) => ({
    line,
    reason: `quotes: the story has no quotation "${text}"; copy it from the list above`,
  }));
  const undated = { line: 1, reason: 'published: is missing, so the story sorts by when it came in' };
  return { file, story, faults: idle, warnings: story.published === undefined ? [undated] : [] };
}

function toText({ file, story, faults, warnings }: FileReport): string {
  const lines = [
    ...(story ? [`${story.id}: ${story.title}`, ...story.quotations.map(describeQuotation)] : []),
    ...faults.map(({ line, reason }) => `${file}:${line}: ${reason}`),
    ...warnings.map(({ line, reason }) => `${file}:${line}: warning: ${reason}`),
    ...(story ? [''] : []),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** The whole text, since that is what a correction has to repeat. */
function describeQuotation({ paragraph, kind, text, speaker, cue }: Quotation): string {
  return `  ¶${paragraph} ${kind.padEnd(8)} ${speaker ?? '(nobody named)'}${cue ? ` [${cue}]` : ''}: ${text}`;
}

function toData({ file, story, faults, warnings }: FileReport): object {
  const remarks = { faults: faults.map(toRemark), warnings: warnings.map(toRemark) };
  if (!story) return { file, ...remarks };
  const quotes = story.quotations.map(({ paragraph, kind, text, speaker, cue, shown }) => {
    return { paragraph, kind, text, speaker, cue, shown };
  });
  return { file, story: story.id, title: story.title, quotes, ...remarks };
}

function toRemark({ line, reason }: Remark): Remark {
  return { line, reason };
}

function sumUp({ stories, faults }: { readonly stories: number; readonly faults: number }): string {
  const read = `${stories} ${stories === 1 ? 'story' : 'stories'}`;
  return faults === 0 ? `${read}, no faults\n` : `${read}, ${faults} to mend\n`;
}
