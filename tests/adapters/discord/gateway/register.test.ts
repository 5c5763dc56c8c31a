import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { areRegistered } from '../../../../src/adapters/discord/gateway/register.ts';
import { createStage, type Stage } from '../../../e2e/stage.ts';
import { echoCommand } from '../../../fixtures/test-commands.ts';

type Declaration = RESTPostAPIChatInputApplicationCommandsJSONBody;

const DECLARED: Declaration[] = [
  {
    name: 'headline',
    description: 'Posts headlines',
    default_member_permissions: '32',
    contexts: [0, 1],
    options: [
      {
        type: 1,
        name: 'schedule',
        description: 'Makes a schedule',
        options: [
          { type: 7, name: 'channel', description: 'Where', required: true, channel_types: [0, 5] },
          {
            type: 3,
            name: 'post',
            description: 'What',
            choices: [
              { name: 'Latest', value: 'latest' },
              { name: 'Digest', value: 'digest' },
            ],
          },
          { type: 4, name: 'every', description: 'How often', min_value: 0, max_value: 9 },
          {
            type: 3,
            name: 'timezone',
            description: 'Zone',
            autocomplete: true,
            name_localizations: { de: 'zeitzone' },
          },
        ],
      },
      { type: 1, name: 'list', description: 'Lists them' },
    ],
  },
  { name: 'stories', description: 'Lists stories', options: [], nsfw: false },
];

/** As Discord gives them back: ids, versions, defaults filled in, another order. */
const REGISTERED: Record<string, unknown>[] = [
  {
    ...{ id: '2', application_id: '9', version: '5', type: 1, name: 'stories', description: 'Lists stories' },
    ...{ name_localizations: null, description_localizations: null, default_member_permissions: null },
    ...{ dm_permission: true, contexts: null, integration_types: [0], nsfw: false },
  },
  {
    ...{
      id: '1',
      application_id: '9',
      version: '4',
      type: 1,
      name: 'headline',
      description: 'Posts headlines',
    },
    ...{ name_localizations: null, description_localizations: null, default_member_permissions: '32' },
    ...{ dm_permission: true, contexts: [1, 0], integration_types: [0, 1], nsfw: false },
    options: [
      {
        type: 1,
        name: 'schedule',
        name_localizations: null,
        description: 'Makes a schedule',
        options: [
          { channel_types: [5, 0], type: 7, name: 'channel', description: 'Where', required: true },
          {
            type: 3,
            name: 'post',
            description: 'What',
            required: false,
            choices: [
              { name: 'Latest', name_localizations: null, value: 'latest' },
              { name: 'Digest', value: 'digest' },
            ],
          },
          { type: 4, name: 'every', description: 'How often', min_value: 0, max_value: 9 },
          {
            type: 3,
            name: 'timezone',
            name_localized: 'timezone',
            description: 'Zone',
            autocomplete: true,
            name_localizations: { de: 'zeitzone' },
          },
        ],
      },
      { type: 1, name: 'list', description: 'Lists them', options: [] },
    ],
  },
];

const OPTIONS = REGISTERED.flatMap(({ options }) => (Array.isArray(options) ? options : []));

/** The registered commands with `value` at `path` below the command named headline; without it where `undefined`. */
function changed(path: readonly (string | number)[], value: unknown): Record<string, unknown>[] {
  return REGISTERED.map((command) =>
    command.name === 'headline' ? (setIn(command, path, value) as Record<string, unknown>) : command,
  );
}

function setIn(target: unknown, [step, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (step === undefined) return value;
  const entries = Object.entries(target ?? {}).map(([key, one]) => [
    key,
    key === String(step) ? setIn(one, rest, value) : one,
  ]);
  return Array.isArray(target) ? entries.map(([, one]) => one) : Object.fromEntries(entries);
}

describe('commands as Discord has them', () => {
  it('are the declared ones, whatever Discord adds, fills in or reorders', () => {
    expect(areRegistered(DECLARED, REGISTERED)).toBe(true);
    expect(areRegistered([], [])).toBe(true);
  });

  it.each<[string, (string | number)[], unknown]>([
    ['a description', ['description'], 'Other'],
    ['a permission', ['default_member_permissions'], null],
    ['a context', ['contexts'], null],
    ['nsfw', ['nsfw'], true],
    ['a localization', ['name_localizations'], { de: 'x' }],
    ['the order of options', ['options'], OPTIONS.toReversed()],
    ['the number of options', ['options'], OPTIONS.slice(1)],
    ['a nested requirement', ['options', 0, 'options', 0, 'required'], false],
    ['a nested channel type', ['options', 0, 'options', 0, 'channel_types'], [0]],
    ['a nested choice', ['options', 0, 'options', 1, 'choices'], []],
    ['a nested limit', ['options', 0, 'options', 2, 'min_value'], undefined],
    ['the name', ['name'], 'other'],
    ['the type', ['type'], 2],
  ])('are others when %s differs', (_what, path, value) => {
    expect(areRegistered(DECLARED, changed(path, value))).toBe(false);
  });

  it('are others when there is one more or one fewer', () => {
    expect(areRegistered(DECLARED, REGISTERED.slice(1))).toBe(false);
    expect(areRegistered(DECLARED.slice(1), REGISTERED)).toBe(false);
  });

  it('are compared by how they may be installed only where that is declared', () => {
    const [headline, ...rest] = DECLARED;
    expect(
      areRegistered([{ ...(headline as Declaration), integration_types: [1, 0] }, ...rest], REGISTERED),
    ).toBe(true);
    expect(
      areRegistered([{ ...(headline as Declaration), integration_types: [0] }, ...rest], REGISTERED),
    ).toBe(false);
  });
});

describe('at its start the bot', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await createStage();
  });
  afterEach(() => stage.close());
  const registrations = () => stage.loopback.requests.filter(({ method }) => method === 'PUT').length;
  const declare = (...data: Declaration[]) => data.map((one) => ({ ...echoCommand, data: one }));

  it('registers its commands only when they have changed', async () => {
    await stage.start(declare(...DECLARED));
    expect(registrations()).toBe(1);
    await stage.stop();
    await stage.start(declare(...DECLARED.toReversed()));
    expect(registrations()).toBe(1);
    await stage.stop();
    await stage.start(declare(...DECLARED.slice(1)));
    expect(registrations()).toBe(2);
    expect(stage.loopback.commands().map(({ name }) => name)).toEqual(['stories']);
  });

  it('serves the commands that Discord has when it cannot register', async () => {
    await stage.start([echoCommand]);
    await stage.stop();
    stage.loopback.fault({
      method: 'PUT',
      times: Number.POSITIVE_INFINITY,
      action: { kind: 'respond', status: 500 },
    });
    await stage.start([...declare(...DECLARED), echoCommand]);
    const echo = stage.loopback.runCommand({
      channel: stage.channel,
      user: stage.ada,
      name: 'echo',
      options: { text: 'x' },
    });
    await echo.reply();
    expect(stage.log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });
});
