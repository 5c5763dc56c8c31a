import {
  Client,
  type ClientOptions,
  DiscordAPIError,
  Events,
  GatewayIntentBits,
  HTTPError,
  type Interaction,
  type SendableChannels,
} from 'discord.js';
import {
  createLoopbackDiscord,
  type LoopbackDiscord,
  type LoopbackOptions,
} from '../../src/playground/loopback/loopback.ts';

/** A loopback Discord with one guild, one channel and one member, and real discord.js clients in it. */
export interface Stage {
  readonly loopback: LoopbackDiscord;
  readonly guild: string;
  readonly channel: string;
  readonly user: string;
  /** Starts another client and waits until it is ready. */
  connect(options?: Partial<ClientOptions>): Promise<Client<true>>;
  /** Answers every interaction with `answer`; what it throws is collected in `thrown`. */
  answer(client: Client, answer: (interaction: Interaction) => Promise<unknown>): void;
  readonly thrown: unknown[];
  close(): Promise<void>;
}

export async function createStage(options: LoopbackOptions = {}): Promise<Stage> {
  const loopback = await createLoopbackDiscord(options);
  const guild = loopback.addGuild({ name: 'Newsroom' }).id;
  const channel = loopback.addChannel({ guild, name: 'general' }).id;
  const user = loopback.addMember({ guild, name: 'Ada' }).id;
  const clients: Client[] = [];
  const thrown: unknown[] = [];
  return {
    ...{ loopback, guild, channel, user, thrown },
    async connect(own = {}) {
      const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: loopback.url }, ...own });
      clients.push(client);
      const ready = new Promise<Client<true>>((resolve) => {
        client.once(Events.ClientReady, resolve);
      });
      await client.login(loopback.token);
      return ready;
    },
    answer(client, answer) {
      client.on(Events.InteractionCreate, (interaction) => {
        answer(interaction).catch((error: unknown) => thrown.push(error));
      });
    },
    async close() {
      for (const client of clients) await client.destroy();
      await loopback.stop();
    },
  };
}

export async function fetchChannel(client: Client, id: string): Promise<SendableChannels> {
  const channel = await client.channels.fetch(id);
  if (!channel?.isSendable()) throw new Error(`cannot send to channel ${id}`);
  return channel;
}

/** Discord's error code that a request was refused with; 'ok' when it was not. */
export async function codeOf(request: Promise<unknown>): Promise<number | string> {
  try {
    await request;
    return 'ok';
  } catch (error) {
    if (error instanceof DiscordAPIError) return error.code;
    if (error instanceof HTTPError) return `HTTP ${error.status}`;
    throw error;
  }
}

/** The paths of the fields that a request was refused for, such as `components[0].label`, with their codes. */
export async function faultsOf(request: Promise<unknown>): Promise<string[]> {
  try {
    await request;
    return [];
  } catch (error) {
    if (!(error instanceof DiscordAPIError) || error.code !== 50_035) throw error;
    return listFaults('errors' in error.rawError ? error.rawError.errors : {}, []);
  }
}

function listFaults(tree: unknown, path: readonly string[]): string[] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, inner]) =>
    key === '_errors' && Array.isArray(inner)
      ? inner.map(({ code }) => `${path.join('.')} ${code}`)
      : listFaults(inner, [...path, key]),
  );
}
