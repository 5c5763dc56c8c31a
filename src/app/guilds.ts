import type { DiscordConnection } from '../adapters/discord/client.ts';
import { type ForgettingPorts, KEEP_DAYS, noteGuilds } from '../domain/departed-guilds.ts';

export type GuildPorts = Pick<ForgettingPorts, 'guilds' | 'archive' | 'clock' | 'log'>;

/** Notes from now on which guilds the bot is removed from and comes back to; an outage of Discord's is neither. */
export function watchGuilds(
  ports: GuildPorts,
  discord: Pick<DiscordConnection, 'guilds' | 'onGuild'>,
  serves: (guild: string) => boolean,
): { stop(): Promise<void> } {
  const { guilds, clock, log } = ports;
  const note = (work: Promise<void>) =>
    work.catch((err: unknown) => log.error({ err }, 'which servers the bot is in could not be noted'));
  // One after the other: who is removed and invited again at once is to be noted in this order.
  let noted = note(noteGuilds(ports, new Set(discord.guilds()), serves));
  discord.onGuild((guild, change) => {
    if (change === 'left') log.info({ guild, keepDays: KEEP_DAYS }, 'the bot was removed from a server');
    noted = noted.then(() =>
      note(change === 'left' ? guilds.leave(guild, clock.now()) : guilds.arrive(guild)),
    );
  });
  return { stop: () => noted };
}
