import { quotationsOf } from '../domain/quotes/story-quotations.ts';
import type { Story } from '../domain/story.ts';

/** A fault of a file, as an editor can find it. */
interface Fault {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

const EXCERPT = 60;

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
    const excerpt = text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text;
    return `  ¶${paragraph} ${kind.padEnd(8)} ${speaker ?? '(nobody named)'}${cue ? ` [${cue}]` : ''}: ${JSON.stringify(excerpt)}`;
  });
  return [`${story.id}: ${story.title}`, ...quotations, ''];
}
