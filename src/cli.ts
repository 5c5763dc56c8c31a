import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { configDotenv } from 'dotenv';
import { serveBatch } from './cli/batch.ts';
import { reportCheck } from './cli/check.ts';
import { createOperations } from './cli/operations.ts';
import { runAtTerminal } from './cli/terminal.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { StoreError, UserError } from './domain/errors.ts';
import { createLog } from './log.ts';
import { openServices, type Services } from './services.ts';

const USAGE = `pullquote: answers from stored news stories

  pullquote summary [STORY] [--length brief|standard|full] [--focus TEXT] [--language LANGUAGE]
  pullquote quote [ABOUT] [--speaker NAME] [--story STORY]
  pullquote stories [SEARCH]
  pullquote check                  lists each story's quotations; exit 1 where a file has a fault
  pullquote batch [--content DIR]  answers JSON requests, one a line
`;

type Task = (config: Config, args: readonly string[]) => Promise<void>;

const TASKS: Readonly<Record<string, Task>> = {
  batch: runBatch,
  check: runCheck,
  quote: runCommand('quote'),
};

/** The index of a single run is not worth a file. */
const IN_MEMORY = ':memory:';

async function runBatch(config: Config, args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { content: { type: 'string' } } });
  const log = createLog(config.LOG_LEVEL);
  const scope = values.content === undefined ? config : { ...config, CONTENT_DIR: values.content };
  let services: Services | undefined;
  const open = (): Services => {
    services ??= openServices(scope, IN_MEMORY, log);
    return services;
  };
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  await serveBatch(lines, print, createOperations(open), log);
  services?.close();
}

async function runCheck(config: Config): Promise<void> {
  // The report names every fault; the log would say it twice.
  const services = openServices(config, IN_MEMORY, createLog('silent'));
  const { report, ok } = reportCheck(services.library, services.library.faults());
  services.close();
  await print(report);
  if (!ok) process.exitCode = 1;
}

function runCommand(name: string): Task {
  return async (config, args) => {
    const services = openServices(config, IN_MEMORY, createLog(config.LOG_LEVEL));
    const command = services.commands.find(({ data }) => data.name === name);
    if (command) await print(await runAtTerminal(command, args));
    services.close();
  };
}

/** Waits for a slow reader instead of piling up answers. */
async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

async function main(): Promise<void> {
  configDotenv({ quiet: true });
  const [name = '', ...args] = process.argv.slice(2);
  const task = Object.hasOwn(TASKS, name) ? TASKS[name] : undefined;
  if (task) return task(readConfig(process.env), args);
  if (name === '' || name === 'help' || name === '--help') return print(USAGE);
  throw new UserError(`There is no command "${name}".\n\n${USAGE}`);
}

// A reader that has seen enough, such as `head`, is no fault.
process.stdout.on('error', () => process.exit());
try {
  await main();
} catch (error) {
  const known = error instanceof UserError || error instanceof ConfigError || error instanceof StoreError;
  console.error(known ? `pullquote: ${error.message}` : error);
  process.exitCode = 1;
}
