import { GatewayIntentBits as Bits } from 'discord-api-types/v10';

/** The intents that matter here. Source: Discord's gateway documentation, "List of Intents". */
export const INTENTS = {
  none: 0,
  guilds: Bits.Guilds,
  guildMessages: Bits.GuildMessages,
  messageContent: Bits.MessageContent,
  privileged: Bits.GuildMembers | Bits.GuildPresences | Bits.MessageContent,
  all: Object.values(Bits).reduce<number>((all, bit) => (typeof bit === 'number' ? all | bit : all), 0),
} as const;
