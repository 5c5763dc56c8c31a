import { afterEach, beforeEach, expect, it } from 'vitest';
import { createStage, fetchChannel, type Stage } from './loopback-bot.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(() => stage.close());

it('logs a real discord.js client in, registers a command and carries its reply', async () => {
  const { loopback, channel, user } = stage;
  const client = await stage.connect();
  expect(client.guilds.cache.map((guild) => guild.name)).toEqual(['Newsroom']);
  await client.application.commands.set([{ name: 'ping', description: 'Answers' }]);
  stage.answer(client, async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.deferReply();
    await interaction.editReply('pong');
  });
  const ping = loopback.runCommand({ channel, user, name: 'ping' });
  expect(await ping.outcome).toMatchObject({ kind: 'acknowledged', type: 5 });
  expect((await ping.reply()).message.content).toBe('pong');

  await (await fetchChannel(client, channel)).send({ content: 'hello', nonce: '1', enforceNonce: true });
  expect(loopback.messages(channel).map(({ message }) => message.content)).toEqual(['pong', 'hello']);
  expect(stage.thrown).toEqual([]);
});
