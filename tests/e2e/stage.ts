import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIMessage } from 'discord.js';
import { expect } from 'vitest';
import { type DiscordConnection, startDiscord } from '../../src/adapters/discord/client.ts';
import type { Payload } from '../../src/adapters/discord/rendering/render.ts';
import { openStore, type Store } from '../../src/adapters/store/store.ts';
import type { Command, MessageCommand } from '../../src/commands/command.ts';
import {
  createLoopbackDiscord,
  type LoopbackDiscord,
  type LoopbackOptions,
} from '../../src/playground/loopback/loopback.ts';
import { readMarkdown, withoutInvisible } from '../adapters/discord/rendering/markdown-reader.ts';
import { contentsOf } from '../adapters/discord/rendering/payloads.ts';
import { createRecordingLog } from '../fixtures/log.ts';
import { buttonsOf } from './buttons.ts';
import { expectValidRequests } from './openapi.ts';

/** Makes the bot's commands on its store. */
export type CommandMaker = (store: Store) => Promise<readonly Command[]>;

/** The bot in a loopback Discord with one guild, one channel and two members. */
export interface Stage {
  readonly loopback: LoopbackDiscord;
  readonly guild: string;
  readonly channel: string;
  readonly ada: string;
  readonly ben: string;
  readonly log: ReturnType<typeof createRecordingLog>;
  /** Connects the bot; again after `stop`, on the same store, as after a restart. */
  start(
    commands: readonly Command[] | CommandMaker,
    messageCommands?: () => readonly MessageCommand[],
  ): Promise<DiscordConnection>;
  stop(timeoutMs?: number): Promise<void>;
  /** Stops all, and asserts that every request was one that Discord documents and that nothing pinged. */
  close(): Promise<void>;
}

/** As many as in production, but quicker. */
const RETRIES_MS = [20, 50, 100];

export async function createStage(options: LoopbackOptions = {}): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'pullquote-e2e-'));
  const loopback = await createLoopbackDiscord(options);
  const guild = loopback.addGuild({ name: 'Newsroom' }).id;
  const channel = loopback.addChannel({ guild, name: 'general' }).id;
  const ada = loopback.addMember({ guild, name: 'Ada' }).id;
  const ben = loopback.addMember({ guild, name: 'Ben' }).id;
  const log = createRecordingLog();
  let running: { bot: DiscordConnection; store: Store } | undefined;

  async function stop(timeoutMs = 2000): Promise<void> {
    await running?.bot.stop(timeoutMs);
    await running?.store.close();
    running = undefined;
  }
  return {
    ...{ loopback, guild, channel, ada, ben, log, stop },
    async start(commands, messageCommands = () => []) {
      const store = await openStore(`sqlite:${join(folder, 'store.sqlite')}`);
      const { token, url: apiUrl } = loopback;
      const deps = { store: store.cache, clock: Date, log, retriesMs: RETRIES_MS };
      const made = typeof commands === 'function' ? await commands(store) : commands;
      const bot = await startDiscord({
        ...{ token, apiUrl, commands: made, messageCommands: messageCommands() },
        ...deps,
      });
      running = { bot, store };
      return bot;
    },
    async close() {
      await stop();
      await loopback.stop();
      rmSync(folder, { recursive: true, force: true });
      expect(loopback.messages(channel).flatMap(({ pings }) => pings)).toEqual([]);
      expectValidRequests(loopback.requests);
    },
  };
}

/** What a reader sees of a message, line by line, without marks and invisible characters. */
export function seen(...messages: readonly APIMessage[]): string {
  return contentsOf(messages as unknown as Payload[])
    .map((content) =>
      withoutInvisible(
        readMarkdown(content)
          .map(({ text }) => text)
          .join('\n'),
      ),
    )
    .join('\n');
}

/** The custom_id of the message's button with this label, or with this and what it is about. */
export function buttonId(message: APIMessage, label: string): string {
  const button = buttonsOf(message).find((one) => one.label === label || one.label.startsWith(`${label}: `));
  if (!button) throw new Error(`no button ${label}`);
  return button.customId;
}
