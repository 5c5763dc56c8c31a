import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClock } from '../../src/adapters/clock.ts';
import { type Bot, startBot } from '../../src/app/bot.ts';
import { readConfig } from '../../src/app/config.ts';
import { CHROMIUM, launchBrowser } from './browser.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };
const WHY = CHROMIUM ? '' : ' (skipped: there is no Chromium; set CHROMIUM)';
const STORY = readFileSync('content/russia-warns-against-us-presence-near-afghanistan.md', 'utf8');

describe.skipIf(!CHROMIUM)(`the bot in its playground${WHY}`, () => {
  let folder: string;
  let bot: Bot;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pullquote-'));
    const config = readConfig({ PLAYGROUND_PORT: '0', STORE_URL: `sqlite:${join(folder, 'store.sqlite')}` });
    [bot, browser] = await Promise.all([startBot(config, createClock(), log), launchBrowser()]);
    await bot.firstStories;
    page = await browser.newPage();
    await page.goto(bot.playground ?? '');
    await page.getByPlaceholder('Message #news').waitFor();
  });

  afterAll(async () => {
    await browser.close();
    await bot.stop();
    await rm(folder, { recursive: true });
  });

  const withoutMarks = (text: string) => text.replace(/^“|”$/g, '');
  const last = () => page.locator('.message').last();

  it('finds a speaker by autocomplete and shows both quotations word for word', async () => {
    await page.keyboard.type('/quote speaker:ryab');
    const choice = page.getByRole('option', { name: 'Ryabkov' });
    await choice.waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await last().locator('blockquote').first().waitFor();
    expect(await last().locator('.reference').textContent()).toContain('used /quote');
    const quotations = (await last().locator('blockquote').allTextContents()).map(withoutMarks);
    expect(quotations.toSorted((a, b) => a.localeCompare(b))).toEqual([
      expect.stringMatching(/^I would emphasize .* is unacceptable/),
      expect.stringMatching(/^We told the Americans .* with the United States/),
    ]);
    expect(quotations.filter((text) => !STORY.includes(text))).toEqual([]);
  });

  it('answers a button privately, and the member dismisses the answer', async () => {
    await last().getByRole('button', { name: 'In context' }).first().click();
    await page.getByText('Only you can see this').waitFor();
    expect(await last().locator('strong').first().textContent()).toMatch(/^(I would emphasize|We told)/);
    await page.getByRole('button', { name: 'Dismiss message' }).click();
    await expect.poll(() => page.getByText('Only you can see this').count()).toBe(0);
  });

  it('changes the length of a summary in place', async () => {
    await page.keyboard.type('/summary length:brief');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    const sentences = last().locator('li');
    await sentences.first().waitFor();
    const brief = await sentences.count();
    const messages = await page.locator('.message').count();
    await last().getByRole('button', { name: 'Longer' }).click();
    await expect.poll(() => sentences.count()).toBeGreaterThan(brief);
    expect(await page.locator('.message').count()).toBe(messages);
  });

  it('schedules headlines for the channel that was chosen, once that is confirmed', async () => {
    await page.keyboard.type('/headline schedule ');
    await page.getByRole('option', { name: '#headlines' }).click();
    await page.keyboard.type('Europe/Ro');
    await page.getByRole('option', { name: 'Europe/Rome' }).click();
    await page.keyboard.type('at:07:30');
    await page.keyboard.press('Enter');
    const confirm = last().getByRole('button', { name: 'Confirm' });
    await confirm.waitFor();
    expect(await last().locator('.markdown time').count()).toBe(10);
    await confirm.click();
    await last().getByText('Saved').waitFor();
    expect(await last().locator('.mention').allTextContents()).toContain('#headlines');
  });

  it('checks the quotations of a message from its menu', async () => {
    await page.keyboard.type(
      'Ryabkov said it is “completely unacceptable to the countries neighboring Afghanistan”.',
    );
    await page.keyboard.press('Enter');
    const own = page.locator('.message', { hasText: 'Ryabkov said it is' }).first();
    await own.hover();
    await own.getByLabel('Apps for this message').click();
    await own.getByRole('button', { name: 'Check quotes' }).click();
    await expect.poll(() => last().textContent()).toMatch(/used Check quotes.*1 altered/);
    await last().getByRole('button', { name: 'Dismiss message' }).click();
  });

  it('tells who asks for a speaker that no story has', async () => {
    await page.keyboard.type('/quote speaker:Nobody At All');
    await page.getByText('No options match your search.').waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => last().textContent()).toContain('Nobody At All');
  });
});
