import { findIdleOverrides, quotationsOf } from '../domain/quotes/story-quotations.ts';
import type { Story } from '../domain/story/story.ts';

/** A fault of a file, as an editor can find it. */
interface Fault {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** Corrections that correct nothing: a fault of an editor's, which the bot itself passes over. */
export function findIdleCorrections(stories: readonly Story[]): Fault[] {
  return stories.flatMap((story) =>
    findIdleOverrides(story).map(({ text, line }) => ({
      file: `${story.id}.md`,
      line,
      reason: `quotes: the story has no quotation "${text}"; copy it from the list above`,
    })),
  );
}

/**
 * What `pullquote check` prints: every story with its quotations and who said them, then the faults as
 * `file:line: reason`.
 */
export function reportCheck(
  stories: readonly Story[],
  faults: readonly Fault[],
): { readonly report: string; readonly ok: boolean } {
  const lines = [
    ...stories.flatMap(reportStory),
    ...faults.map(({ file, line, reason }) => `${file}:${line}: ${reason}`),
    faults.length === 0
      ? `${stories.length} ${stories.length === 1 ? 'story' : 'stories'}, no faults`
      : `${faults.length} to mend`,
  ];
  return { report: `${lines.join('\n')}\n`, ok: faults.length === 0 };
}

function reportStory(story: Story): string[] {
  const quotations = quotationsOf(story).map(({ paragraph, kind, text, speaker, cue }) => {
    // The whole text, since that is what a correction has to repeat.
    return `  ¶${paragraph} ${kind.padEnd(8)} ${speaker ?? '(nobody named)'}${cue ? ` [${cue}]` : ''}: ${text}`;
  });
  return [`${story.id}: ${story.title}`, ...quotations, ''];
}
