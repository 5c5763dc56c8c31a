import { formatTable } from './table.ts';
import type { Task } from './task.ts';

/** What the program says of itself. */
export function describeProgram(tasks: Readonly<Record<string, Task>>): string {
  const rows = Object.entries(tasks).map(([name, { words, about }]) => [
    `  pullquote ${words ? `${name} ${words}` : name}`,
    about,
  ]);
  return [
    'pullquote: answers from stored news stories',
    '',
    ...formatTable(rows),
    '',
    'pullquote COMMAND --help says which options a command takes; pullquote --version which version this is.',
    'It ends with 0 where all is well, 1 where something is wrong, 2 where the command line does not fit.\n',
  ].join('\n');
}

/** What `pullquote NAME --help` prints. */
export function describeTask(name: string, { words, about, more, flags }: Task): string {
  const rows = Object.entries(flags).map(([flag, { value, choices, about: meaning }]) => [
    `  --${flag}${value ? ` ${choices?.join('|') ?? value}` : ''}`,
    meaning,
  ]);
  return [
    `pullquote ${[name, words].filter(Boolean).join(' ')} [OPTIONS]`,
    '',
    about,
    ...(more ? [more] : []),
    '',
    ...formatTable([...rows, ['  --help', 'This text']]),
    '',
  ].join('\n');
}
