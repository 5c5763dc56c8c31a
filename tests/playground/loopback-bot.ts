import {
  Client,
  type ClientOptions,
  Events,
  GatewayIntentBits,
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
