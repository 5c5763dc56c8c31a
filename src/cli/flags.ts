import { parseArgs } from 'node:util';
import { UserError } from '../domain/errors.ts';
import type { FlagValues, Task } from './task.ts';

/** A command line that does not fit; the program ends with 2. */
export class UsageError extends UserError {}

const MOST = 1000;

/** The flags and words that `task`, named `name`, is given. Throws `UsageError` that names what does not fit. */
export function readArguments(
  name: string,
  { flags, words: wanted }: Task,
  args: readonly string[],
): { readonly values: FlagValues; readonly words: readonly string[] } {
  const options = Object.fromEntries(
    Object.entries(flags).map(([flag, { value }]) => [flag, { type: value ? 'string' : 'boolean' } as const]),
  );
  const { tokens, positionals } = parseArgs({
    args: [...args],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const refuse = (problem: string) => {
    throw new UsageError(`${problem} See: pullquote ${name} --help`);
  };
  const values: Record<string, string | true> = {};
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : undefined;
    if (!flag) return refuse(`pullquote ${name} has no option ${token.rawName}.`);
    if (flag.value && !token.value) return refuse(`${token.rawName} takes a value: ${flag.value}.`);
    if (!flag.value && token.value !== undefined) return refuse(`${token.rawName} takes no value.`);
    if (flag.choices && !flag.choices.includes(token.value ?? ''))
      return refuse(`${token.rawName}: choose one of ${flag.choices.join(', ')}.`);
    values[token.name] = token.value ?? true;
  }
  if (wanted === '' && positionals.length > 0) return refuse(`What is “${positionals[0]}” for?`);
  return { values, words: positionals };
}

/** The text of a flag; `undefined` where it is not given. */
export function readTextFlag(values: FlagValues, flag: string): string | undefined {
  const value = values[flag];
  return typeof value === 'string' ? value : undefined;
}

/** The whole number of a flag, `least` to 1000; `otherwise` where it is not given. Throws `UsageError`. */
export function readCount(values: FlagValues, flag: string, least: number, otherwise: number): number {
  const given = readTextFlag(values, flag);
  if (given === undefined) return otherwise;
  const count = /^\d{1,4}$/.test(given) ? Number(given) : Number.NaN;
  if (!(count >= least && count <= MOST))
    throw new UsageError(`--${flag}: must be a whole number from ${least} to ${MOST}.`);
  return count;
}
