import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../src/commands/command.ts';
import type { FormValues } from '../../src/commands/form.ts';
import { buttonId, createStage, type Stage, seen } from './stage.ts';

const MANAGE_SERVER = 32n;

let stage: Stage;
let boss: string;
let taken: FormValues[];

/** `/note`: asks for a form unless it is given a text; for those who manage the server. */
function noteCommand(): Command {
  const fields = [{ name: 'text', label: 'Text', longest: 10, isRequired: true }];
  const reply = (text: string) => ({ blocks: [{ kind: 'text', text: [text] } as const] });
  return {
    data: {
      name: 'note',
      description: 'Notes',
      options: [{ type: 3, name: 'text', description: 'What' }],
    },
    permission: 'manage-server',
    isPrivate: () => true,
    run: async ({ options }) => reply(`noted: ${options.text}`),
    form: ({ options }) =>
      options.text === undefined ? { title: 'Note', name: 'write', fields } : undefined,
    forms: {
      write: {
        async run(values) {
          taken.push(values);
          return reply(`noted: ${values.text}`);
        },
      },
    },
  };
}

beforeEach(async () => {
  stage = await createStage();
  boss = stage.loopback.addMember({ guild: stage.guild, name: 'Cy', permissions: MANAGE_SERVER }).id;
  taken = [];
  await stage.start([noteCommand()]);
});
afterEach(() => stage.close());

const ask = (user: string) =>
  stage.loopback.sendInteraction({
    channel: stage.channel,
    user,
    payload: { type: 2, data: { id: '1', name: 'note', type: 1 } },
  });
/** What anybody could have Discord send, whatever form was shown to them. */
const forge = (user: string, customId: string, text = 'x') =>
  stage.loopback.sendInteraction({
    channel: stage.channel,
    user,
    payload: {
      type: 5,
      data: {
        custom_id: customId,
        components: [{ type: 18, id: 1, component: { type: 4, id: 2, custom_id: 'text', value: text } }],
      },
    },
  });

describe('a form', () => {
  it('is shown at once, and its answer only to who filled it in', async () => {
    const asked = ask(boss);
    expect(await asked.outcome).toMatchObject({ kind: 'acknowledged', type: 9 });
    const filled = stage.loopback.submit({ interaction: asked.id, user: boss, values: { text: 'Hello' } });
    const { message, visibleTo } = await filled.reply();
    expect([seen(message), visibleTo, taken]).toEqual(['noted: Hello', boss, [{ text: 'Hello' }]]);
  });

  it('is not asked for where the options say all', async () => {
    const options = { text: 'quick' };
    const said = stage.loopback.runCommand({ channel: stage.channel, user: boss, name: 'note', options });
    expect(seen((await said.reply()).message)).toBe('noted: quick');
  });

  it('is shown to nobody who may not use its command', async () => {
    const { message, visibleTo } = await ask(stage.ben).reply();
    expect([seen(message), visibleTo]).toEqual([
      '/note is for members who may manage the server.',
      stage.ben,
    ]);
  });

  it('counts for nothing from somebody who may not use its command, or not any more', async () => {
    expect(seen((await forge(stage.ben, 'p1|note|write').reply()).message)).toContain(
      'may manage the server',
    );
    const asked = ask(boss);
    await asked.modal();
    stage.loopback.setMemberPermissions({ guild: stage.guild, user: boss, permissions: 0n });
    const filled = stage.loopback.submit({ interaction: asked.id, user: boss, values: { text: 'Hello' } });
    expect(seen((await filled.reply()).message)).toContain('may manage the server');
    expect(taken).toEqual([]);
  });

  it.each(['p1|note|gone', 'p1|note|toString', 'p1|nothing|write', 'x', ''])(
    'named %j, which the bot has not shown, is answered with a line',
    async (customId) => {
      expect(seen((await forge(boss, customId).reply()).message)).toContain('This form has expired');
    },
  );

  it('whose acknowledgement was lost is never looked up: Discord keeps no message of it', async () => {
    stage.loopback.fault({
      ...{ path: '/callback', times: Number.POSITIVE_INFINITY },
      action: { kind: 'hang', when: 'after' },
    });
    const asked = ask(boss);
    await asked.modal();
    await expect
      .poll(() => stage.log.lines.map(({ message }) => message), { timeout: 5000 })
      .toContainEqual(expect.stringContaining('could not be answered in time'));
    expect(stage.loopback.requests.filter(({ path }) => path.includes('/webhooks/'))).toEqual([]);
    // The member has it open all the same, and can send it.
    stage.loopback.clearFaults();
    const filled = stage.loopback.submit({ interaction: asked.id, user: boss, values: { text: 'Hello' } });
    expect(seen((await filled.reply()).message)).toBe('noted: Hello');
  });

  it('is not waited for while Discord does not say who may use it', async () => {
    stage.loopback.fault({ path: '/permissions', action: { kind: 'hang' } });
    expect(seen((await ask(boss).reply()).message)).toContain('Discord does not say who may do this');
  });

  it('is not waited for while the store does not say what stands in it', async () => {
    await stage.stop();
    const args = ['A text that is too long for the name of a button. '.repeat(4)];
    const action = { command: 'note', press: 'again', args };
    const button = { label: 'Again', style: 'primary', action } as const;
    const command: Command = {
      ...noteCommand(),
      run: async () => ({ blocks: [{ kind: 'buttons', buttons: [button] }] }),
      formPresses: { again: () => ({ title: 'Note', name: 'write', fields: [] }) },
    };
    await stage.start(async ({ cache }) => {
      cache.get = () => new Promise(() => {});
      return [command];
    });
    const options = { text: 'quick' };
    const said = stage.loopback.runCommand({ channel: stage.channel, user: boss, name: 'note', options });
    const { message } = await said.reply();
    const pressed = stage.loopback.press({
      ...{ message: message.id, user: boss },
      customId: buttonId(message, 'Again'),
    });
    expect(seen((await pressed.reply()).message)).toContain('What is stored cannot be read');
  });
});
