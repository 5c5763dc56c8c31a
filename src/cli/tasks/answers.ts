import type { Services } from '../../app/services.ts';
import { ASK_DATA } from '../../commands/ask.ts';
import type { Command, Invocation, PageRequest } from '../../commands/command.ts';
import { QUOTE_DATA, readView } from '../../commands/quote.ts';
import { findStories, STORIES_DATA } from '../../commands/stories.ts';
import { resolveStory } from '../../commands/story-option.ts';
import { SUMMARY_DATA } from '../../commands/summary.ts';
import { readCount, UsageError } from '../flags.ts';
import { createOperations, type Operations } from '../operations.ts';
import { printReply } from '../print-reply.ts';
import { openRun } from '../services-run.ts';
import { jsonLines } from '../table.ts';
import { type Flag, JSON_FLAG, type Task, type TaskInput } from '../task.ts';

type Options = Invocation['options'];

/** Whoever runs the program at a terminal is this member, of no guild. */
const CALLER = { user: 'terminal' };
const SHARED = {};
/** A terminal is private. */
const LEFT_OUT = 'private';

/** A slash command as a task: its options are the flags, and bare words are its first option. */
interface AnswerTask {
  readonly data: Command['data'];
  readonly words: string;
  /** How many items of its list are shown when nobody says how many; without, it has no list. */
  readonly perPage?: number;
  /** The same answer as data, one object or one for each row. */
  answer(
    ports: { readonly services: Services; readonly operations: Operations },
    options: Options,
    page: PageRequest,
  ): Promise<object | readonly object[]>;
}

/** `pullquote summary`. */
export const SUMMARY = answerTask({
  data: SUMMARY_DATA,
  words: '[STORY]',
  async answer({ services, operations }, options) {
    const { id } = await resolveStory(services.archive, SHARED, textOf(options.story));
    return operations.summary({ ...options, story: id });
  },
});

/** `pullquote quote`. */
export const QUOTE = answerTask({
  data: QUOTE_DATA,
  words: '[ABOUT]',
  perPage: 10,
  async answer({ services, operations }, options, { offset, limit }) {
    const { story, about, speaker, reported } = await readView(services.archive, SHARED, options);
    const wanted = { about, speaker, reported, story: story?.id, limit: offset + limit };
    const { quotes } = await operations.quote(wanted);
    return { quotes: quotes.slice(offset) };
  },
});

/** `pullquote ask`. */
export const ASK = answerTask({
  data: ASK_DATA,
  words: 'QUESTION',
  async answer({ services, operations }, options) {
    const named = textOf(options.story);
    const story = named === undefined ? undefined : await resolveStory(services.archive, SHARED, named);
    return operations.ask({ ...options, story: story?.id });
  },
});

/** `pullquote stories`. */
export const STORIES = answerTask({
  data: STORIES_DATA,
  words: '[SEARCH]',
  perPage: 20,
  async answer({ services }, options, page) {
    const found = await findStories(services.archive, SHARED, textOf(options.search) ?? '', page);
    return found.items.map(({ id, title, dek, author, outlet, url, published, language, tags }) => {
      return { id, title, dek, author, outlet, url, published, language, tags };
    });
  },
});

function answerTask({ data, words, perPage, answer }: AnswerTask): Task {
  const declared = (data.options ?? []).filter(({ name }) => name !== LEFT_OUT);
  const paging: Record<string, Flag> = {
    limit: { value: 'N', about: `How many to show, 1000 at most (${perPage} when left out)` },
    skip: { value: 'N', about: 'How many to pass over' },
  };
  return {
    words,
    about: data.description,
    flags: {
      ...Object.fromEntries(declared.map((option) => [option.name, toFlag(option)])),
      ...(perPage ? paging : {}),
      json: JSON_FLAG,
    },
    async run({ config, values, words: bare, out }) {
      const options = readOptions(declared, values, bare);
      const page = {
        offset: readCount(values, 'skip', 0, 0),
        limit: readCount(values, 'limit', 1, perPage ?? 1),
      };
      const { services, close } = await openRun(config);
      try {
        if (values.json) {
          const ports = { services, operations: createOperations(async () => services) };
          await out.print(jsonLines([await answer(ports, options, page)].flat()));
        } else {
          const command = services.commands.find((one) => one.data.name === data.name);
          const progress = async (): Promise<void> => undefined;
          const reply = await command?.run({
            caller: CALLER,
            options,
            progress,
            ...(perPage ? { page } : {}),
          });
          if (reply) await out.print(printReply(reply, out.width));
        }
      } finally {
        await close();
      }
      return true;
    },
  };
}

type Declared = NonNullable<Command['data']['options']>[number];

function toFlag(option: Declared): Flag {
  const about = option.description;
  if (option.type === 5) return { about };
  const choices = 'choices' in option ? option.choices?.map(({ value }) => String(value)) : undefined;
  return choices ? { about, choices, value: choices.join('|') } : { about, value: 'TEXT' };
}

function readOptions(
  declared: readonly Declared[],
  values: TaskInput['values'],
  bare: readonly string[],
): Options {
  const [first] = declared;
  const options: Record<string, string | true> =
    first && bare.length > 0 ? { [first.name]: bare.join(' ') } : {};
  for (const { name } of declared) {
    const value = values[name];
    if (value !== undefined) options[name] = value;
  }
  for (const option of declared) {
    if ('required' in option && option.required && !options[option.name])
      throw new UsageError(`${option.name} is missing: ${option.description}.`);
  }
  return options;
}

function textOf(value: Options[string] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
