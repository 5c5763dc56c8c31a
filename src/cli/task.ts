import type { Config } from '../app/config.ts';

/** An option of a task: `--name VALUE`, or `--name` alone where it has no value. */
export interface Flag {
  readonly about: string;
  /** What its value is, for the help; a switch without. */
  readonly value?: string;
  /** The only values that it takes. */
  readonly choices?: readonly string[];
}

/** The flags that a command line gives, by name; a switch is `true`. */
export type FlagValues = Readonly<Record<string, string | true>>;

export interface TaskInput {
  readonly config: Config;
  readonly values: FlagValues;
  /** What stands beside the flags. */
  readonly words: readonly string[];
  readonly out: Output;
}

/** Where a task prints. */
export interface Output {
  /** Waits for a slow reader instead of piling up text. */
  print(text: string): Promise<void>;
  /** Columns of a terminal; without, nobody reads along and a line stays a line. */
  readonly width?: number;
}

/** One command of the program `pullquote`. */
export interface Task {
  /** The words beside the flags, for the help: "[STORY]"; empty where it takes none. */
  readonly words: string;
  /** One line. */
  readonly about: string;
  /** What else its help says. */
  readonly more?: string;
  readonly flags: Readonly<Record<string, Flag>>;
  /** Whether all is well; throws `UserError` and the like for what is not. */
  run(input: TaskInput): Promise<boolean>;
}

/** The switch of every task that can answer with data. */
export const JSON_FLAG: Flag = { about: 'The answer as JSON, for programs' };
