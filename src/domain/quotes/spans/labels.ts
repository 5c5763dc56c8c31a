import type { MarkedRun } from '../../english/marks.ts';

/** The speaker's name that opens a line of a printed conversation, inside the marks: “WALLACE: But, Governor, …”. */
export interface LabelledRun {
  readonly name: string;
  readonly run: MarkedRun;
}

const LABEL = /^(\p{Lu}[\p{Lu}'’.-]+(?: \p{Lu}[\p{Lu}'’.-]+){0,2}):\s+/u;

/** Takes a speaker's label off the run; `undefined` when it has none. */
export function takeLabel(text: string, run: MarkedRun): LabelledRun | undefined {
  const match = LABEL.exec(text.slice(run.start, Math.min(run.end, run.start + 60)));
  if (!match?.[1]) return undefined;
  return { name: match[1], run: { ...run, start: run.start + match[0].length } };
}
