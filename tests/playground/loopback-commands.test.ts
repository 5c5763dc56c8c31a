import { type Client, Routes } from 'discord.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { codeOf, createStage, faultsOf, type Stage } from './loopback-bot.ts';

let stage: Stage;
let client: Client<true>;
beforeEach(async () => {
  stage = await createStage();
  client = await stage.connect();
});
afterEach(() => stage.close());

const option = (own: object = {}) => ({ type: 3, name: 'a', description: 'A', ...own });
const command = (own: object = {}) => ({ name: 'ask', description: 'Asks', ...own });
const put = (...body: object[]) =>
  client.rest.put(Routes.applicationCommands(client.application.id), { body });

it('keeps ids and versions of unchanged commands, and tells watchers', async () => {
  const heard: number[] = [];
  stage.loopback.on('commands', ({ commands }) => heard.push(commands.length));
  const set = async (...commands: object[]) => {
    await put(...commands);
    return stage.loopback.commands();
  };
  const [ask, read] = await set(command(), command({ name: 'read' }));
  const [askAgain, readAgain] = await set(command(), command({ name: 'read', description: 'Reads' }));
  expect(askAgain).toEqual(ask);
  expect(readAgain?.id).toBe(read?.id);
  expect(readAgain?.version).not.toBe(read?.version);
  await set(command());
  expect(heard).toEqual([2, 2, 1]);
});

it('leaves out of options what is false, and translations that nobody asks for, as Discord does', async () => {
  const localized = { name_localizations: { de: 'frage' } };
  const options = [option({ required: true }), option({ name: 'b', required: false, autocomplete: false })];
  await put(command({ ...localized, options }));
  const path = Routes.applicationCommands(client.application.id);
  const get = (query: string) => client.rest.get(path, { query: new URLSearchParams(query) });
  expect(await get('')).toEqual([expect.not.objectContaining({ name_localizations: expect.anything() })]);
  const [full] = (await get('with_localizations=true')) as [{ options: object[] }];
  expect(full).toMatchObject({
    ...{ type: 1, ...localized, description_localizations: null, default_member_permissions: null },
    ...{ nsfw: false, contexts: null, integration_types: [0], dm_permission: true },
  });
  expect(full.options[0]).toHaveProperty('required', true);
  expect(full.options[1]).not.toHaveProperty('required');
  expect(full.options[1]).not.toHaveProperty('autocomplete');
});

it('adds, replaces and deletes single commands, global and of a guild', async () => {
  const added = await client.application.commands.create(command());
  const replaced = await client.application.commands.create(command({ description: 'Other' }));
  expect(replaced.id).toBe(added.id);
  await client.application.commands.create(command({ name: 'local' }), stage.guild);
  expect(stage.loopback.commands(stage.guild).map(({ name }) => name)).toEqual(['local']);
  await client.application.commands.delete(added.id);
  expect(stage.loopback.commands()).toEqual([]);
  expect(await codeOf(client.application.commands.delete(added.id))).toBe(10_063);
});

it.each<[string, object, string[]]>([
  ['a name in capitals', { name: 'Ask' }, ['0.name APPLICATION_COMMAND_INVALID_NAME']],
  ['a name with a space', { name: 'ask me' }, ['0.name APPLICATION_COMMAND_INVALID_NAME']],
  [
    'a name over 32 characters',
    { name: 'n'.repeat(33) },
    ['0.name BASE_TYPE_BAD_LENGTH', '0.name APPLICATION_COMMAND_INVALID_NAME'],
  ],
  [
    'a description over 100 characters',
    { description: 'd'.repeat(101) },
    ['0.description BASE_TYPE_BAD_LENGTH'],
  ],
  ['no description', { description: '' }, ['0.description BASE_TYPE_REQUIRED']],
  [
    'a translation over its limit',
    { description_localizations: { de: 'd'.repeat(101) } },
    ['0.description_localizations.de BASE_TYPE_BAD_LENGTH'],
  ],
  [
    '26 options',
    { options: Array.from({ length: 26 }, (_, i) => option({ name: `o${i}` })) },
    ['0.options BASE_TYPE_BAD_LENGTH'],
  ],
  [
    'two options of one name',
    { options: [option(), option()] },
    ['0.options.1.name APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS'],
  ],
  [
    'a required option after an optional one',
    { options: [option(), option({ name: 'b', required: true })] },
    ['0.options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID'],
  ],
  [
    'autocomplete beside choices',
    { options: [option({ autocomplete: true, choices: [{ name: 'x', value: 'x' }] })] },
    ['0.options.0.autocomplete APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_INVALID'],
  ],
  [
    'a choice over 100 characters',
    { options: [option({ choices: [{ name: 'x'.repeat(101), value: 'x' }] })] },
    ['0.options.0.choices.0.name BASE_TYPE_BAD_LENGTH'],
  ],
  [
    'subcommands beside options',
    { options: [option(), option({ type: 1, name: 'sub' })] },
    ['0.options APPLICATION_COMMAND_OPTIONS_TYPE_INVALID'],
  ],
])('refuses %s', async (_, own, faults) => {
  expect(await faultsOf(put(command(own)))).toEqual(faults);
});

it('refuses two commands of one name, and more than 100', async () => {
  expect(await faultsOf(put(command(), command()))).toEqual(['1 APPLICATION_COMMANDS_DUPLICATE_NAME']);
  const many = Array.from({ length: 101 }, (_, index) => command({ name: `c${index}` }));
  expect(await codeOf(put(...many))).toBe(30_032);
});

it('runs subcommands with typed options, for members who may', async () => {
  const { loopback, channel, guild, user } = stage;
  const options = [
    option({
      type: 1,
      name: 'set',
      options: [option({ type: 7, name: 'where', required: true }), option({ type: 4, name: 'count' })],
    }),
  ];
  await put(command({ name: 'admin', default_member_permissions: '32', options }));
  const use = { channel, name: 'admin', subcommand: 'set', options: { where: channel, count: 3 } };
  expect(() => loopback.runCommand({ ...use, user })).toThrow('may not use admin');
  const admin = loopback.addMember({ guild, name: 'Eve', permissions: 32n }).id;
  expect(() => loopback.runCommand({ ...use, user: admin, options: {} })).toThrow('needs its option where');
  stage.answer(client, async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    const where = interaction.options.getChannel('where', true);
    const count = interaction.options.getInteger('count');
    await interaction.reply(`${interaction.options.getSubcommand()} ${where.name} ${count}`);
  });
  const { message } = await loopback.runCommand({ ...use, user: admin }).reply();
  expect(message.content).toBe('set general 3');
  expect(message.interaction_metadata).toMatchObject({ name: 'admin set' });
});
