import { type ChatInputCommandInteraction, type Client, MessageFlags } from 'discord.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { codeOf, createStage, faultsOf, fetchChannel, type Stage } from './loopback-bot.ts';

const BUTTON = { type: 2, style: 1, label: 'More', custom_id: 'more' };
const ROW = { type: 1, components: [BUTTON] };
const MINUTE = 60_000;

let now: number;
let stage: Stage;
let client: Client<true>;

beforeEach(async () => {
  now = Date.parse('2026-05-01T12:00:00Z');
  stage = await createStage({ clock: () => now });
  client = await stage.connect();
  const option = { name: 'story', description: 'Which one', type: 3 };
  const read = { name: 'read', description: 'Reads', options: [{ ...option, autocomplete: true }] };
  await client.application.commands.set([{ name: 'ask', description: 'Asks' }, read]);
});

afterEach(async () => {
  await stage.close();
  expect(stage.thrown).toEqual([]);
});

/** Runs /ask; the bot answers with `answer`. */
function ask(answer: (interaction: ChatInputCommandInteraction) => Promise<unknown>) {
  stage.answer(client, async (interaction) => {
    if (interaction.isChatInputCommand()) await answer(interaction);
  });
  return stage.loopback.runCommand({ channel: stage.channel, user: stage.user, name: 'ask' });
}

it('carries a deferred reply: acknowledged, thinking, then edited', async () => {
  const asked = ask(async (interaction) => {
    await interaction.deferReply();
    await interaction.editReply('the answer');
  });
  expect(await asked.outcome).toMatchObject({ kind: 'acknowledged', type: 5 });
  const { message, visibleTo } = await asked.reply();
  expect(visibleTo).toBeUndefined();
  expect(message).toMatchObject({
    content: 'the answer',
    type: 20,
    flags: 0,
    application_id: client.application.id,
    interaction_metadata: { id: asked.id, type: 2, user: { id: stage.user }, name: 'ask' },
  });
  const shown = asked.events.flatMap((event) => (event.kind === 'message' ? [event.message.flags] : []));
  expect(shown).toEqual([MessageFlags.Loading, 0]);
});

it('keeps a reply private as it was deferred, whatever later edits and the first follow-up say', async () => {
  const asked = ask(async (interaction) => {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.followUp({ content: 'first', flags: [] });
    await interaction.followUp('second');
  });
  await asked.reply(({ content }) => content === 'second');
  const seen = stage.loopback.messages(stage.channel);
  expect(seen.map(({ message, visibleTo }) => [message.content, visibleTo])).toEqual([
    ['first', stage.user],
    ['second', undefined],
  ]);
  const fetched = await (await fetchChannel(client, stage.channel)).messages.fetch();
  expect(fetched.map(({ content }) => content)).toEqual(['second']);
});

it('ignores the components flag of a deferral, and takes it from the edit', async () => {
  const asked = ask(async (interaction) => {
    const body = { type: 5, data: { flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral } };
    await client.rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, {
      body,
      auth: false,
    });
    const components = [{ type: 10, content: 'words' }, ROW];
    const edit = { flags: MessageFlags.IsComponentsV2, components };
    await client.rest.patch(
      `/webhooks/${interaction.applicationId}/${interaction.token}/messages/@original`,
      {
        ...{ body: edit, auth: false },
      },
    );
  });
  const { message } = await asked.reply();
  const first = asked.events.find((event) => event.kind === 'message');
  expect(first).toMatchObject({ message: { flags: MessageFlags.Ephemeral | MessageFlags.Loading } });
  expect(message.flags).toBe(MessageFlags.Ephemeral | MessageFlags.IsComponentsV2);
  expect(message.components).toMatchObject([
    { id: 1 },
    { id: 2, components: [{ id: 3, custom_id: 'more' }] },
  ]);
});

it('refuses a second acknowledgement with 40060', async () => {
  const codes: unknown[] = [];
  const asked = ask(async (interaction) => {
    await interaction.reply('one');
    const body = { type: 4, data: { content: 'two' } };
    const again = client.rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, {
      ...{ body, auth: false },
    });
    codes.push(await codeOf(again));
    await interaction.followUp('done');
  });
  await asked.reply(({ content }) => content === 'done');
  expect(codes).toEqual([40_060]);
});

it('does not acknowledge with a body that it refuses', async () => {
  const asked = ask(async (interaction) => {
    expect(await faultsOf(interaction.reply('x'.repeat(2001)))).toEqual([
      'data.content BASE_TYPE_MAX_LENGTH',
    ]);
    await interaction.reply('short');
  });
  expect((await asked.reply()).message.content).toBe('short');
});

it('fails an interaction that nobody acknowledges in 3 seconds, and answers 10062 then', async () => {
  const codes: unknown[] = [];
  const asked = ask(async (interaction) => {
    now += 3001;
    codes.push(await codeOf(interaction.reply('too late')));
  });
  expect(await asked.outcome).toMatchObject({ kind: 'failed', reason: 'timeout' });
  await expect(asked.reply()).rejects.toThrow('failed (timeout)');
  await expect.poll(() => codes).toEqual([10_062]);
  expect(stage.loopback.messages(stage.channel)).toEqual([]);
});

it('answers 10015 before the acknowledgement and 50027 after 15 minutes', async () => {
  const codes: unknown[] = [];
  const asked = ask(async (interaction) => {
    const edit = () =>
      client.rest.patch(`/webhooks/${interaction.applicationId}/${interaction.token}/messages/@original`, {
        ...{ body: { content: 'edited' }, auth: false },
      });
    codes.push(await codeOf(edit()));
    await interaction.deferReply();
    now += 15 * MINUTE;
    codes.push(await codeOf(edit()));
    now += 1;
    codes.push(await codeOf(edit()), await codeOf(interaction.followUp('more')));
  });
  await asked.reply();
  await expect.poll(() => codes).toEqual([10_015, 'ok', 50_027, 50_027]);
});

it('edits and deletes replies and follow-ups, and knows no deleted one', async () => {
  const codes: unknown[] = [];
  const asked = ask(async (interaction) => {
    const { resource } = await interaction.reply({ content: 'one', withResponse: true });
    expect(resource?.message?.content).toBe('one');
    const second = await interaction.followUp('two');
    await interaction.editReply({ message: second.id, content: 'two, edited' });
    expect((await interaction.fetchReply(second.id)).content).toBe('two, edited');
    await interaction.deleteReply(second.id);
    await interaction.deleteReply();
    codes.push(await codeOf(interaction.editReply('gone')), await codeOf(interaction.fetchReply()));
  });
  await asked.waitFor((event) => event.kind === 'message' && event.change === 'delete');
  await expect.poll(() => codes).toEqual([10_008, 10_008]);
  expect(stage.loopback.messages(stage.channel)).toEqual([]);
});

it('lets a button update its message, and keeps others from pressing in a private one', async () => {
  stage.answer(client, async (interaction) => {
    if (interaction.isButton())
      await interaction.update({ content: `pressed by ${interaction.user.username}` });
    else if (interaction.isChatInputCommand()) {
      await interaction.reply({ content: 'press', components: [ROW], flags: MessageFlags.Ephemeral });
    }
  });
  const { loopback, channel, user } = stage;
  const { message } = await loopback.runCommand({ channel, user, name: 'ask' }).reply();
  const other = loopback.addMember({ guild: stage.guild, name: 'Bob' }).id;
  const press = (customId: string, by: string) => loopback.press({ message: message.id, customId, user: by });
  expect(() => press('more', other)).toThrow('does not see');
  expect(() => press('less', user)).toThrow('no component');
  const pressed = press('more', user);
  expect(await pressed.outcome).toMatchObject({ type: 7 });
  expect(await pressed.reply()).toMatchObject({ message: { id: message.id, content: 'pressed by Ada' } });
  expect((await pressed.reply()).message.components).toMatchObject([{ components: [{ custom_id: 'more' }] }]);
});

it('lets a deferred press edit its message or answer privately beside it', async () => {
  stage.answer(client, async (interaction) => {
    if (!interaction.isButton()) return;
    await interaction.deferUpdate();
    await interaction.editReply('edited');
    await interaction.followUp({ content: 'only you', flags: MessageFlags.Ephemeral });
  });
  const sent = await (await fetchChannel(client, stage.channel)).send({
    content: 'posted',
    components: [ROW],
  });
  const pressed = stage.loopback.press({ message: sent.id, customId: 'more', user: stage.user });
  const beside = await pressed.reply(({ content }) => content === 'only you');
  expect(beside).toMatchObject({
    visibleTo: stage.user,
    message: { type: 19, message_reference: { message_id: sent.id } },
  });
  const seen = stage.loopback.messages(stage.channel).map(({ message }) => message.content);
  expect(seen).toEqual(['edited', 'only you']);
});

it('carries suggestions, and refuses more than 25 or too long ones', async () => {
  const faults: string[][] = [];
  stage.answer(client, async (interaction) => {
    if (!interaction.isAutocomplete()) return;
    const { name, value } = interaction.options.getFocused(true);
    const many = Array.from({ length: 26 }, (_, index) => ({ name: `${index}`, value: `${index}` }));
    faults.push(await faultsOf(interaction.respond(many)));
    faults.push(await faultsOf(interaction.respond([{ name: 'x'.repeat(101), value: '' }])));
    await interaction.respond([{ name: `${name}: ${value}`, value: 'id' }]);
  });
  const typing = { channel: stage.channel, user: stage.user, name: 'read', options: { story: 'sum' } };
  const typed = stage.loopback.autocomplete({ ...typing, focused: 'story' });
  expect(await typed.choices()).toEqual([{ name: 'story: sum', value: 'id' }]);
  expect(faults).toEqual([
    ['data.choices BASE_TYPE_BAD_LENGTH'],
    ['data.choices.0.name BASE_TYPE_BAD_LENGTH', 'data.choices.0.value BASE_TYPE_REQUIRED'],
  ]);
});

it('refuses callbacks that do not fit the interaction', async () => {
  const codes: unknown[] = [];
  const asked = ask(async (interaction) => {
    for (const type of [1, 6, 7, 8, 99]) {
      const path = `/interactions/${interaction.id}/${interaction.token}/callback` as const;
      codes.push(await codeOf(client.rest.post(path, { body: { type, data: {} }, auth: false })));
    }
    await interaction.reply('fine');
  });
  await asked.reply();
  expect(codes).toEqual([50_035, 50_035, 50_035, 50_035, 50_035]);
});

it('delivers a malformed interaction as it is given', async () => {
  const seen: unknown[] = [];
  client.on('raw', ({ t, d }) => t === 'INTERACTION_CREATE' && seen.push(d.data));
  const payload = { data: { name: 'ask', type: 1, id: '1', options: [{ name: 7 }] } };
  stage.loopback.sendInteraction({ channel: stage.channel, user: stage.user, payload });
  await expect.poll(() => seen).toEqual([payload.data]);
});

it('does not let a member send what Discord’s client would not', () => {
  const { loopback, channel, user } = stage;
  expect(() => loopback.runCommand({ channel, user, name: 'nothing' })).toThrow('no command nothing');
  expect(() => loopback.runCommand({ channel, user, name: 'ask', options: { a: 1 } })).toThrow('no option a');
  const wrong = { channel, user, name: 'read', options: { story: 5 } };
  expect(() => loopback.runCommand(wrong)).toThrow('wants a string');
});

it('fails at once when no bot is there', async () => {
  await client.destroy();
  await expect.poll(() => stage.loopback.isOnline).toBe(false);
  const { channel, user } = stage;
  const asked = stage.loopback.runCommand({ channel, user, name: 'ask' });
  expect(await asked.outcome).toMatchObject({ kind: 'failed', reason: 'offline' });
});
