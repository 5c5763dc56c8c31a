import { resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { OpenArchive } from '../../src/adapters/archive/sqlite/sqlite-archive.ts';
import { openStore } from '../../src/adapters/store/store.ts';
import { readConfig } from '../../src/app/config.ts';
import { openServices, type Services } from '../../src/app/services.ts';
import { fingerprint } from '../../src/domain/fingerprint.ts';
import { archiveOf, putAll } from '../fixtures/archive.ts';
import { STORIES_DIR } from '../fixtures/library.ts';
import { createStory } from '../fixtures/story.ts';

const SECRET = createStory(
  '“The vault of Norvale holds 900 crowns,” said keeper Ines Falk.\n\nNobody may enter the vault before May.',
  { id: 'secret-vault', title: 'The vault of Norvale', published: '2030-01-01' },
);
/** What only the secret story has. */
const TELLTALE = /vault|Norvale|Falk|900|keeper/i;
const HERE = '1000';
const THERE = '2000';

let archive: OpenArchive;
let services: Services;
beforeEach(async () => {
  const config = readConfig({ CONTENT_DIR: STORIES_DIR, PROMPTS_DIR: resolve('prompts') });
  archive = await archiveOf();
  await putAll(archive, [SECRET], { guild: THERE });
  const store = await openStore('sqlite::memory:');
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  services = await openServices(config, { archive, store, clock: Date, log });
  await services.folder.scan();
});
afterEach(async () => {
  await services.close();
  await archive.close();
});

const progress = async (): Promise<void> => undefined;

/** Whatever a command, a button of it and its suggestions say, errors included. */
async function sayAll(guild: string | undefined): Promise<string> {
  const caller = { user: '1', ...(guild === undefined ? {} : { guild }) };
  const words = [SECRET.title, SECRET.id, 'Falk', 'vault', 'Nobody may enter'];
  const said: unknown[] = [];
  const note = async (work: () => Promise<unknown>) => {
    try {
      said.push(await work());
    } catch (error) {
      said.push(String(error));
    }
  };
  for (const { data, run, suggest, presses = {} } of services.commands) {
    const names = (data.options ?? []).map(({ name }) => name);
    for (const word of words) {
      for (const name of names) {
        await note(() => run({ caller, options: { question: 'Who?', [name]: word }, progress }));
        await note(async () => suggest?.({ name, value: word }, { caller, options: {} }));
      }
      const forged = [
        [SECRET.id, SECRET.hash.slice(0, 12), '1 2'],
        [SECRET.id, '1', '37', SECRET.hash.slice(0, 12)],
        ['', '', SECRET.id, '0'],
        ['', word, '', '0'],
        [word, ''],
        ['now', fingerprint(SECRET.id)],
        [SECRET.id, 'standard', '', ''],
      ];
      for (const press of Object.values(presses))
        for (const args of forged) await note(() => press.run(args, { caller, progress }));
    }
  }
  // What somebody typed is said again; that tells them nothing.
  const echoed = words.flatMap((word) => [`“${word}”`, `"${word}"`]);
  return echoed.reduce((text, word) => text.replaceAll(word, ''), JSON.stringify(said));
}

it.each([
  ['in another server', HERE],
  ['in a direct message', undefined],
])(
  'no command, suggestion or button, forged ones included, tells %s of a server’s own story',
  async (_, guild) => {
    const said = await sayAll(guild);
    expect(said).toContain('Harbour bridge');
    expect(said.replaceAll(/"text":\["(?:The vault of Norvale|Falk|vault|secret-vault)"\]/g, '')).not.toMatch(
      TELLTALE,
    );
  },
);

it('tells the server itself', async () => {
  expect(await sayAll(THERE)).toMatch(/holds 900 crowns/);
});
