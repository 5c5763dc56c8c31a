import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { renderForm } from '../../src/adapters/discord/rendering/render-form.ts';
import type { Outcome } from '../../src/playground/page-backend.ts';
import { type PageServer, startPageServer } from '../../src/playground/page-server.ts';
import { findAccessibilityFaults } from './accessibility.ts';
import { CHROMIUM, launchBrowser } from './browser.ts';
import {
  COMPONENTS_V2,
  container,
  createFixtureBackend,
  createMessages,
  EPHEMERAL,
  HEADLINES,
  LOADING,
  NEWS,
} from './fixture-backend.ts';

/** A form with a required line and a required text. */
const STORY_FORM = renderForm('story', {
  title: 'Add a story',
  name: 'paste',
  fields: [
    { name: 'title', label: 'Title', longest: 300, isRequired: true },
    { name: 'text', label: 'Text', hint: 'Paragraphs', longest: 4000, isLong: true, isRequired: true },
  ],
});
const log = { debug() {}, info() {}, warn() {}, error() {} };
const WHY = CHROMIUM ? '' : ' (skipped: there is no Chromium; set CHROMIUM)';

describe.skipIf(!CHROMIUM)(`the page in a browser${WHY}`, () => {
  const backend = createFixtureBackend();
  let browser: Browser;
  let server: PageServer;
  let page: Page;
  let faults: string[];
  const message = createMessages();

  beforeAll(async () => {
    browser = await launchBrowser();
    page = await browser.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (line) => line.type() === 'error' && faults.push(line.text()));
    server = await startPageServer({ backend, port: 0, log });
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  beforeEach(async () => {
    backend.reset();
    faults = [];
    backend.onSuggest = () => Promise.resolve([{ name: 'Sergei Ryabkov', value: 'Ryabkov' }]);
    await page.setViewportSize({ width: 1000, height: 700 });
    await page.goto(server.url);
    await page.getByPlaceholder('Message #news').waitFor();
    await page.getByRole('button', { name: 'speaker:Ryabkov' }).waitFor();
    backend.reset();
  });
  afterEach(() => expect(faults).toEqual([]));

  const line = () => page.locator('#line');
  const options = () => page.getByRole('option').locator('.label').allTextContents();
  const chip = (name: string) => page.locator('.chip', { hasText: name }).locator('input');
  const row = (id: string) => page.locator(`[data-message="${id}"]`);

  it('narrows the commands as one types, and Enter picks and sends', async () => {
    await page.keyboard.type('/s');
    expect((await options()).slice(0, 2)).toEqual(['/summary', '/stories']);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect.poll(() => backend.asked).toMatchObject([{ channel: NEWS, name: 'stories', options: {} }]);
  });

  it('asks the bot for choices after a pause, and sends the value of the one picked', async () => {
    backend.onSuggest = () => Promise.resolve([{ name: 'Sergei Ryabkov', value: 'ryabkov' }]);
    await page.keyboard.type('/quote speaker:Ryab');
    await page.getByRole('option', { name: 'Sergei Ryabkov' }).waitFor();
    expect(backend.asked).toMatchObject([{ focused: 'speaker', options: { speaker: 'Ryab' } }]);
    await page.keyboard.press('Tab');
    await expect.poll(() => chip('speaker').inputValue()).toBe('Sergei Ryabkov');
    await page.keyboard.press('Enter');
    await expect.poll(() => backend.asked.at(-1)).toMatchObject({ options: { speaker: 'ryabkov' } });
  });

  it('does not let a hasty Enter pick a choice that no longer fits what was typed', async () => {
    backend.onSuggest = (_, focused) =>
      backend.asked.length > 1
        ? new Promise(() => {})
        : Promise.resolve([{ name: `A ${focused}`, value: 'a' }]);
    await page.keyboard.type('/quote speaker:');
    await page.getByRole('option', { name: 'A speaker' }).waitFor();
    await page.keyboard.type('Lavrov');
    await page.keyboard.press('Enter');
    await expect.poll(() => backend.asked.at(-1)).toMatchObject({ options: { speaker: 'Lavrov' } });
    expect(backend.asked.at(-1)).not.toHaveProperty('focused');
  });

  it('says so when the bot offers nothing or does not answer', async () => {
    await page.keyboard.type('/quote speaker:x');
    await page.getByText('No options match your search.').waitFor();
    backend.onSuggest = () => Promise.resolve(undefined);
    await page.keyboard.type('y');
    await page.getByText('Loading options failed.').waitFor();
  });

  it('insists on required options, and takes channels, numbers and choices by mouse or keyboard', async () => {
    await page.keyboard.type('/headline sch');
    await page.getByRole('option', { name: '/headline schedule' }).click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('channel: This option is required').waitFor();
    expect(backend.asked).toEqual([]);
    await page.getByRole('option', { name: '#headlines' }).click();
    await page.keyboard.type('07:30 count:3');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => backend.asked)
      .toMatchObject([{ subcommand: 'schedule', options: { channel: HEADLINES, at: '07:30', count: 3 } }]);
  });

  it('completes a part of an option’s name on Enter while the list is open', async () => {
    await page.keyboard.type('/summary len');
    await page.getByRole('option', { name: 'length' }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => chip('length').inputValue()).toBe('');
    expect(backend.asked).toEqual([]);
  });

  it('leaves out the name of an option typed again where its field is open already', async () => {
    await page.keyboard.type('/headline schedule channel:headlines');
    expect(await chip('channel').inputValue()).toBe('headlines');
    await page.keyboard.type(' at:07:30');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await expect.poll(() => backend.asked).toMatchObject([{ options: { channel: HEADLINES, at: '07:30' } }]);
  });

  it.each(['brief', 'brief ', 'Brief (at most 40 words)'])('takes "%s" typed for a choice', async (typed) => {
    await page.keyboard.type('/summary length:');
    await expect.poll(() => chip('length').count()).toBe(1);
    await page.keyboard.insertText(typed);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await expect.poll(() => backend.asked).toMatchObject([{ options: { length: 'brief' } }]);
  });

  it('jumps to the end of the channel when a command is sent from far above it', async () => {
    for (let count = 0; count < 30; count += 1)
      backend.emit({ type: 'message', change: 'create', message: message({ content: `line ${count}` }) });
    await page.getByText('line 29').waitFor();
    const bottom =
      'const s = document.querySelector("#scroller"); s.scrollHeight - s.scrollTop - s.clientHeight';
    await page.getByRole('button', { name: '/stories' }).scrollIntoViewIfNeeded();
    await expect.poll(() => page.evaluate(`{ ${bottom} }`)).toBeGreaterThan(200);
    backend.onRun = () => new Promise(() => {});
    await page.getByRole('button', { name: '/stories' }).click();
    await page.getByText('Sending command…').waitFor();
    await expect.poll(() => page.evaluate(`{ ${bottom} }`)).toBeLessThan(2);
  });

  it.each(['light', 'dark'] as const)('has no serious accessibility fault in %s colours', async (scheme) => {
    await page.emulateMedia({ colorScheme: scheme });
    const rich = container('**Title** [link](https://a.example)\n> quoted\n-# small', 'Longer', 'Quotes');
    backend.emit({
      type: 'message',
      change: 'create',
      message: message({ components: rich, flags: COMPONENTS_V2 | EPHEMERAL }, 'summary'),
    });
    await page.getByRole('button', { name: 'Quotes' }).waitFor();
    await page.keyboard.type('/summary len');
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('says what a member types without a slash, and offers the apps of a message in its menu', async () => {
    await page.keyboard.type('She said “never again”.');
    await page.keyboard.press('Enter');
    const own = page.locator('.message', { hasText: 'She said “never again”.' });
    await own.waitFor();
    // The bot hears nothing of it.
    expect(backend.asked).toEqual([]);
    expect(await own.locator('.tag').count()).toBe(0);
    await own.hover();
    await own.getByLabel('Apps for this message').click();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await own.getByRole('button', { name: 'Check quotes' }).click();
    const id = await own.getAttribute('data-message');
    await expect.poll(() => backend.asked).toEqual([{ message: id, name: 'Check quotes' }]);
    expect(await own.locator('details').getAttribute('open')).toBeNull();
  });

  it('takes a command apart again with Backspace, and forgets it with Escape', async () => {
    await page.keyboard.type('/summary story:a');
    await expect.poll(() => chip('story').inputValue()).toBe('a');
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('Backspace');
    expect(await line().inputValue()).toBe('/summary');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await line().inputValue()).toBe('');
  });

  it('shows a command on its way, the deferred reply, its edit, and hostile text literally', async () => {
    const sent = Promise.withResolvers<Outcome>();
    backend.onRun = () => sent.promise;
    await page.keyboard.type('/stories');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByText('Sending command…').waitFor();
    const deferred = message({ flags: LOADING }, 'stories');
    backend.emit({ type: 'message', change: 'create', message: deferred });
    sent.resolve({ outcome: 'acknowledged' });
    await page.getByText('Pullquote is thinking…').waitFor();
    await expect.poll(() => page.getByText('Sending command…').count()).toBe(0);
    const hostile = '<img src=x onerror=alert(1)> **bold** [x](javascript:alert(1))';
    const edited = { ...deferred, flags: COMPONENTS_V2, components: container(hostile) };
    backend.emit({
      type: 'message',
      change: 'update',
      message: { ...edited, edited_timestamp: deferred.timestamp },
    });
    await row(deferred.id).getByText('(edited)').waitFor();
    expect(await row(deferred.id).locator('.markdown').textContent()).toBe(
      '<img src=x onerror=alert(1)> bold [x](javascript:alert(1))',
    );
    expect(await row(deferred.id).locator('.reference').textContent()).toBe('Yyou used /stories');
    expect(await row(deferred.id).locator('img, a').count()).toBe(0);
  });

  it('says when the application did not respond, until that is dismissed', async () => {
    backend.onRun = () => Promise.resolve({ outcome: 'failed' });
    await page.keyboard.type('/stories');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByText('The application did not respond').waitFor();
    await page.getByRole('button', { name: 'Dismiss message' }).click();
    await expect.poll(() => page.getByText('The application did not respond').count()).toBe(0);
  });

  it('shows a pressed button as busy, keeps the focus on it, and says when the press failed', async () => {
    const shown = message({ flags: COMPONENTS_V2, components: container('text', 'Longer') }, 'summary');
    backend.emit({ type: 'message', change: 'create', message: shown });
    const pressed = Promise.withResolvers<Outcome>();
    backend.onPress = () => pressed.promise;
    const button = page.getByRole('button', { name: 'Longer' });
    await button.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => button.getAttribute('aria-busy')).toBe('true');
    expect(await page.locator('button:focus').textContent()).toBe('Longer');
    pressed.resolve({ outcome: 'failed' });
    await row(shown.id).getByText('This interaction failed').waitFor();
    expect(await button.getAttribute('aria-busy')).toBeNull();
    expect(backend.asked).toEqual([{ customId: 'longer' }]);
  });

  it('marks a private message, and dismisses it for good', async () => {
    const secret = message({ flags: COMPONENTS_V2 | EPHEMERAL, components: container('secret') }, 'quote');
    backend.emit({ type: 'message', change: 'create', message: secret });
    await row(secret.id).getByText('Only you can see this').waitFor();
    await page.getByRole('button', { name: 'Dismiss message' }).click();
    backend.emit({ type: 'message', change: 'update', message: secret });
    backend.emit({ type: 'message', change: 'create', message: message({ content: 'after' }) });
    await page.getByText('after').waitFor();
    expect(await row(secret.id).count()).toBe(0);
  });

  it('shows what arrives in another channel once that is opened', async () => {
    backend.emit({
      type: 'message',
      change: 'create',
      message: message({ channel_id: HEADLINES, content: '**Headline**' }),
    });
    await page.getByRole('button', { name: 'headlines (new messages)' }).click();
    await page.getByText('Headline', { exact: true }).waitFor();
    expect(await line().getAttribute('placeholder')).toBe('Message #headlines');
  });

  it('offers a newcomer only commands that are registered, about who is in the stories', async () => {
    expect(await page.locator('.example').allTextContents()).toEqual([
      '/summary',
      '/quote speaker:Ryabkov',
      '/stories',
      '/headline schedule',
    ]);
    await page.getByRole('button', { name: '/quote speaker:Ryabkov' }).click();
    await expect
      .poll(() => backend.asked)
      .toMatchObject([{ name: 'quote', options: { speaker: 'Ryabkov' } }]);
  });

  it('says that the connection is lost, and goes on when the server is back', async () => {
    const { port } = new URL(server.url);
    await server.close();
    await page.getByText('The connection is lost').waitFor();
    await page.keyboard.type('/stories ');
    await page.keyboard.press('Enter');
    await page.getByText('There is no connection').waitFor();
    server = await startPageServer({ backend, port: Number(port), log });
    await expect
      .poll(() => page.getByText('The connection is lost').isVisible(), { timeout: 5000 })
      .toBe(false);
    await page.keyboard.press('Enter');
    await expect.poll(() => backend.asked.at(-1)).toMatchObject({ name: 'stories' });
    faults = faults.filter((fault) => !fault.includes('WebSocket'));
  });

  it('says that the bot is offline, until it is back', async () => {
    backend.emit({ type: 'presence', online: false });
    await page.getByText('Pullquote is offline.').waitFor();
    backend.emit({ type: 'presence', online: true });
    await expect.poll(() => page.getByText('Pullquote is offline.').count()).toBe(0);
  });

  it('shows the form that a command asks for, keeps what was written until it is taken, and sends it once', async () => {
    backend.onRun = async () => ({ outcome: 'acknowledged', form: { interaction: '77', modal: STORY_FORM } });
    await page.keyboard.type('/stories');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Add a story' });
    await dialog.waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    // The first field has the focus, and what is typed does not go into the composer.
    await page.keyboard.type('A title');
    await dialog.getByRole('button', { name: 'Submit' }).click();
    expect(backend.asked.filter(({ interaction }) => interaction)).toEqual([]);
    await dialog.getByLabel('Text').fill('First.\n\nSecond.');
    backend.onSubmit = async () => ({ outcome: 'failed' });
    await dialog.getByRole('button', { name: 'Submit' }).click();
    await dialog.getByText('Something went wrong. Try again.').waitFor();
    expect(await dialog.getByLabel('Title').inputValue()).toBe('A title');
    backend.onSubmit = async () => ({ outcome: 'acknowledged' });
    await dialog.getByRole('button', { name: 'Submit' }).click();
    await expect.poll(() => dialog.isVisible()).toBe(false);
    const values = { title: 'A title', text: 'First.\n\nSecond.' };
    expect(backend.asked.filter(({ interaction }) => interaction)).toEqual([
      { interaction: '77', values },
      { interaction: '77', values },
    ]);
    expect(await page.evaluate('document.activeElement.id')).toBe('line');
  });

  it('leaves a form by Escape, with nothing sent', async () => {
    backend.onRun = async () => ({ outcome: 'acknowledged', form: { interaction: '77', modal: STORY_FORM } });
    await page.setViewportSize({ width: 400, height: 500 });
    await page.keyboard.type('/stories');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Add a story' });
    await dialog.waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.isVisible()).toBe(false);
    expect(backend.asked.filter(({ interaction }) => interaction)).toEqual([]);
  });

  it('fits a window 400 pixels wide', async () => {
    await page.setViewportSize({ width: 400, height: 700 });
    const long = container('word '.repeat(80) + 'x'.repeat(300), 'Evidence', 'Shorter', 'Longer', 'Quotes');
    backend.emit({
      type: 'message',
      change: 'create',
      message: message({ components: long, flags: COMPONENTS_V2 }),
    });
    await page.getByRole('button', { name: 'Quotes' }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
    await page.getByRole('button', { name: 'Channels' }).click();
    await page.getByRole('button', { name: 'headlines' }).click();
    await page.getByPlaceholder('Message #headlines').waitFor();
  });
});
