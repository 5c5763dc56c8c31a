import { describeStatement } from './statement-traits.ts';
import { canBeStatement, type Utterance } from './statements.ts';

/** A logistic model of what is a sound statement within its right bounds. */
export interface StatementModel {
  readonly bias: number;
  /** By the name of the trait. */
  readonly weights: Readonly<Record<string, number>>;
  /** What is less likely is not shown. */
  readonly least: number;
}

/** Of the same reported words within several bounds those that are likeliest a statement; `undefined` where none is likely enough. */
export function chooseStatement(
  model: StatementModel,
  utterances: readonly Utterance[],
): Utterance | undefined {
  let [best, most]: [Utterance | undefined, number] = [undefined, model.least];
  for (const utterance of utterances) {
    if (!canBeStatement(utterance)) continue;
    const likelihood = rateStatement(model, describeStatement(utterance));
    if (likelihood < most) continue;
    [best, most] = [utterance, likelihood];
  }
  return best;
}

/** The probability, 0..1, that what has these traits is a statement. */
export function rateStatement(
  { bias, weights }: Pick<StatementModel, 'bias' | 'weights'>,
  traits: readonly string[],
): number {
  const sum = traits.reduce((total, trait) => total + (weights[trait] ?? 0), bias);
  return 1 / (1 + Math.exp(-sum));
}
