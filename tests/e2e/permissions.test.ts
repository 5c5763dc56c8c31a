import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../src/commands/command.ts';
import { buttonId, createStage, type Stage, seen } from './stage.ts';

const MANAGE_SERVER = 32n;
const REFUSED = '/rule is for members who may manage the server.';

let stage: Stage;
let effects: string[];
let boss: string;
beforeEach(async () => {
  stage = await createStage();
  effects = [];
  boss = stage.loopback.addMember({ guild: stage.guild, name: 'Cy', permissions: MANAGE_SERVER }).id;
  await stage.start([ruleCommand()]);
});
afterEach(() => stage.close());

/** `/rule`: for those who manage the server; each step leaves its mark. */
function ruleCommand(): Command {
  const act = async (step: string) => {
    effects.push(step);
    const button = (label: string, press: string) => ({
      label,
      action: { command: 'rule', press, args: [] },
    });
    return {
      blocks: [
        { kind: 'text', text: [`done: ${step}`] } as const,
        { kind: 'buttons', buttons: [button('Confirm', 'confirm'), button('Look', 'look')] } as const,
      ],
    };
  };
  return {
    data: {
      name: 'rule',
      description: 'Rules',
      options: [{ type: 3, name: 'what', description: 'What', autocomplete: true }],
    },
    permission: 'manage-server',
    isPrivate: () => true,
    run: () => act('run'),
    async suggest({ value }) {
      effects.push('suggest');
      return [{ name: value, value }];
    },
    presses: {
      confirm: { answer: 'update', run: () => act('confirm') },
      look: { answer: 'private', isForAll: true, run: () => act('look') },
    },
  };
}

/** Sends what Discord's own client would not let the member send. */
function send(type: number, user: string, data: object, more: object = {}) {
  return stage.loopback.sendInteraction({ channel: stage.channel, user, payload: { type, data, ...more } });
}
const COMMAND = { id: '1', name: 'rule', type: 1 };
const TYPING = { ...COMMAND, options: [{ name: 'what', type: 3, value: 'x', focused: true }] };
const run = (user: string) => send(2, user, COMMAND);
const suggest = (user: string) => send(4, user, TYPING);
/** The member's message with the button is the one that the run of somebody who may left. */
async function press(user: string, label = 'Confirm') {
  const { message } = await run(boss).reply((one) => seen(one).includes('done'));
  effects.length = 0;
  return send(3, user, { component_type: 2, custom_id: buttonId(message, label) }, { message });
}
const rule = (id: string, permission: boolean, type: 1 | 2 | 3 = 2) => ({ id, type, permission });
const setRules = (...rules: ReturnType<typeof rule>[]) =>
  stage.loopback.setCommandRules({ guild: stage.guild, command: 'rule', rules });

describe('a command that needs Manage Server', () => {
  it('runs, suggests and takes presses for those who have it', async () => {
    expect(seen((await run(boss).reply()).message)).toContain('done: run');
    expect(await suggest(boss).choices()).toEqual([{ name: 'x', value: 'x' }]);
    const pressed = await press(boss);
    await pressed.reply((one) => seen(one).includes('done: confirm'));
  });

  it('does nothing for others, whatever Discord lets through', async () => {
    expect(seen((await run(stage.ada).reply()).message)).toBe(REFUSED);
    expect(await suggest(stage.ada).choices()).toEqual([]);
    expect(effects).toEqual([]);
    const pressed = await press(stage.ada);
    expect(seen((await pressed.reply()).message)).toBe(REFUSED);
    expect(effects).toEqual([]);
  });

  it('no longer does what is confirmed after the right was lost', async () => {
    const { message } = await stage.loopback
      .runCommand({ channel: stage.channel, user: boss, name: 'rule' })
      .reply();
    effects.length = 0;
    stage.loopback.setMemberPermissions({ guild: stage.guild, user: boss, permissions: 0n });
    const pressed = stage.loopback.press({
      message: message.id,
      customId: buttonId(message, 'Confirm'),
      user: boss,
    });
    expect(seen((await pressed.reply((one) => seen(one).startsWith('/rule'))).message)).toBe(REFUSED);
    expect(effects).toEqual([]);
  });

  it('leaves those of its buttons to all that are declared for all', async () => {
    const pressed = await press(stage.ada, 'Look');
    await pressed.reply((one) => seen(one).includes('done: look'));
  });

  it('does nothing in a direct message, nor where Discord does not say what the member may', async () => {
    const direct = {
      guild_id: undefined,
      guild: undefined,
      member: undefined,
      user: { id: boss },
      context: 1,
    };
    const elsewhere = send(2, boss, COMMAND, direct);
    expect(seen((await elsewhere.reply()).message)).toBe('/rule belongs to a server: use it there.');
    expect(await send(4, boss, TYPING, direct).choices()).toEqual([]);
    const unsaid = send(2, boss, COMMAND, { member: { user: { id: boss }, roles: [] } });
    expect(seen((await unsaid.reply()).message)).toBe('/rule belongs to a server: use it there.');
    expect(effects).toEqual([]);
  });

  it('is open to whom the admins gave it in Discord’s settings, at each step', async () => {
    setRules(rule(stage.ada, true));
    const { message } = await stage.loopback
      .runCommand({ channel: stage.channel, user: stage.ada, name: 'rule' })
      .reply();
    expect(seen(message)).toContain('done: run');
    expect(await suggest(stage.ada).choices()).toHaveLength(1);
    const pressed = await press(stage.ada);
    await pressed.reply((one) => seen(one).includes('done: confirm'));
    setRules();
    const later = await press(stage.ada);
    expect(seen((await later.reply()).message)).toBe(REFUSED);
  });

  it('is closed to whom the admins took it from, though they may manage the server', async () => {
    const pressed = press(boss);
    await (await pressed).reply((one) => seen(one).includes('done: confirm'));
    effects.length = 0;
    setRules(rule(boss, false));
    expect(seen((await run(boss).reply()).message)).toBe(REFUSED);
    setRules(rule(stage.channel, false, 3));
    expect(seen((await run(boss).reply()).message)).toBe(REFUSED);
    expect(effects).toEqual([]);
  });

  it('does nothing while nobody can say what the admins set, and says so', async () => {
    const fault = stage.loopback.fault({
      path: '/commands/permissions',
      times: Number.POSITIVE_INFINITY,
      action: { kind: 'respond', status: 403, body: { message: 'Missing Access', code: 50001 } },
    });
    expect(seen((await run(boss).reply()).message)).toBe(
      'Discord does not say who may do this. Try again in a moment.',
    );
    expect(await suggest(boss).choices()).toEqual([]);
    expect(effects).toEqual([]);
    fault.remove();
    expect(seen((await run(boss).reply()).message)).toContain('done: run');
  });
});
