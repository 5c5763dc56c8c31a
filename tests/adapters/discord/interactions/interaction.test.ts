import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readHandle, readInteraction } from '../../../../src/adapters/discord/interactions/interaction.ts';

const COMMAND = {
  ...{
    id: '1',
    application_id: '2',
    token: 'abc',
    type: 2,
    guild_id: '3',
    channel_id: '4',
    member: { user: { id: '5' } },
  },
  data: {
    name: 'headline',
    options: [
      {
        type: 1,
        name: 'schedule',
        options: [
          { type: 3, name: 'at', value: '09:00' },
          { type: 5, name: 'x', value: false },
        ],
      },
    ],
  },
};

it('reads a command with its subcommand and typed options', () => {
  expect(readInteraction(COMMAND)).toEqual({
    kind: 'command',
    caller: { user: '5', guild: '3', channel: '4', roles: [], visibleChannels: [] },
    name: 'headline',
    subcommand: 'schedule',
    options: { at: '09:00', x: false },
  });
  const { guild_id: _, member, ...direct } = COMMAND;
  const group = { name: 'a', options: [{ type: 2, name: 'b', options: [{ type: 1, name: 'c' }] }] };
  expect(readInteraction({ ...direct, user: member.user, data: group })).toEqual({
    kind: 'command',
    caller: { user: '5', channel: '4', visibleChannels: [] },
    name: 'a',
    subcommand: 'b c',
    options: {},
  });
});

it('reads what the member may, and which of the chosen channels they see', () => {
  const see = (permissions: string) => ({ id: '1', type: 0, permissions });
  const data = { name: 'a', resolved: { channels: { 40: see('1024'), 41: see('2048') } } };
  const member = { user: { id: '5' }, roles: ['6', '7'], permissions: '1056' };
  const channel = { id: '4', type: 11, parent_id: '8' };
  expect(readInteraction({ ...COMMAND, data, member, channel })).toMatchObject({
    caller: { roles: ['6', '7'], visibleChannels: ['40'] },
    member: { application: '2', user: '5', guild: '3', channel: '8', roles: ['6', '7'], permissions: 1056n },
  });
  const forged = { ...data, resolved: { channels: { NaN: see('1024'), '../40': see('1024') } } };
  expect(readInteraction({ ...COMMAND, data: forged, member, channel })).toMatchObject({
    kind: 'command',
    caller: { visibleChannels: [] },
  });
  for (const permissions of [undefined, null, '', '-1', '0x20', 32, '9'.repeat(60)]) {
    const { member: read, ...rest } = {
      member: undefined,
      ...readInteraction({ ...COMMAND, member: { ...member, permissions } }),
    };
    expect([rest.kind, read]).toEqual(['command', undefined]);
  }
});

it('reads what is typed into an option', () => {
  const data = { name: 'quote', options: [{ type: 3, name: 'speaker', value: 'Va', focused: true }] };
  expect(readInteraction({ ...COMMAND, type: 4, data })).toMatchObject({
    kind: 'suggest',
    focused: { name: 'speaker', value: 'Va' },
  });
});

it('reads a press, and whose message it was on', () => {
  const press = (message: object) =>
    readInteraction({ ...COMMAND, type: 3, data: { custom_id: 'p1|a|b', component_type: 2 }, message });
  expect(press({ flags: 0, interaction_metadata: { user: { id: '5' } } })).toMatchObject({
    message: { own: true, isPrivate: false },
  });
  expect(press({ interaction_metadata: { user: { id: '6' } } })).toMatchObject({ message: { own: false } });
  expect(press({})).toMatchObject({ message: { own: false } });
  expect(press({ flags: 64 })).toMatchObject({ message: { own: true, isPrivate: true } });
});

it('never throws, and never mistakes what is malformed for something else', () => {
  const keys = [
    'id',
    'application_id',
    'token',
    'type',
    'guild_id',
    'channel_id',
    'member',
    'user',
    'data',
    'message',
  ];
  const value = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(1, 2, 3, 4, 5, '5', {}, { user: { id: 'x' } }, { options: [{}] }, null),
  );
  fc.assert(
    fc.property(fc.constantFrom(2, 3, 4), fc.constantFrom(...keys), value, (type, key, other) => {
      const { kind } = readInteraction({ ...COMMAND, type, [key]: other });
      expect(['command', 'suggest', 'press', 'unknown']).toContain(kind);
      readHandle({ ...COMMAND, [key]: other });
    }),
    { numRuns: 500 },
  );
  fc.assert(
    fc.property(fc.anything(), (data) => {
      expect(readInteraction(data).kind).toBe('unknown');
    }),
  );
  expect(readHandle({ ...COMMAND, token: '../../users/@me' })).toBeUndefined();
  expect(readHandle(null)).toBeUndefined();
});
