import type { APIApplicationCommand, APIMessage, APIMessageTopLevelComponent } from 'discord-api-types/v10';
import type { Outcome, PageBackend } from '../../src/playground/page-backend.ts';
import type { CommandInput, PageChoice, PageEvent } from '../../src/playground/page-protocol.ts';

const BOT = {
  id: '900',
  username: 'Pullquote',
  bot: true,
  discriminator: '0001',
  global_name: null,
  avatar: null,
};
const MEMBER = { id: '700', username: 'you', discriminator: '0', global_name: null, avatar: null };

export const NEWS = '501';
export const HEADLINES = '502';
export const EPHEMERAL = 64;
export const LOADING = 128;
export const COMPONENTS_V2 = 32768;

/** Commands of every shape that the composer knows. */
export const COMMANDS = [
  {
    type: 1,
    name: 'summary',
    description: 'Sum up a story',
    options: [
      { type: 3, name: 'story', description: 'Which story', autocomplete: true },
      {
        type: 3,
        name: 'length',
        description: 'How long',
        choices: [
          { name: 'Brief (at most 40 words)', value: 'brief' },
          { name: 'Standard (at most 90 words)', value: 'standard' },
        ],
      },
      { type: 5, name: 'private', description: 'Only you see it' },
    ],
  },
  {
    type: 1,
    name: 'quote',
    description: 'Find a quotation',
    options: [
      { type: 3, name: 'about', description: 'What it is about', max_length: 20 },
      { type: 3, name: 'speaker', description: 'Who said it', autocomplete: true },
    ],
  },
  { type: 1, name: 'stories', description: 'List what is stored' },
  { type: 3, name: 'Check quotes', description: '' },
  {
    type: 1,
    name: 'headline',
    description: 'Scheduled headlines',
    options: [
      { type: 1, name: 'list', description: 'List the schedules' },
      {
        type: 1,
        name: 'schedule',
        description: 'Post headlines on a schedule',
        options: [
          { type: 7, name: 'channel', description: 'Where to post', required: true },
          { type: 3, name: 'at', description: 'When, HH:MM', required: true },
          { type: 4, name: 'count', description: 'How many', min_value: 1, max_value: 5 },
        ],
      },
    ],
  },
] as unknown as readonly APIApplicationCommand[];

/** A message of the bot; ids ascend in the order of making. */
export function createMessages() {
  let made = 0;
  return (fields: Partial<APIMessage> = {}, command?: string): APIMessage => {
    made += 1;
    const interaction = { id: `${800 + made}`, type: 2, name: command ?? '', user: MEMBER };
    return {
      id: `${1000 + made}`,
      channel_id: NEWS,
      author: BOT,
      content: '',
      timestamp: '2026-11-23T21:40:00.000Z',
      edited_timestamp: null,
      tts: false,
      mention_everyone: false,
      mentions: [],
      mention_roles: [],
      attachments: [],
      embeds: [],
      components: [],
      pinned: false,
      type: command === undefined ? 0 : 20,
      flags: 0,
      ...(command === undefined ? {} : { interaction }),
      ...fields,
    } as APIMessage;
  };
}

/** One container with a text and a row of buttons. */
export function container(content: string, ...buttons: readonly string[]): APIMessageTopLevelComponent[] {
  const row = {
    type: 1,
    components: buttons.map((label) => ({ type: 2, style: 2, label, custom_id: label.toLowerCase() })),
  };
  const components = [{ type: 10, content }, ...(buttons.length > 0 ? [row] : [])];
  return [{ type: 17, components }] as APIMessageTopLevelComponent[];
}

export interface FixtureBackend extends PageBackend {
  /** Forgets everything, and acknowledges everything again. */
  reset(): void;
  /** Tells every open page. */
  emit(event: PageEvent): void;
  /** What the pages have asked for, oldest first. */
  asked: (Partial<CommandInput> &
    Partial<Record<'focused' | 'customId' | 'message' | 'interaction', string>> & {
      values?: Readonly<Record<string, string>>;
    })[];
  messages: APIMessage[];
  /** What a test makes of commands, presses and questions. */
  onRun: (input: CommandInput) => Promise<Outcome>;
  onPress: (message: string, customId: string) => Promise<Outcome>;
  onSubmit: () => Promise<Outcome>;
  onSuggest: (input: CommandInput, focused: string) => Promise<readonly PageChoice[] | undefined>;
}

/** A backend that a test plays itself: it acknowledges everything until told otherwise. */
export function createFixtureBackend(): FixtureBackend {
  const listeners = new Set<(event: PageEvent) => void>();
  const quiet = (): Pick<
    FixtureBackend,
    'asked' | 'messages' | 'onRun' | 'onPress' | 'onSubmit' | 'onSuggest'
  > => ({
    asked: [],
    messages: [],
    onRun: () => Promise.resolve({ outcome: 'acknowledged' }),
    onPress: () => Promise.resolve({ outcome: 'acknowledged' }),
    onSubmit: () => Promise.resolve({ outcome: 'acknowledged' }),
    onSuggest: () => Promise.resolve([]),
  });
  const backend: FixtureBackend = {
    ...quiet(),
    reset: () => void Object.assign(backend, quiet()),
    state: () => ({
      type: 'state',
      guild: { id: '1', name: 'The Newsroom' },
      channels: [
        { id: NEWS, name: 'news', topic: 'What is in the news' },
        { id: HEADLINES, name: 'headlines' },
      ],
      member: { id: MEMBER.id, name: MEMBER.username },
      bot: { id: BOT.id, name: BOT.username, online: true },
      commands: COMMANDS,
      messages: backend.messages,
    }),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
    run: (input) => {
      backend.asked.push(input);
      return backend.onRun(input);
    },
    press: (message, customId) => {
      backend.asked.push({ customId });
      return backend.onPress(message, customId);
    },
    runOnMessage: async (message, name) => {
      backend.asked.push({ message, name });
      return { outcome: 'acknowledged' };
    },
    submit: (interaction, values) => {
      backend.asked.push({ interaction, values });
      return backend.onSubmit();
    },
    post: (channel, content) => {
      const author = MEMBER as APIMessage['author'];
      const id = `${5000 + backend.asked.length}`;
      const message = { id, channel_id: channel, author, content, timestamp: '2026-11-23T21:41:00.000Z' };
      backend.emit({ type: 'message', change: 'create', message: message as APIMessage });
    },
    suggest: (input, focused) => {
      backend.asked.push({ ...input, focused });
      return backend.onSuggest(input, focused);
    },
  };
  return backend;
}
