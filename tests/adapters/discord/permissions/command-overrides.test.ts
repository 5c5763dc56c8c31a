import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import {
  type Member,
  mayUse,
  type Overrides,
} from '../../../../src/adapters/discord/permissions/command-overrides.ts';

const { ManageGuild, Administrator, ViewChannel } = PermissionFlagsBits;
const GUILD = '200';
const ALL_CHANNELS = '199';
const ROLE = 1;
const USER = 2;
const CHANNEL = 3;

const member: Member = {
  application: '1',
  user: '100',
  guild: GUILD,
  channel: '300',
  roles: ['11', '12'],
  permissions: ViewChannel,
};
const admin = { ...member, permissions: ViewChannel | ManageGuild };

/** Rules as "user 100 may", "role 11 may not", "channel 300 may not". */
function rules(...texts: string[]): Overrides['command'] {
  const types: Record<string, 1 | 2 | 3> = { user: USER, role: ROLE, channel: CHANNEL };
  return texts.map((text) => {
    const [type = '', id = '', , not] = text.split(' ');
    return { id, type: types[type] ?? USER, permission: not === undefined };
  });
}

describe('who may use a command that needs Manage Server', () => {
  it.each([
    ['nobody set anything', [], [], true, false],
    ['the member may', ['user 100 may'], [], true, true],
    ['the member may not', ['user 100 may not'], [], false, false],
    ['another member may', ['user 101 may'], [], true, false],
    ['a role may', ['role 11 may'], [], true, true],
    ['a role may not', ['role 11 may not'], [], false, false],
    ['one role may and another may not', ['role 11 may not', 'role 12 may'], [], true, true],
    ['the member may not, though a role may', ['user 100 may not', 'role 11 may'], [], false, false],
    ['everyone may', [`role ${GUILD} may`], [], true, true],
    ['everyone may not', [`role ${GUILD} may not`], [], false, false],
    ['everyone may not, but a role may', [`role ${GUILD} may not`, 'role 12 may'], [], true, true],
    ['a role may use the application', [], ['role 11 may'], true, false],
    ['a role may not use the application', [], ['role 11 may not'], false, false],
    ['the application may not, the command may', ['role 12 may'], ['role 12 may not'], true, true],
    ['the channel is closed', ['channel 300 may not', 'user 100 may'], [], false, false],
    ['another channel is closed', ['channel 301 may not'], [], true, false],
    ['all channels are closed', [`channel ${ALL_CHANNELS} may not`], [], false, false],
    ['all but this one are closed', [`channel ${ALL_CHANNELS} may not`, 'channel 300 may'], [], true, false],
    ['the application is closed here', [], ['channel 300 may not'], false, false],
    [
      'the command is open where the application is not',
      ['channel 300 may'],
      ['channel 300 may not'],
      true,
      false,
    ],
    ['a channel has the id of a role', ['channel 11 may'], [], true, false],
  ])('where %s', (_, command, application, withIt, withoutIt) => {
    const overrides = { command: rules(...command), application: rules(...application) };
    expect([mayUse(admin, ManageGuild, overrides), mayUse(member, ManageGuild, overrides)]).toEqual([
      withIt,
      withoutIt,
    ]);
    expect(mayUse({ ...member, permissions: Administrator }, ManageGuild, overrides)).toBe(true);
  });
});
