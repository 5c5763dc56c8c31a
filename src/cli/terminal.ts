import type { Command, OptionValue } from '../commands/command.ts';
import { readFlagsAndWords } from './flags.ts';
import { printReply } from './print-reply.ts';

/** Discord's option types that a terminal can give. */
const BOOLEAN = 5;

/** Whoever runs the program at a terminal is this member, of no guild. */
const CALLER = { user: 'terminal' };

/**
 * Runs a slash command for a person at a terminal: `--name value` for each option, and bare words for the first
 * one. Returns what to print; throws `UserError` for options that the command does not have.
 */
export async function runAtTerminal(command: Command, args: readonly string[]): Promise<string> {
  const declared = command.data.options ?? [];
  const values = parseOptions(
    args,
    declared.map(({ name, type }) => ({ name, isBoolean: type === BOOLEAN })),
  );
  const progress = async (): Promise<void> => undefined;
  return printReply(await command.run({ caller: CALLER, options: values, progress }));
}

function parseOptions(
  args: readonly string[],
  declared: readonly { readonly name: string; readonly isBoolean: boolean }[],
): Record<string, OptionValue> {
  const flags = Object.fromEntries(
    declared.map(({ name, isBoolean }) => [name, { type: isBoolean ? 'boolean' : 'string' } as const]),
  );
  const { values, words } = readFlagsAndWords(args, flags);
  const [first] = declared;
  const given = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  const bare = words.length > 0 && first ? { [first.name]: words.join(' ') } : {};
  return { ...bare, ...Object.fromEntries(given) };
}
