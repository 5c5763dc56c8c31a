import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import {
  copyCustomId,
  createButtonStates,
  decodeCustomId,
  encodeAction,
} from '../../../../src/adapters/discord/rendering/custom-id.ts';
import { openStore } from '../../../../src/adapters/store/store.ts';
import type { Caller } from '../../../../src/commands/command.ts';
import type { Action, Reply } from '../../../../src/commands/reply.ts';

const DAY_MS = 86_400_000;
const CALLER = { user: '100', guild: '200' };

const store = await openStore('sqlite::memory:');
const states = createButtonStates(store.values);
afterAll(() => store.close());

/** What pressing the button with this custom_id does. */
async function press(customId: string, caller: Caller = CALLER): Promise<Action | undefined> {
  const button = decodeCustomId(customId);
  const args = button && (await states.recall(button, caller));
  return button && args && { command: button.command, press: button.press, args };
}

function replyWith(...actions: Action[]): Reply {
  return { blocks: [{ kind: 'buttons', buttons: actions.map((action) => ({ label: 'x', action })) }] };
}

const anyAction: fc.Arbitrary<Action> = fc.record({
  command: fc.stringMatching(/^[\w-]{1,32}$/),
  press: fc.stringMatching(/^[\w-]{1,32}$/),
  args: fc.array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', '|', '#', '%', '~1', '\ud800', 'x'.repeat(300)),
    ),
    {
      maxLength: 5,
    },
  ),
});

describe('a custom_id', () => {
  it('brings back every action, in at most 100 plain characters', async () => {
    await fc.assert(
      fc.asyncProperty(anyAction, fc.integer({ min: 0, max: 39 }), async (action, copy) => {
        const { customId } = encodeAction(action);
        const used = copy === 0 ? customId : copyCustomId(customId, copy);
        expect(used).toMatch(/^[!-~]{1,100}$/);
        await states.remember(replyWith(action), CALLER);
        expect(await press(used)).toEqual(action);
      }),
    );
  });

  it('holds a short action itself and shares the stored state of equal long ones', async () => {
    const long = { command: 'quote', press: 'next', args: ['about '.repeat(40), '3'] };
    expect(encodeAction({ command: 'quote', press: 'next', args: ['ports', '3'] })).toEqual({
      customId: 'p1|quote|next|ports|3',
    });
    const before = (await store.values.keys('button:')).length;
    await states.remember(
      replyWith(long, { ...long }, { command: 'quote', press: 'next', args: [] }),
      CALLER,
    );
    expect(await store.values.keys('button:')).toHaveLength(before + 1);
    expect(await store.values.keys('button:')).toContain(`button:200:${encodeAction(long).state}`);
  });

  it('loses its stored state 30 days after it was last shown', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 0 });
    const action = { command: 'quote', press: 'next', args: ['a'.repeat(200)] };
    const { customId } = encodeAction(action);
    await states.remember(replyWith(action), CALLER);
    vi.setSystemTime(29 * DAY_MS);
    await states.remember(replyWith(action), CALLER);
    vi.setSystemTime(58 * DAY_MS);
    expect(await press(customId)).toEqual(action);
    vi.setSystemTime(59 * DAY_MS + 1);
    expect(await press(customId)).toBeUndefined();
    vi.useRealTimers();
  });

  it.each([
    '',
    'p1',
    'p1|',
    'p1||',
    'p1|a',
    'p1|a|',
    'p1||b',
    'p2|a|b',
    'p1~0|a|b',
    'p1~100|a|b',
    'p1|a|%',
    'p1|a|%41',
    'p1|a|b|%zz',
    'p1|a|b c',
    'p1|a|b\n',
    `p1|a|${'b'.repeat(200)}`,
    'p1#',
    'p1#short',
    `p1#${'../'.repeat(14)}x`,
    `p1#${'a'.repeat(22)}`,
    `p1#${'a'.repeat(22)}|a`,
    `p1#${'a'.repeat(22)}|a|b|c`,
    `p1#${'a'.repeat(22)}|a|b`,
    `p1|${'a'.repeat(33)}|b`,
    'p1|a|%ed%a0%80',
    'P1|a|b',
    ' p1|a|b',
  ])('that was not made here, such as %j, brings back nothing', async (customId) => {
    expect(await press(customId)).toBeUndefined();
  });

  it('brings back what is stored only in the server where it was shown, and only to its own press', async () => {
    const action = {
      command: 'quote',
      press: 'page',
      args: ['what a member of this server asked '.repeat(5)],
    };
    await states.remember(replyWith(action), CALLER);
    const { customId } = encodeAction(action);
    expect(await press(customId, { user: '101', guild: '200' })).toEqual(action);
    expect(await press(customId, { user: '100', guild: '201' })).toBeUndefined();
    expect(await press(customId, { user: '100' })).toBeUndefined();
    expect(await press(customId.replace('|quote|page', '|headline|confirm'))).toBeUndefined();
    await states.remember(replyWith(action), { user: '100' });
    expect(await press(customId, { user: '100' })).toEqual(action);
    expect(await press(customId, { user: '101' })).toBeUndefined();
  });

  it('whose stored state is not a list of strings brings back nothing', async () => {
    const { customId, state } = encodeAction({ command: 'a', press: 'b', args: ['c'.repeat(200)] });
    await store.values.set(`button:200:${state}`, ['c', 1]);
    expect(await press(customId)).toBeUndefined();
  });
});
