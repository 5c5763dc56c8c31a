import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { APIMessage } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/adapters/store/store.ts';
import { readConfig } from '../../src/app/config.ts';
import { openServices, type Services } from '../../src/app/services.ts';
import type { OptionValue } from '../../src/commands/command.ts';
import { archiveOf } from '../fixtures/archive.ts';
import { STORIES_DIR } from '../fixtures/library.ts';
import { buttonsOf } from './buttons.ts';
import { buttonId, createStage, type Stage, seen } from './stage.ts';

let stage: Stage;
let services: Services | undefined;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(async () => {
  await stage.close();
  await closeServices();
  expect(stage.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
});

async function closeServices(): Promise<void> {
  await services?.close();
  services = undefined;
}

async function start(contentDir: string): Promise<void> {
  const config = readConfig({ CONTENT_DIR: contentDir, PROMPTS_DIR: resolve('prompts') });
  const make = async (store: Store) => {
    await closeServices();
    const archive = await archiveOf();
    services = await openServices(config, { archive, store, clock: Date, log: stage.log });
    await services.folder.scan();
    return services.commands;
  };
  await stage.start(make, () => services?.messageCommands ?? []);
}

type Options = Record<string, OptionValue>;
const run = (name: string, options: Options = {}, user = stage.ada) =>
  stage.loopback.runCommand({ channel: stage.channel, user, name, options });
const press = (message: APIMessage, label: string, user = stage.ada) =>
  stage.loopback.press({ message: message.id, customId: buttonId(message, label), user }).reply();
const suggest = async (name: string, focused: string, typed: string) =>
  stage.loopback
    .autocomplete({ channel: stage.channel, user: stage.ada, name, options: { [focused]: typed }, focused })
    .choices();

/** Lines that Discord shows as block quotes. */
function quotesOf(message: APIMessage): string[] {
  return (
    JSON.stringify(message.components)
      .match(/"content":"> [^"]*/g)
      ?.map((line) => line.slice(13)) ?? []
  );
}

describe('on the first stored story', () => {
  let body: string;
  beforeEach(async () => {
    await start('content');
    const story = await services?.archive.get({}, 'russia-warns-against-us-presence-near-afghanistan');
    body = story?.body ?? '';
  });

  it('/quote speaker:Ryabkov gives both quotations word for word, with the title that the story gives him', async () => {
    const { message } = await run('quote', { speaker: 'Ryabkov' }).reply();
    const quotes = quotesOf(message);
    expect(quotes).toHaveLength(2);
    for (const quote of quotes) expect(body).toContain(quote.replace(/^“|”$/g, ''));
    expect(seen(message)).toContain('Sergei Ryabkov, Russian Deputy Foreign Minister');
  });

  it.each(['brief', 'standard', 'full'])(
    '/summary length:%s has no sentence that is not in the story',
    async (length) => {
      const { message } = await run('summary', { length }).reply();
      const sentences = seen(message)
        .split('\n')
        .filter((line) => /\[\d[\d, –]*\]$/.test(line));
      expect(sentences.length).toBeGreaterThan(0);
      for (const sentence of sentences) expect(body).toContain(sentence.replace(/ \[[^\]]*\]$/, ''));
      expect(seen(message)).toContain('Taken from the story word for word');
    },
  );
});

describe('the commands', () => {
  beforeEach(() => start(STORIES_DIR));

  it('suggest stories by words of their titles, and speakers by name', async () => {
    expect(await suggest('summary', 'story', 'harb')).toEqual([
      { name: 'Harbour bridge reopens after eleven weeks of repairs', value: 'harbour-bridge-reopens' },
    ]);
    expect((await suggest('quote', 'speaker', 'lind')).map(({ value }) => value)).toEqual([
      'Tomas Lindqvist',
    ]);
    expect(await suggest('quote', 'speaker', 'nobody of that name')).toBeDefined();
    expect((await suggest('summary', 'language', 'ger')).map(({ value }) => value)).toContain('de');
  });

  it.each<[string, Options]>([
    ['summary', { story: 'harbour-bridge-reopens', length: 'brief', focus: 'the toll' }],
    ['summary', { language: 'de' }],
    ['quote', { about: 'ferry queue', speaker: 'Lindqvist', story: 'harbour-bridge-reopens' }],
    ['quote', {}],
    ['ask', { question: 'How high is the toll?', story: 'harbour-bridge-reopens' }],
    ['stories', { search: 'bridge' }],
  ])('/%s %j answers in public, or in private when asked to', async (name, options) => {
    expect((await run(name, options).reply()).visibleTo).toBeUndefined();
    expect((await run(name, { ...options, private: true }).reply()).visibleTo).toBe(stage.ada);
  });

  it.each<[string, Options]>([
    ['summary', { story: 'harbour-bridge-reopens' }],
    ['quote', { story: 'harbour-bridge-reopens' }],
    ['quote', { speaker: 'somebody unheard of' }],
    ['ask', { question: 'Who would withstand a collision?' }],
    ['stories', {}],
  ])('of /%s %j have buttons that all work, after a restart too', async (name, options) => {
    const { message } = await run(name, options).reply();
    await stage.stop();
    await start(STORIES_DIR);
    const pressed = new Set<string>();
    const queue = [message];
    for (let next = queue.shift(); next && pressed.size < 25; next = queue.shift()) {
      for (const { label, customId } of buttonsOf(next)) {
        if (pressed.has(customId)) continue;
        pressed.add(customId);
        const answer = await stage.loopback.press({ message: next.id, customId, user: stage.ada }).reply();
        expect(`${label}: ${seen(answer.message)}`).not.toMatch(/expired|went wrong|no longer|has changed/);
        queue.push(structuredClone(answer.message));
        // The pressed message may have become another one, with other buttons.
        if (answer.message.id === next.id) break;
      }
    }
    expect(pressed.size).toBeGreaterThan(0);
  });

  it('let only the one who asked turn the pages of a public reply', async () => {
    const { message } = await run('summary', { story: 'harbour-bridge-reopens', length: 'brief' }).reply();
    const before = seen(message);
    expect((await press(message, 'Longer', stage.ben)).visibleTo).toBe(stage.ben);
    expect(stage.loopback.messages(stage.channel).map((one) => seen(one.message))[0]).toBe(before);
    expect(seen((await press(message, 'Longer')).message)).not.toBe(before);
  });
});

const HOSTILE = [
  '**bold** _it_ ~~no~~ ||spoiler|| `code` # head',
  '@everyone @here <@1> <@&2> <#3> </summary:1>',
  '😀 👩‍👩‍👧‍👦 <:wave:123456789012345678> :tada:',
  'x'.repeat(6000),
  'שלום \u202eمرحبا\u202c עולם',
  'a\0b\u0007c\ud800d',
  '[click](https://example.com) https://example.com/a_b',
  ' ',
  '__proto__',
  "'; DROP TABLE entries; -- ( ) * NEAR",
];

describe('bad input', () => {
  const options: [string, string][] = [
    ...['story', 'focus', 'length', 'language'].map((option): [string, string] => ['summary', option]),
    ...['about', 'speaker', 'story'].map((option): [string, string] => ['quote', option]),
    ['ask', 'question'],
    ['ask', 'story'],
    ['stories', 'search'],
  ];

  it.each(options)('in /%s %s gets a clear reply that pings nobody', async (name, option) => {
    await start(STORIES_DIR);
    for (const value of HOSTILE) {
      // Discord's own client would not send all of these; others can.
      const data = { name, type: 1, options: [{ type: 3, name: option, value }] };
      const handle = stage.loopback.sendInteraction({
        channel: stage.channel,
        user: stage.ada,
        payload: { type: 2, data },
      });
      const text = seen((await handle.reply()).message);
      expect(text).not.toMatch(/went wrong|\{(?:ping|link|emoji|@|#)/);
      expect(text.trim()).not.toBe('');
      const typing = { name, type: 1, options: [{ type: 3, name: option, value, focused: true }] };
      await stage.loopback
        .sendInteraction({ channel: stage.channel, user: stage.ada, payload: { type: 4, data: typing } })
        .choices();
    }
  });
});

describe('hostile and unusual stories', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pullquote-stories-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const store = (id: string, title: string, body: string) =>
    writeFileSync(
      join(folder, `${id}.md`),
      `---\ntitle: ${JSON.stringify(title)}\nurl: https://example.com/${id}\n---\n\n${body}\n`,
    );

  it('are shown completely and literally: titles, quotations, evidence, context', async () => {
    const words = HOSTILE.filter((text) => text.length < 1000 && text.trim() !== '').map((text) =>
      // A story file with NUL in it is refused.
      text.toWellFormed().replaceAll('\0', ''),
    );
    const bodyWith = (word: string) =>
      `“We said ${word} to all of them,” said Mayor Ann Lee. “That is ${word} again.”`;
    for (const [index, word] of words.entries())
      store(`s${index}`, `${word} [x]`.replace(/\p{Cc}|\ufffd/gu, ''), bodyWith(word));
    await start(folder);
    const visible = (text: string) => text.replace(/[\u2066-\u2069]/g, '').replaceAll('\u0007', '␇');
    for (const [index, word] of words.entries()) {
      const id = `s${index}`;
      const { message } = await run('quote', { story: id }).reply();
      expect(seen(message)).toContain(visible(`We said ${word} to all of them`));
      expect(seen((await press(message, 'In context')).message)).toContain(
        visible(`“That is ${word} again.”`),
      );
      const summary = (await run('summary', { story: id, length: 'full' }).reply()).message;
      if (!seen(summary).includes('[1]')) continue;
      expect(seen((await press(summary, 'Evidence')).message)).toContain(visible(bodyWith(word)));
    }
  });

  it('of 6,000 characters in one paragraph lose none of them', async () => {
    const quotation =
      'We will rebuild the pier, the lamps, the benches and the old sea wall, stone by stone. '
        .repeat(70)
        .trim();
    store('long', 'Long', `“${quotation}” said Mayor Ann Lee.`);
    await start(folder);
    const { message } = await run('quote', { story: 'long' }).reply();
    expect(seen(message).length).toBeLessThanOrEqual(4000);
    const shown = () =>
      stage.loopback
        .messages(stage.channel)
        .map((one) => seen(one.message))
        .join('');
    await expect.poll(() => shown().replace(/\s+/g, '')).toContain(quotation.replace(/\s+/g, ''));
  });

  it('with no text at all get a clear reply', async () => {
    store('empty', 'Empty', '');
    await start(folder);
    for (const name of ['summary', 'quote', 'stories']) {
      const { message } = await run(name).reply();
      expect(seen(message).trim()).not.toBe('');
    }
  });

  it('none at all get a clear reply', async () => {
    await start(folder);
    for (const name of ['summary', 'quote', 'stories']) {
      expect(seen((await run(name).reply()).message)).toMatch(/No (?:story|quotation)/);
    }
  });
});

describe('“Check quotes” on a message', () => {
  beforeEach(() => start('content'));
  const check = (message: string, user = stage.ada) =>
    stage.loopback.runMessageCommand({ message, user, name: 'Check quotes' }).reply();
  const post = (content: string) =>
    stage.loopback.post({ channel: stage.channel, user: stage.ben, content }).message.id;

  it('tells what is verbatim, altered, somebody else’s or nowhere, privately to who asked', async () => {
    const { message, visibleTo } = await check(
      post(
        [
          'Ryabkov said it “would change a lot of things not only in our perceptions”.',
          'Lavrov: “the redeployment of the American military presence is quite unacceptable,” Lavrov said.',
          '> We will march on Kabul in the morning',
        ].join('\n'),
      ),
    );
    expect(visibleTo).toBe(stage.ada);
    const text = seen(message);
    expect(text).toMatch(/^1 verbatim · 1 altered · 1 not found\n/);
    expect(text).toMatch(
      /Verbatim\n“would change a lot of things not only in our perceptions”\n— Sergei Ryabkov · /,
    );
    expect(text).toMatch(/Altered: the message gives them to Lavrov, the story to Sergei Ryabkov\n/);
    expect(text).toContain('{strike is quite unacceptable}');
    expect(text).toMatch(/Not found in the stored stories: We will march on Kabul/);
    const context = await press(message, 'In context');
    expect(seen(context.message)).toMatch(/Paragraph 2 of 6/);
  });

  it('reads what the bot itself shows, whose quotations are then all verbatim', async () => {
    const { message: shown } = await run('quote', { speaker: 'Ryabkov' }).reply();
    const { message } = await check(shown.id);
    expect(seen(message)).toMatch(/^2 verbatim\n/);
  });

  it('says so where a message quotes nothing', async () => {
    const { message, visibleTo } = await check(post('Nothing to see here'));
    expect([seen(message), visibleTo]).toEqual([
      'Nothing in it stands between quotation marks or in a block quote.',
      stage.ada,
    ]);
  });
});
