import { randomBytes } from 'node:crypto';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Log } from '../domain/ports.ts';
import { createLoopbackDiscord, type LoopbackDiscord } from './loopback/loopback.ts';
import { createLoopbackBackend, type PageScene } from './loopback-backend.ts';
import { startPageServer } from './page-server.ts';

export interface Playground {
  /** What the bot uses as Discord's API. */
  readonly discordUrl: string;
  /** The token that the loopback Discord accepts from the bot. */
  readonly token: string;
  /** The page's address, for a person to open. */
  readonly url: string;
  close(): Promise<void>;
}

/** Fixed ids: what the bot has stored for a channel, such as a schedule, holds after a restart. */
const SCENE: PageScene = {
  guild: { id: '1300000000000000001', name: 'The Newsroom' },
  channels: [
    { id: '1300000000000000011', name: 'news', topic: 'Ask about the stored stories: type /' },
    { id: '1300000000000000012', name: 'headlines', topic: 'A good place for scheduled headlines' },
  ],
  member: { id: '1300000000000000101', name: 'editor' },
};

/**
 * Starts a loopback Discord with one server, and the page that shows it; both listen on 127.0.0.1 only and keep
 * everything in memory. Rejects when `port`, the page's, is taken.
 */
export async function startPlayground(options: {
  readonly port: number;
  readonly log: Log;
}): Promise<Playground> {
  const discord = await createLoopbackDiscord({ token: randomBytes(24).toString('base64url') });
  furnish(discord, SCENE);
  const backend = createLoopbackBackend(discord, SCENE);
  try {
    const page = await startPageServer({ backend, ...options });
    return {
      discordUrl: discord.url,
      token: discord.token,
      url: page.url,
      close: async () => {
        await page.close();
        await discord.stop();
      },
    };
  } catch (error) {
    await discord.stop();
    throw error;
  }
}

function furnish(discord: LoopbackDiscord, { guild, channels, member }: PageScene): void {
  discord.addGuild(guild);
  for (const { id, name } of channels) discord.addChannel({ guild: guild.id, id, name });
  discord.addMember({ guild: guild.id, ...member, permissions: PermissionFlagsBits.ManageGuild });
}
