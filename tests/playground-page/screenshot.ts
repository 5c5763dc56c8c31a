// Takes docs/playground.png, the README's picture of the playground: node tests/playground-page/screenshot.ts
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClock } from '../../src/adapters/clock.ts';
import { startBot } from '../../src/app/bot.ts';
import { readConfig } from '../../src/app/config.ts';
import { createLog } from '../../src/app/log.ts';
import { CHROMIUM, launchBrowser } from './browser.ts';

const FILE = 'docs/playground.png';

async function takeScreenshot(url: string): Promise<void> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 960, height: 800 } });
    await page.goto(url);
    for (const command of ['/summary', '/quote speaker:']) {
      await page.getByRole('button', { name: command }).click();
      await page.locator('.message:last-child .container').waitFor();
    }
    // As tall as the messages, the header and the composer together.
    const messages = await page.locator('#messages').boundingBox();
    await page.setViewportSize({ width: 960, height: Math.ceil(messages?.height ?? 0) + 120 });
    await page.mouse.move(0, 0);
    mkdirSync('docs', { recursive: true });
    await page.screenshot({ path: FILE });
  } finally {
    await browser.close();
  }
}

if (!CHROMIUM) throw new Error('There is no Chromium: set CHROMIUM to its path.');
const folder = mkdtempSync(join(tmpdir(), 'pullquote-'));
const config = readConfig({ PLAYGROUND_PORT: '0', STORE_URL: `sqlite:${join(folder, 'store.sqlite')}` });
const bot = await startBot(config, createClock(), createLog('warn'));
await bot.firstStories;
await takeScreenshot(bot.playground ?? '');
await bot.stop();
rmSync(folder, { recursive: true });
console.log(FILE);
process.exit();
