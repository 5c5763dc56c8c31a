import type { Command, OptionValue } from '../commands/command.ts';
import { readFlagsAndWords, UsageError } from './flags.ts';
import { printReply } from './print-reply.ts';

/** Discord's option types that a terminal can give. */
const BOOLEAN = 5;

/** Whoever runs the program at a terminal is this member, of no guild. */
const CALLER = { user: 'terminal' };

/**
 * Runs a slash command for a person at a terminal: `--name value` for each option, and bare words for the first
 * one. Returns what to print; throws `UsageError` for options that the command does not take so, `UserError` for the rest.
 */
export async function runAtTerminal(command: Command, args: readonly string[]): Promise<string> {
  const declared = command.data.options ?? [];
  const values = parseOptions(
    args,
    declared.map(({ name, type }) => ({ name, isBoolean: type === BOOLEAN })),
  );
  checkValues(declared, values);
  const progress = async (): Promise<void> => undefined;
  return printReply(await command.run({ caller: CALLER, options: values, progress }));
}

type Declared = NonNullable<Command['data']['options']>;

/** What Discord's client sees to before it sends a command. */
function checkValues(declared: Declared, values: Readonly<Record<string, OptionValue>>): void {
  for (const option of declared) {
    const value = values[option.name];
    if (value === undefined) {
      if ('required' in option && option.required) throw new UsageError(`It takes a ${option.name}.`);
    } else if ('choices' in option && option.choices && option.choices.length > 0) {
      const names = option.choices.map((choice) => String(choice.value));
      if (!names.includes(String(value))) throw new UsageError(`${option.name}: one of ${names.join(', ')}.`);
    }
  }
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
