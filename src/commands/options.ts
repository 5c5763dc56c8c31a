import { UserError } from '../domain/errors.ts';
import type { Invocation } from './command.ts';

type Options = Invocation['options'];

/** The declaration of a `private` option, the same in every command that has one. */
export const PRIVATE_OPTION = {
  type: 5,
  name: 'private',
  description: 'Show the reply only to you',
} as const;

/** The text of an option, trimmed; `undefined` when absent or blank. */
export function readText(options: Options, name: string): string | undefined {
  const value = options[name];
  return value === undefined ? undefined : String(value).trim() || undefined;
}

/** One of the declared choices; `fallback` when absent. Throws `UserError`: a client can send what it likes. */
export function readChoice<T extends string>(
  options: Options,
  name: string,
  choices: readonly T[],
  fallback: T,
): T {
  const value = options[name];
  if (value === undefined) return fallback;
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined) throw new UserError(`${name}: choose one of ${choices.join(', ')}.`);
  return choice;
}

/** Whether the caller asked for a private reply. */
export function wantsPrivacy({ options }: Pick<Invocation, 'options'>): boolean {
  return options.private === true;
}
