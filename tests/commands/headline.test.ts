import { beforeEach, describe, expect, it } from 'vitest';
import { declarationOf } from '../../src/adapters/discord/gateway/register.ts';
import { createHeadlineCommand } from '../../src/commands/headline.ts';
import type { HeadlineDeps } from '../../src/commands/headline-setup.ts';
import { createQuoteCommand } from '../../src/commands/quote.ts';
import type { Action, Button, Reply } from '../../src/commands/reply.ts';
import { UserError } from '../../src/domain/errors.ts';
import { findQuotations } from '../../src/domain/quotes/lookup/find.ts';
import {
  createArchive,
  createWorld,
  EIGHT,
  HOUR,
  type Process,
  scheduleOf,
  type World,
} from '../domain/schedule/posting.ts';
import { invoke, readReply } from '../fixtures/invocation.ts';

const archive = await createArchive();
const quote = createQuoteCommand({
  archive,
  findQuotations: (query) => findQuotations({ archive }, query),
});
const MORNINGS = { channel: '2000', timezone: 'Europe/Rome', at: '08:30', days: 'weekdays' };

let world: World;
let bot: Process;
let obstacle: string | undefined;
let ids: number;
let sees: HeadlineDeps['sees'];
let command: ReturnType<typeof createHeadlineCommand>;
beforeEach(async () => {
  world = await createWorld([]);
  bot = await world.start();
  obstacle = undefined;
  ids = 0;
  sees = async () => true;
  command = createHeadlineCommand({
    ...bot,
    archive,
    commands: [quote],
    createDraft: () => `schedul${ids++}`,
    findObstacle: async () => obstacle,
    sees: async (...asked) => sees(...asked),
  });
});

function use(subcommand: string, options: Record<string, string> = {}, guild = '200'): Promise<Reply> {
  const caller = { user: '100', guild, channel: '2000', roles: ['300'], visibleChannels: ['2000'] };
  return command.run({ ...invoke(options), caller, subcommand });
}

function buttons({ blocks }: Reply): Button[] {
  return blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
}

function press({ press: name, args }: Action, guild: string | undefined = '200'): Promise<Reply> {
  const target = command.presses?.[name];
  if (!target) throw new Error(`no press ${name}`);
  return target.run(args, {
    caller: { user: '100', roles: ['300'], ...(guild ? { guild } : {}) },
    progress: async () => undefined,
  });
}

async function propose(options: Record<string, string> = MORNINGS): Promise<Action> {
  const [confirm] = buttons(await use('schedule', options));
  if (!confirm) throw new Error('nothing to confirm');
  return confirm.action;
}

describe('/headline schedule', () => {
  it('shows the next five runs, and saves on Confirm only', async () => {
    const reply = await use('schedule', MORNINGS);
    expect(readReply(reply)).toContain('the newest story to 2000, on weekdays at 08:30 (Europe/Rome)');
    expect(reply.blocks.find(({ kind }) => kind === 'list')).toMatchObject({
      // The world stands at 08:59 in Rome on a Monday: from Tuesday on, and then the next Monday.
      items: [24, 25, 26, 27, 30].map((day) => {
        const unixSeconds = Date.UTC(2026, 10, day, 7, 30) / 1000;
        return [{ unixSeconds, style: 'weekday' }, ' (', { unixSeconds, style: 'relative' }, ')'];
      }),
    });
    expect((await bot.book.list('200')).schedules).toEqual([]);
    expect(readReply(await press(await propose()))).toContain('Saved');
    expect((await bot.book.list('200')).schedules).toMatchObject([
      {
        guild: '200',
        channel: '2000',
        rule: { cron: '30 8 * * 1,2,3,4,5', zone: 'Europe/Rome' },
        post: 'latest',
        missed: 'skip',
        since: world.now,
      },
    ]);
  });

  it('saves once, however often Confirm is pressed', async () => {
    const confirm = await propose();
    await press(confirm);
    await expect(press(confirm)).rejects.toThrow('This schedule is saved already.');
    expect((await bot.book.list('200')).schedules).toHaveLength(1);
  });

  it('is then posted', async () => {
    await press(
      await propose({
        channel: '2000',
        timezone: 'UTC',
        cron: '0 8 * * *',
        post: 'rotate',
        missed: 'catch-up',
      }),
    );
    await bot.runUntil(EIGHT + HOUR);
    expect(world.channels.messages).toMatchObject([{ guild: '200', channel: '2000' }]);
  });

  it.each([
    [{ ...MORNINGS, timezone: 'Mars/Olympus' }, /no time zone/],
    [{ ...MORNINGS, at: '25:00' }, /not a time/],
    [{ ...MORNINGS, days: 'someday' }, /does not name days/],
    [{ ...MORNINGS, cron: '0 8 * * *' }, /either a time/],
    [{ channel: '2000', timezone: 'UTC', cron: '* * * * *' }, /every 5 minutes/],
    [{ ...MORNINGS, post: 'everything' }, /choose one of latest, rotate, digest/],
    [{ ...MORNINGS, missed: 'never' }, /choose one of skip, catch-up/],
  ])('says what to correct in %j', async (options, message) => {
    const refusal = use('schedule', options);
    await expect(refusal).rejects.toThrow(message);
    await expect(refusal).rejects.toBeInstanceOf(UserError);
  });

  it('refuses a channel where it cannot post, when asked and when confirmed', async () => {
    const confirm = await propose();
    obstacle = 'The channel is gone.';
    await expect(use('schedule', MORNINGS)).rejects.toThrow('I cannot post there: The channel is gone.');
    await expect(press(confirm)).rejects.toThrow('I cannot post there: The channel is gone.');
  });

  it('refuses a channel that whoever makes it does not see, when asked and when confirmed', async () => {
    const refusal = 'Choose a channel of this server that you can see.';
    await expect(use('schedule', { ...MORNINGS, channel: '2001' })).rejects.toThrow(refusal);
    await expect(use('schedule', { ...MORNINGS, channel: '' })).rejects.toThrow(
      'channel: choose where to post.',
    );
    const confirm = await propose();
    const asked: unknown[] = [];
    sees = async (...args) => asked.push(args) > 1;
    await expect(press(confirm)).rejects.toThrow(refusal);
    expect(asked).toEqual([['200', '2000', { user: '100', roles: ['300'] }]]);
    sees = () => Promise.reject(new Error('HTTP 500'));
    await expect(press(confirm)).rejects.toThrow('Discord does not say whether you see that channel.');
    expect((await bot.book.list('200')).schedules).toEqual([]);
  });

  it('takes no id from a button: one of another server becomes a new one, and harms nobody', async () => {
    await bot.book.add(scheduleOf({ id: 'theirs00', guild: '201', channel: '2001' }));
    const { args } = await propose({ ...MORNINGS, timezone: 'UTC', at: '20:00', days: 'daily' });
    await press({ command: 'headline', press: 'confirm', args: args.with(0, 'theirs00') });
    const [forged] = (await bot.book.list('200')).schedules;
    expect(forged?.id).toMatch(/^[\da-z]{8}$/);
    expect(forged?.id).not.toBe('theirs00');
    await bot.book.remove('200', forged?.id ?? '');
    await bot.runUntil(EIGHT + HOUR);
    expect(world.channels.messages).toMatchObject([{ guild: '201', channel: '2001' }]);
  });

  it('trusts no argument of a button', async () => {
    const { args } = await propose();
    const spoilt = (index: number, value: string) =>
      press({ command: 'headline', press: 'confirm', args: args.with(index, value) });
    for (const [index, value] of [
      [0, '../x'],
      [2, '* * * * *'],
      [3, 'x'],
      [4, 'x'],
      [5, 'x'],
    ] as const) {
      await expect(spoilt(index, value)).rejects.toBeInstanceOf(UserError);
    }
    await expect(press({ command: 'headline', press: 'confirm', args: [] })).rejects.toBeInstanceOf(
      UserError,
    );
    expect((await bot.book.list('200')).schedules).toEqual([]);
  });
});

describe("a guild's schedules", () => {
  beforeEach(async () => {
    await bot.book.add(scheduleOf({ id: 'mine0000', guild: '200' }));
    await bot.book.add(scheduleOf({ id: 'theirs00', guild: '201' }));
  });

  it('are listed with the next run', async () => {
    const text = readReply(await use('list'));
    expect(text).toContain(
      `mine0000: the stories in turn to 2000, every day at 08:00 (UTC): next ${EIGHT / 1000}`,
    );
    expect(text).not.toContain('theirs00');
    expect(readReply(await use('list', {}, '202'))).toContain('no schedule');
  });

  it.each(['preview', 'pause', 'resume', 'remove'])(
    'of another guild are out of reach: %s',
    async (subcommand) => {
      await expect(use(subcommand, { schedule: 'theirs00' })).rejects.toThrow('no schedule “theirs00”');
      expect(await bot.book.find('201', 'theirs00')).toMatchObject({ id: 'theirs00' });
    },
  );

  it('are previewed, paused, resumed and removed', async () => {
    const schedule = { schedule: 'mine0000' };
    const preview = readReply(await use('preview', schedule));
    expect(preview).toMatch(/The next runs.*(\n\d+.*){5}\n\nNow it would post:\nFerry to sail again\n/);
    // It was only shown to whoever asked.
    expect(readReply(await use('preview', schedule))).toBe(preview);
    await use('pause', schedule);
    await expect(use('pause', schedule)).rejects.toThrow(/paused already/);
    expect(readReply(await use('list'))).toContain('paused: Somebody who manages the server paused it.');
    await bot.runUntil(EIGHT + HOUR);
    obstacle = 'The channel is gone.';
    await expect(use('resume', schedule)).rejects.toThrow(/paused again at once/);
    obstacle = undefined;
    await use('resume', schedule);
    await expect(use('resume', schedule)).rejects.toThrow(/not paused/);
    await bot.runUntil(EIGHT + 25 * HOUR);
    expect(await world.rows()).toEqual(['08:00 posted', '08:00 posted', '08:00 posted']);
    const asked = await use('remove', schedule);
    expect(readReply(asked)).toMatch(/^Remove this schedule\?\nmine0000: /);
    expect(buttons(asked).map(({ label }) => label)).toEqual(['Remove', 'Cancel']);
    const [remove, cancel] = buttons(asked).map(({ action }) => action);
    expect(cancel && readReply(await press(cancel))).toBe('Nothing was changed.');
    expect((await bot.book.list('200')).schedules).toHaveLength(1);
    expect(remove && readReply(await press(remove))).toMatch(/^Removed\n/);
    expect((await bot.book.list('200')).schedules).toEqual([]);
  });

  it('have a log with reasons, of this guild only', async () => {
    await bot.runUntil(EIGHT + HOUR);
    world.channels.faults = [{ fault: { kind: 'refused', reason: 'The channel is gone.' }, guild: '200' }];
    await bot.runUntil(EIGHT + 25 * HOUR);
    const lines = readReply(await use('log')).split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain('mine0000 in 2000: failed: The channel is gone.');
    expect(readReply(await use('log', { schedule: 'theirs00' }))).toBe('Nothing was due yet.');
  });

  it('are suggested, as are time zones and days', async () => {
    const ask = async (name: string, value: string) =>
      (await command.suggest?.({ name, value }, { caller: { user: '1', guild: '200' }, options: {} })) ?? [];
    expect(await ask('schedule', '')).toEqual([
      { name: 'mine0000: the stories in turn, every day at 08:00 (UTC)', value: 'mine0000' },
    ]);
    expect((await ask('timezone', 'new york')).map(({ value }) => value)).toEqual(['America/New_York']);
    expect(await ask('timezone', '')).toHaveLength(25);
    expect((await ask('days', 'week')).map(({ value }) => value)).toEqual(['weekdays', 'weekends']);
    expect(await ask('nothing', '')).toEqual([]);
  });
});

describe('/headline now', () => {
  it('counts as shown: the next post of the channel, at once or in turn, shows something else', async () => {
    await bot.book.add(scheduleOf({ guild: '200', post: 'rotate' }));
    expect(readReply(await use('now'))).toContain('The ferry will sail again');
    await bot.runUntil(EIGHT + HOUR);
    expect(world.channels.messages).toMatchObject([{ headline: { story: { id: 'mill' } } }]);
  });

  it('shows the newest story to all, and its buttons open privately what they name', async () => {
    expect(command.isPrivate({ subcommand: 'now', options: {} })).toBe(false);
    expect(command.isPrivate({ subcommand: 'log', options: {} })).toBe(true);
    const reply = await use('now');
    expect(readReply(reply)).toContain('The ferry will sail again before the winter,');
    const [, quotes] = buttons(reply);
    expect(command.presses?.quotes?.answer).toBe('private');
    expect(quotes && readReply(await press(quotes.action))).toContain('Ida Moss');
    await expect(press({ command: 'headline', press: 'quotes', args: ['now', 'x'] })).rejects.toThrow(
      /no longer stored/,
    );
  });
});

it('belongs to servers, and to those who manage them; the buttons of its posts to all', async () => {
  expect(command.permission).toBe('manage-server');
  expect(declarationOf(command)).toMatchObject({ default_member_permissions: '32', contexts: [0] });
  const open = Object.entries(command.presses ?? {}).filter(([, { isForAll }]) => isForAll);
  expect(open.map(([name]) => name)).toEqual(['summary', 'quotes']);
  const { guild: _, ...caller } = { guild: '', user: '100' };
  for (const subcommand of ['now', 'schedule', 'list', 'log', 'pause']) {
    await expect(
      command.run({ ...invoke({ ...MORNINGS, schedule: 'x' }), caller, subcommand }),
    ).rejects.toThrow(/belong to a server/);
  }
  await expect(use('unknown')).rejects.toBeInstanceOf(UserError);
});
