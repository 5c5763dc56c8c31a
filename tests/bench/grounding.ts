import { checkSentence } from '../../src/domain/grounding/check-sentence.ts';
import type { Grounding } from '../../src/domain/grounding/grounding.ts';
import { type LabelledSentence, type LabelledSet, readLabelledSets } from './grounding-sets.ts';
import { report } from './results.ts';

interface Checked {
  readonly labelled: LabelledSentence;
  readonly grounding: Grounding;
  readonly ms: number;
}

type Stops = (grounding: Grounding) => boolean;

const isDropped: Stops = ({ supported }) => !supported;
const isVetoed: Stops = ({ problems }) => problems.some(({ severity }) => severity === 'veto');

/**
 * What the check keeps of supported sentences and catches of unsupported ones, for each set of the folder, by type of error
 * and by kind of finding, without a judge; and the milliseconds a sentence, its story read already.
 */
export function benchGrounding(data: string): void {
  const sets = readLabelledSets(data);
  if (sets.length === 0) console.log(`SKIPPED: no labelled sentences (*.jsonl) in ${data}.`);
  const rows = sets.map((set) => ({ set, checked: checkSet(set) }));
  report('grounding', Object.fromEntries(rows.map(({ set, checked }) => [set.name, describeSet(checked)])));
  console.log('Of each type of error, or of supported sentences, caught (or kept): by vetoes / by all of n');
  for (const { set, checked } of rows) console.log(`${set.name}: ${describeTypes(checked)}`);
  console.log(
    'Of each kind of finding, the share of supported / unsupported sentences that have one, and its precision',
  );
  for (const { set, checked } of rows) console.log(`${set.name}: ${describeKinds(checked)}`);
}

function checkSet({ sentences }: LabelledSet): Checked[] {
  return sentences.map((labelled) => {
    const { story, sentence, cites } = labelled;
    checkSentence(story, 'A first sentence has the story read.', cites);
    const start = performance.now();
    const grounding = checkSentence(story, sentence, cites);
    return { labelled, grounding, ms: performance.now() - start };
  });
}

function describeSet(checked: readonly Checked[]): Record<string, number> {
  const times = checked.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number) =>
    round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  const [whole, vetoes] = [score(checked, isDropped), score(checked, isVetoed)];
  return {
    n: checked.length,
    kept: round(whole.kept),
    caught: round(whole.caught),
    balanced: round((whole.kept + whole.caught) / 2),
    'vetoes kept': round(vetoes.kept),
    'vetoes caught': round(vetoes.caught),
    'ms p50': at(0.5),
    'ms p99': at(0.99),
    'ms max': at(1),
  };
}

function score(checked: readonly Checked[], stops: Stops): { kept: number; caught: number } {
  const [good, bad] = split(checked);
  return { kept: 1 - share(good, stops), caught: share(bad, stops) };
}

function describeTypes(checked: readonly Checked[]): string {
  const groups = Map.groupBy(checked, ({ labelled: { supported, type } }) =>
    supported ? `supported ${type}` : type,
  );
  const lines = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([type, group]) => {
      const isRight = (stops: Stops) =>
        group.filter(({ labelled, grounding }) => stops(grounding) !== labelled.supported).length;
      return `${type} ${isRight(isVetoed)}/${isRight(isDropped)} of ${group.length}`;
    });
  return lines.join(', ');
}

function describeKinds(checked: readonly Checked[]): string {
  const [good, bad] = split(checked);
  const kinds = new Set(
    checked.flatMap(({ grounding }) =>
      grounding.problems.map(({ kind, severity }) => `${kind} (${severity})`),
    ),
  );
  const lines = [...kinds].sort().map((name) => {
    const has: Stops = ({ problems }) =>
      problems.some(({ kind, severity }) => `${kind} (${severity})` === name);
    const [mine, theirs] = [share(good, has), share(bad, has)];
    return `${name} ${percent(mine)}/${percent(theirs)} ${round(theirs / (mine + theirs))}`;
  });
  return lines.join(', ');
}

function split(checked: readonly Checked[]): [Checked[], Checked[]] {
  const is = (wanted: boolean) => checked.filter(({ labelled: { supported } }) => supported === wanted);
  return [is(true), is(false)];
}

function share(checked: readonly Checked[], stops: Stops): number {
  return checked.filter(({ grounding }) => stops(grounding)).length / Math.max(1, checked.length);
}

const percent = (part: number) => `${(100 * part).toFixed(1)}%`;
const round = (value: number) => Math.round(value * 1000) / 1000;
