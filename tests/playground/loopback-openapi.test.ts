import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { MessageFlags, Routes } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestRecord } from '../../src/playground/loopback/loopback.ts';
import { createStage, fetchChannel, type Stage } from './loopback-bot.ts';

const SPEC = new URL('../../../shared/specs/discord-openapi.json', import.meta.url);
const isMissing = !existsSync(SPEC);

describe.skipIf(isMissing)('answers (skipped where ../shared/specs/discord-openapi.json is missing)', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage();
    await useEverything(stage);
  });
  afterAll(() => stage.close());

  it('have the shapes of Discord’s OpenAPI document, routes and all', () => {
    const validate = createValidator();
    const answered = stage.loopback.requests.filter(
      ({ status, answer }) => status < 300 && answer !== undefined,
    );
    expect(new Set(answered.map(({ route }) => route)).size).toBeGreaterThan(12);
    expect([...new Set(answered.flatMap(validate))]).toEqual([]);
  });
});

/** One request, at least, of each route that answers with a body. */
async function useEverything({ loopback, channel, guild, user, connect, answer }: Stage): Promise<void> {
  const client = await connect();
  const { rest, application } = client;
  const options = [{ type: 3, name: 'story', description: 'Which', required: true, autocomplete: true }];
  await application.commands.set([{ name: 'ask', description: 'Asks', options }]);
  await rest.get(Routes.applicationCommands(application.id));
  await rest.put(Routes.applicationGuildCommands(application.id, guild), {
    body: [{ name: 'local', description: 'Here' }],
  });
  for (const path of [
    '/users/@me',
    '/applications/@me',
    '/oauth2/applications/@me',
    `/users/${user}`,
  ] as const) {
    await rest.get(path);
  }
  for (const path of ['', '/channels', '/roles', `/members/${user}`])
    await rest.get(`/guilds/${guild}${path}`);
  const sent = await (await fetchChannel(client, channel)).send({ content: `<@${user}>`, nonce: '1' });
  await sent.edit({ embeds: [{ title: 'A', description: 'B' }] });
  await rest.get(`/channels/${channel}/messages`);
  await rest.get(`/channels/${channel}`);
  const forum = loopback.addForum({ guild, name: 'stories', tags: ['News'] }).id;
  await rest.get(`/channels/${forum}`);
  const body = { name: 'A thread', message: { content: 'first' } };
  const thread = (await rest.post(`/channels/${forum}/threads`, { body })) as { id: string };
  await rest.get(`/guilds/${guild}/threads/active`);
  await rest.patch(`/channels/${thread.id}`, { body: { archived: true } });
  await rest.get(`/channels/${forum}/threads/archived/public`);
  answer(client, async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.deferReply({ withResponse: true });
    await interaction.editReply({ flags: MessageFlags.IsComponentsV2, components: COMPONENTS });
    await interaction.followUp('more');
    await interaction.fetchReply();
  });
  const asked = loopback.runCommand({ channel, user, name: 'ask', options: { story: 'x' } });
  await asked.reply(({ content }) => content === 'more');
}

const BUTTON = { type: 2, style: 1, label: 'Go', custom_id: 'a' } as const;
const TEXT = { type: 10, content: 'words' } as const;
const COMPONENTS = [
  {
    type: 17,
    components: [
      { type: 9, components: [TEXT], accessory: { ...BUTTON, custom_id: 'b' } },
      { type: 14 },
      TEXT,
      { type: 1, components: [BUTTON] },
    ],
  },
] as const;

/** Gives a function that names what is wrong with an answer. */
function createValidator(): (record: RequestRecord) => string[] {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false });
  ajv.addSchema(JSON.parse(readFileSync(SPEC, 'utf8')), 'discord');
  return ({ method, route = '', status, answer }) => {
    const steps = ['paths', route, method.toLowerCase(), 'responses', String(status)];
    const pointer = [...steps, 'content', 'application/json', 'schema'].map((step) =>
      encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')),
    );
    const validate = ajv.compile({ $ref: `discord#/${pointer.join('/')}` });
    // What is recorded is the object that was answered, before it became JSON.
    if (validate(JSON.parse(JSON.stringify(answer)))) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message }) => `${method} ${route} ${instancePath}: ${message}`,
    );
  };
}
