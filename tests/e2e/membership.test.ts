import { expect, it, onTestFinished } from 'vitest';
import { openArchive } from '../../src/adapters/archive/open-archive.ts';
import { openStore } from '../../src/adapters/store/store.ts';
import { watchGuilds } from '../../src/app/guilds.ts';
import { echoCommand } from '../fixtures/test-commands.ts';
import { createStage } from './stage.ts';

/** A bot that notes which servers it is in. */
async function open() {
  const stage = await createStage();
  const guild = stage.loopback.addGuild({ name: 'North' }).id;
  const clock = { time: 1000, now: () => clock.time };
  const [store, archive] = [await openStore('sqlite::memory:'), await openArchive('sqlite::memory:', clock)];
  onTestFinished(async () => {
    await stage.close();
    await archive.close();
    await store.close();
  });
  const ports = { guilds: store.guilds, archive, clock, log: stage.log };
  const bot = await stage.start([echoCommand]);
  const watching = watchGuilds(ports, bot, () => true);
  const left = () => store.guilds.left(Number.MAX_SAFE_INTEGER);
  /** What Discord says after it has reached the bot, which hears all in order. */
  async function hear() {
    const { id } = stage.loopback.addGuild({ name: 'Later' });
    await expect.poll(() => bot.guilds()).toContain(id);
    await watching.stop();
  }
  return { loopback: stage.loopback, guild, clock, left, hear };
}

it('a server that the bot is removed from is noted, until it is invited again', async () => {
  const { loopback, guild, clock, left, hear } = await open();
  loopback.removeGuild(guild);
  await hear();
  expect(await left()).toEqual([{ guild, at: 1000 }]);
  clock.time = 2000;
  loopback.returnToGuild(guild);
  await hear();
  expect(await left()).toEqual([]);
});

it('a server that an outage takes away is not', async () => {
  const { loopback, guild, left, hear } = await open();
  loopback.loseGuild(guild);
  await hear();
  expect(await left()).toEqual([]);
  // Removed during the outage: discord.js says nothing of it.
  loopback.removeGuild(guild);
  await hear();
  expect(await left()).toEqual([{ guild, at: 1000 }]);
});
