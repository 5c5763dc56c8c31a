import { Client, GatewayIntentBits } from 'discord.js';

// What discord.js itself costs: a bot that answers its one command with a constant.
const client = new Client({
  intents: GatewayIntentBits.Guilds,
  rest: { api: process.env.DISCORD_API_URL },
});
client.on('interactionCreate', (interaction) => {
  if (interaction.isChatInputCommand())
    interaction.reply('The harbour bridge reopened on Thursday.').catch(console.error);
});
client.once('clientReady', () => {
  client.application.commands
    .set([{ name: 'summary', description: 'Answers with a constant' }])
    .catch(console.error);
});
await client.login(process.env.DISCORD_TOKEN);
process.on('SIGTERM', () => {
  client.destroy().then(() => process.exit(), console.error);
});
