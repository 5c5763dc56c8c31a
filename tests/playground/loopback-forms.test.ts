import type { APIModalInteractionResponseCallbackData, Client, Interaction } from 'discord.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createStage, faultsOf, type Stage } from './loopback-bot.ts';

let stage: Stage;
let client: Client<true>;

beforeEach(async () => {
  stage = await createStage();
  client = await stage.connect();
  await client.application.commands.set([{ name: 'ask', description: 'Asks' }]);
});
afterEach(() => stage.close());

const field = (more: object = {}) => ({ type: 4, custom_id: 'text', style: 1, ...more });
const label = (more: object = {}, component: object = field()) => ({
  ...{ type: 18, label: 'Text', component },
  ...more,
});
const form = (components: readonly object[], more: object = {}) =>
  ({
    custom_id: 'x',
    title: 'Title',
    components,
    ...more,
  }) as unknown as APIModalInteractionResponseCallbackData;

/** Runs /ask, which the bot answers with this form; what Discord has against it. */
async function show(modal: APIModalInteractionResponseCallbackData) {
  const asked = stage.loopback.runCommand({ channel: stage.channel, user: stage.user, name: 'ask' });
  const interaction = await nextInteraction();
  const faults = interaction.isChatInputCommand() ? await faultsOf(interaction.showModal(modal)) : [];
  return { asked, faults };
}

function nextInteraction(): Promise<Interaction> {
  return new Promise((resolve) => {
    client.once('interactionCreate', resolve);
  });
}

it('carries a form to the member and what they fill in back to the bot', async () => {
  const { asked, faults } = await show(
    form([label(), label({}, field({ custom_id: 'more', required: false }))]),
  );
  expect(faults).toEqual([]);
  expect(await asked.modal()).toMatchObject({ title: 'Title' });
  const filled = stage.loopback.submit({ interaction: asked.id, user: stage.user, values: { text: 'a' } });
  const submission = await nextInteraction();
  if (!submission.isModalSubmit()) throw new Error('no form');
  expect(['text', 'more'].map((name) => submission.fields.getTextInputValue(name))).toEqual(['a', '']);
  await submission.reply('taken');
  expect((await filled.reply()).message.content).toBe('taken');
});

it.each([
  [form([]), 'data.components BASE_TYPE_BAD_LENGTH'],
  [form([label()], { title: 'x'.repeat(46) }), 'data.title BASE_TYPE_BAD_LENGTH'],
  [form([label()], { custom_id: 'x'.repeat(101) }), 'data.custom_id BASE_TYPE_BAD_LENGTH'],
  [form(Array.from({ length: 6 }, () => label())), 'data.components BASE_TYPE_BAD_LENGTH'],
  [form([label({ label: 'x'.repeat(46) })]), 'data.components.0.label BASE_TYPE_BAD_LENGTH'],
  [form([label({ description: 'x'.repeat(101) })]), 'data.components.0.description BASE_TYPE_MAX_LENGTH'],
  [form([label({}, field({ max_length: 4001 }))]), 'data.components.0.component.max_length NUMBER_TYPE_MAX'],
  [form([label(), label()]), 'data.components.1.component.custom_id COMPONENT_CUSTOM_ID_DUPLICATED'],
  [form([{ type: 10, content: 'x' }]), 'data.components.0.type BASE_TYPE_CHOICES'],
])('refuses a form as Discord does %#', async (modal, fault) => {
  const { faults } = await show(modal);
  expect(faults).toContain(fault);
});

it('lets a member send only what the form takes, and only from a form of their own', async () => {
  const { asked } = await show(form([label({}, field({ max_length: 3 }))]));
  await asked.modal();
  const submit = (values: Record<string, string>, user = stage.user) =>
    stage.loopback.submit({ interaction: asked.id, user, values });
  expect(() => submit({})).toThrow('needs its field text');
  expect(() => submit({ text: 'long' })).toThrow('too long');
  expect(() => submit({ text: 'a', other: 'b' })).toThrow('no field other');
  const other = stage.loopback.addMember({ guild: stage.guild, name: 'Ben' }).id;
  expect(() => submit({ text: 'a' }, other)).toThrow('has no form');
});
