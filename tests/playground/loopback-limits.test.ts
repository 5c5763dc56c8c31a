import { type Client, MessageFlags } from 'discord.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeOf, createStage, faultsOf, type Stage } from './loopback-bot.ts';

const V2 = MessageFlags.IsComponentsV2;

let stage: Stage;
let client: Client<true>;
beforeAll(async () => {
  stage = await createStage();
  client = await stage.connect();
});
afterAll(() => stage.close());

function post(body: object): Promise<unknown> {
  return client.rest.post(`/channels/${stage.channel}/messages`, { body });
}

/** Faults of a message of these components, with the flag. */
function faultsOfV2(...components: object[]): Promise<string[]> {
  return faultsOf(post({ flags: V2, components }));
}

const text = (content: string) => ({ type: 10, content });
const button = (own: object = {}) => ({ type: 2, style: 2, label: 'Go', custom_id: 'go', ...own });
const row = (...components: object[]) => ({ type: 1, components });
const container = (...components: object[]) => ({ type: 17, components });
const section = (accessory: object | undefined, ...components: object[]) => ({
  type: 9,
  accessory,
  components,
});
const repeat = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

it('takes messages at each limit', async () => {
  expect(await faultsOf(post({ content: 'x'.repeat(2000), nonce: 'n'.repeat(25) }))).toEqual([]);
  expect(await faultsOf(post({ content: '😀'.repeat(2000) }))).toEqual([]);
  expect(await faultsOfV2(...repeat(40, () => text('x'.repeat(100))))).toEqual([]);
  const full = row(
    ...repeat(5, (index) => button({ custom_id: `${index}`.padEnd(100, '.'), label: 'l'.repeat(80) })),
  );
  expect(await faultsOfV2(container(text('x'), full))).toEqual([]);
  expect(await faultsOfV2(section(button(), text('1'), text('2'), text('3')))).toEqual([]);
});

it.each<[string, object, string[]]>([
  ['content over 2000 characters', { content: 'x'.repeat(2001) }, ['content BASE_TYPE_MAX_LENGTH']],
  ['a nonce over 25 characters', { content: 'x', nonce: 'n'.repeat(26) }, ['nonce NONCE_TYPE_TOO_LONG']],
  ['content that is no text', { content: { a: 1 } }, ['content STRING_TYPE_CONVERT']],
  [
    'embeds over their limits',
    { embeds: [{ title: 't'.repeat(257), fields: [{ name: '', value: 'v' }] }] },
    ['embeds.0.title BASE_TYPE_MAX_LENGTH', 'embeds.0.fields.0.name BASE_TYPE_REQUIRED'],
  ],
  [
    'embeds of more than 6000 characters together',
    { embeds: [{ description: 'd'.repeat(4000) }, { description: 'd'.repeat(2001) }] },
    ['embeds MAX_EMBED_SIZE_EXCEEDED'],
  ],
  [
    'a text display without the flag',
    { content: 'x', components: [text('y')] },
    ['components.0.type BASE_TYPE_CHOICES'],
  ],
  [
    'content, embeds, polls and stickers beside the flag',
    {
      flags: V2,
      content: 'x',
      embeds: [{ title: 't' }],
      poll: {},
      sticker_ids: ['1'],
      components: [text('y')],
    },
    ['content', 'embeds', 'poll', 'sticker_ids'].map(
      (field) => `${field} MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2`,
    ),
  ],
])('refuses %s', async (_, body, faults) => {
  expect(await faultsOf(post(body))).toEqual(faults);
});

it.each<[string, object[], string[]]>([
  [
    'more than 40 components, nested ones counted',
    [container(...repeat(20, () => text('x'))), container(...repeat(19, () => text('x')))],
    ['components COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED'],
  ],
  [
    'more than 4000 characters over all text displays',
    [text('x'.repeat(2000)), container(section(button(), text('y'.repeat(2001))))],
    ['components COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED'],
  ],
  ['an empty text display', [text('')], ['components.0.content BASE_TYPE_REQUIRED']],
  ['a blank text display', [text(' \n')], ['components.0.content BASE_TYPE_REQUIRED']],
  [
    'a section without accessory, and with four texts',
    [section(undefined, ...repeat(4, () => text('x')))],
    ['components.0.components BASE_TYPE_BAD_LENGTH', 'components.0.accessory BASE_TYPE_REQUIRED'],
  ],
  [
    'six buttons in a row',
    [row(...repeat(6, (i) => button({ custom_id: `${i}` })))],
    ['components.0.components BASE_TYPE_BAD_LENGTH'],
  ],
  ['an empty row', [row()], ['components.0.components BASE_TYPE_BAD_LENGTH']],
  ['an empty container', [container()], ['components.0.components BASE_TYPE_BAD_LENGTH']],
  [
    'a container in a container',
    [container(container(text('x')))],
    ['components.0.components.0.type BASE_TYPE_CHOICES'],
  ],
  ['a bare button', [button()], ['components.0.type BASE_TYPE_CHOICES']],
  [
    'a label over 80 characters',
    [row(button({ label: 'l'.repeat(81) }))],
    ['components.0.components.0.label BASE_TYPE_MAX_LENGTH'],
  ],
  [
    'a button without label and emoji',
    [row(button({ label: '' }))],
    ['components.0.components.0.label BASE_TYPE_REQUIRED'],
  ],
  [
    'an emoji that is none',
    [row(button({ emoji: { name: 'x' } }))],
    ['components.0.components.0.emoji.name BUTTON_COMPONENT_INVALID_EMOJI'],
  ],
  [
    'a custom_id over 100 characters',
    [row(button({ custom_id: 'c'.repeat(101) }))],
    ['components.0.components.0.custom_id BASE_TYPE_BAD_LENGTH'],
  ],
  [
    'a custom_id used twice',
    [row(button()), section(button(), text('x'))],
    ['components.1.accessory.custom_id COMPONENT_CUSTOM_ID_DUPLICATED'],
  ],
  [
    'a link that is none, and one of another scheme',
    [
      row(
        { type: 2, style: 5, label: 'a', url: 'nowhere' },
        { type: 2, style: 5, label: 'b', url: 'ftp://a.example' },
      ),
    ],
    [
      'components.0.components.0.url URL_TYPE_INVALID_URL',
      'components.0.components.1.url URL_TYPE_INVALID_SCHEME',
    ],
  ],
  [
    'an id used twice',
    [
      { ...text('x'), id: 3 },
      { ...text('y'), id: 3 },
    ],
    ['components.1.id COMPONENT_ID_DUPLICATED'],
  ],
])('refuses %s', async (_, components, faults) => {
  expect(await faultsOfV2(...components)).toEqual(faults);
});

it('refuses an empty message with 50006', async () => {
  expect(await codeOf(post({ content: ' \n ' }))).toBe(50_006);
  expect(await codeOf(post({ flags: V2, components: [] }))).toBe(50_006);
});

it('answers 500 for text that Discord cannot store: over 10,170 bytes with 12 for each text', async () => {
  const fitting = [text('字'.repeat(1693)), text('字'.repeat(1689))];
  expect(await codeOf(post({ flags: V2, components: fitting }))).toBe('ok');
  stage.loopback.requests.length = 0;
  expect(await codeOf(post({ flags: V2, components: [...fitting, text('x')] }))).toBe('HTTP 500');
});

it('keeps the components flag of a message for ever', async () => {
  const first = await post({ content: 'old' });
  const second = await post({ flags: V2, components: [text('new')] });
  const edit = (message: unknown, body: object): Promise<unknown> => {
    const id = typeof message === 'object' && message && 'id' in message ? message.id : '';
    return client.rest.patch(`/channels/${stage.channel}/messages/${id}`, { body });
  };
  const upgrade = { flags: V2, components: [text('new')] };
  expect(await faultsOf(edit(first, upgrade))).toEqual([
    'content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
  ]);
  expect(await faultsOf(edit(first, { ...upgrade, content: null }))).toEqual([]);
  expect(await faultsOf(edit(second, { flags: 0, components: [text('x')] }))).toEqual([
    'flags MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG',
  ]);
  expect(await faultsOf(edit(second, { content: 'x' }))).toEqual([
    'content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
  ]);
  expect(await faultsOf(edit(second, { components: [text('x')] }))).toEqual([]);
});
