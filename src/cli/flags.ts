import { parseArgs } from 'node:util';
import { UserError } from '../domain/errors.ts';

type Flags = Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>;
type Values<F extends Flags> = { [Name in keyof F]?: F[Name]['type'] extends 'string' ? string : boolean };

/** The command line itself is wrong: the program exits with 2. */
export class UsageError extends UserError {}

/** The flags of a command line. Throws `UsageError` that names the flags there are. */
export function readFlags<F extends Flags>(args: readonly string[], flags: F): Values<F> {
  return parse(args, flags, false).values;
}

/** The flags of a command line, and the words beside them. Throws `UsageError` that names the flags there are. */
export function readFlagsAndWords<F extends Flags>(
  args: readonly string[],
  flags: F,
): { readonly values: Values<F>; readonly words: readonly string[] } {
  return parse(args, flags, true);
}

function parse<F extends Flags>(args: readonly string[], flags: F, allowPositionals: boolean) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: flags, allowPositionals });
    return { values: values as Values<F>, words: positionals };
  } catch (cause) {
    const names = Object.keys(flags).map((name) => `--${name}`);
    throw new UsageError(`These options do not fit. The command takes ${names.join(', ')}.`, { cause });
  }
}
