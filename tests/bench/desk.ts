import { ModelError } from '../../src/domain/errors.ts';
import type { LanguageModel } from '../../src/domain/ports.ts';
import { type Summary, summarize } from '../../src/domain/summary/summarize.ts';
import { openModelFixture } from '../fixtures/model-access.ts';
import { createDouble, type Double, fold } from './desk-double.ts';
import { readDeskSets } from './desk-sets.ts';
import type { LabelledSentence } from './grounding-sets.ts';

/** What became of labelled sentences that a model wrote, on their way through the whole desk. */
export interface DeskFigures {
  readonly supported: number;
  readonly unsupported: number;
  /** Supported sentences that were shown as they were written. */
  readonly kept: number;
  /** Others that failed, and that the repair wrote again in the story's own words. */
  readonly mended: number;
  /** Unsupported sentences that were not shown. */
  readonly caught: number;
  /** Runs between quotation marks that were shown and are not in the story. */
  readonly altered: number;
}

/** Prints what becomes of the sentences, for each set and in all. */
export async function benchDesk(data: string): Promise<void> {
  const sets = readDeskSets(data);
  if (sets.size === 0) {
    console.log(`SKIPPED: no labelled sentences in ${data}`);
    return;
  }
  const rows: Record<string, object> = {};
  const all: DeskFigures[] = [];
  for (const [name, sentences] of sets) {
    const figures = await measureDesk(sentences);
    all.push(figures);
    rows[name] = asShares(figures);
  }
  console.table({ ...rows, all: asShares(addFigures(all)) });
  console.log('a judge right 19 times in 20; wanted: kept or mended ≥ 0.94, caught ≥ 0.93, altered 0');
}

/** Sends each sentence through `summarize`, with a model that knows the labels. */
export async function measureDesk(sentences: readonly LabelledSentence[]): Promise<DeskFigures> {
  let current: Double | undefined;
  const languageModel: LanguageModel = {
    name: 'double',
    startDeadline: () => new AbortController().signal,
    async complete({ use, prompt }) {
      if (!current) throw new ModelError('empty', 'no sentence is measured');
      return { value: current.answer(use, prompt), usage: undefined };
    },
  };
  await using fixture = await openModelFixture(() => ({ silent: true }), {
    languageModel,
    contextTokens: 1_000_000,
  });
  const figures: DeskFigures[] = [];
  for (const labelled of sentences) {
    current = createDouble(labelled);
    const summary = await summarize(fixture.ports, {
      story: labelled.story,
      length: 'full',
      focus: labelled.sentence,
    });
    figures.push(judgeSummary(labelled, summary, current.mended()));
  }
  return addFigures(figures);
}

/** Of several lots together. */
export function addFigures(all: readonly DeskFigures[]): DeskFigures {
  const sum = (key: keyof DeskFigures) => all.reduce((total, figures) => total + figures[key], 0);
  return {
    supported: sum('supported'),
    unsupported: sum('unsupported'),
    kept: sum('kept'),
    mended: sum('mended'),
    caught: sum('caught'),
    altered: sum('altered'),
  };
}

function asShares({ supported, unsupported, kept, mended, caught, altered }: DeskFigures) {
  const share = (part: number, whole: number) => (part / Math.max(1, whole)).toFixed(3);
  return {
    sentences: supported + unsupported,
    'kept as written': share(kept, supported),
    'kept or mended': share(kept + mended, supported),
    caught: share(caught, unsupported),
    altered,
  };
}

function judgeSummary(
  { story, sentence, supported }: LabelledSentence,
  summary: Summary,
  mended: string | undefined,
): DeskFigures {
  const byModel = summary.method === 'model' ? summary.sentences : [];
  const isShown = byModel.some(({ text }) => fold(text) === fold(sentence));
  const isMended = !isShown && mended !== undefined && byModel.some(({ text }) => text === mended);
  const runs = byModel.flatMap(({ text }) => text.split(/["“”„‟«»]/).filter((_, i) => i % 2 === 1));
  return {
    supported: Number(supported),
    unsupported: Number(!supported),
    kept: Number(supported && isShown),
    mended: Number(supported && isMended),
    caught: Number(!supported && !isShown),
    altered: runs.filter((run) => !story.body.includes(run)).length,
  };
}
