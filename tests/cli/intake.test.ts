import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveWeb, type WebServer } from '../adapters/intake/web-server.ts';
import { STORIES_DIR } from '../fixtures/library.ts';

const PROSE = 'The harbour bridge reopened on Monday after eleven weeks of repairs, the council said.';
const scratch = mkdtempSync(join(tmpdir(), 'pullquote-intake-'));
let web: WebServer;

beforeAll(async () => {
  web = await serveWeb((request, response) => {
    const { url = '' } = request;
    if (url === '/feed')
      response.end(
        `<rss version="2.0"><channel><title>Ledger</title><item><title>From the feed</title><link>${web.url}/1</link><description>${PROSE}</description></item></channel></rss>`,
      );
    else if (url === '/robots.txt') response.writeHead(404).end();
    else response.end(`<title>From the page</title><p>${PROSE}</p><p>${PROSE}</p>`);
  });
});
afterAll(() => {
  web.close();
  rmSync(scratch, { recursive: true });
});

function pullquote(...args: string[]) {
  return run({}, ...args);
}

/** Runs the real program in a process of its own, while this one serves the web. */
async function run(
  settings: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<{ stdout: string; stderr: string; status: number }> {
  const env = {
    PATH: process.env.PATH,
    CONTENT_DIR: STORIES_DIR,
    STORE_URL: `sqlite:${join(scratch, 'store.sqlite')}`,
    DISCORD_API_URL: 'http://127.0.0.1:1/api',
    FETCH_ALLOW_LOOPBACK: 'on',
    LOG_LEVEL: 'error',
    ...settings,
  };
  const running = promisify(execFile)(process.execPath, ['src/cli.ts', ...args], { env });
  return running.then(
    ({ stdout, stderr }) => ({ stdout, stderr, status: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => ({ ...error, status: error.code }),
  );
}

it('stores pages and files of every kind, says which failed, and goes on', async () => {
  const file = (name: string, text: string) => {
    writeFileSync(join(scratch, name), text);
    return join(scratch, name);
  };
  const { stdout, status } = await pullquote(
    'add',
    `${web.url}/page`,
    file('note.txt', `A plain note\n\n${PROSE}`),
    file('misnamed.txt', `---\ntitle: In Markdown\n---\n${PROSE}\n`),
    file('saved.dat', `<!doctype html><title>A saved page</title><p>${PROSE}</p><p>${PROSE}</p>`),
    file('picture.md', '\0\x01\x02'),
    file('data.txt', '{"title": "No story",\n "text": ["at all"]}'),
    join(scratch, 'none.txt'),
  );
  expect(stdout.split('\n').map((line) => line.replace(/ \([^)]*\)$/, ''))).toEqual([
    '1/7 stored: From the page',
    '2/7 stored: A plain note',
    '3/7 stored: In Markdown',
    '4/7 stored: A saved page',
    expect.stringMatching(/^5\/7 failed: .*UTF-8/),
    expect.stringMatching(/^6\/7 failed: .*data/),
    expect.stringMatching(/^7\/7 failed: .*no such file/),
    '',
  ]);
  expect(status).toBe(1);
  expect((await pullquote('add', `${web.url}/page`)).stdout).toMatch(/^known: From the page/);
});

it('follows feeds for every server, and takes and gives them as a list', async () => {
  expect((await pullquote('feed', 'add', `${web.url}/feed`)).stdout).toBe(
    'Ledger: followed; its newest stories are stored\n',
  );
  expect((await pullquote('feed', 'list')).stdout).toContain(`${web.url}/feed`);
  expect((await pullquote('feed', 'poll')).stdout).toBe(`1/1 ${web.url}/feed: 0 new, 0 changed\n`);
  const { stdout: opml } = await pullquote('feed', 'export');
  expect(opml).toContain(`xmlUrl="${web.url}/feed"`);
  expect((await pullquote('feed', 'remove', `${web.url}/feed`)).status).toBe(0);
  writeFileSync(join(scratch, 'feeds.opml'), opml);
  expect((await pullquote('feed', 'import', join(scratch, 'feeds.opml'))).stdout).toBe(
    '1/1 Ledger: followed\n',
  );
  const nothing = await pullquote('feed', 'poll', 'https://elsewhere.invalid/feed');
  expect(nothing).toMatchObject({ status: 1, stdout: expect.stringContaining('Nobody follows this feed') });
});

it('says what does not fit', async () => {
  const other = { STORE_URL: `sqlite:${join(scratch, 'other.sqlite')}` };
  const none = 'No feed is followed for every server.';
  expect(await run(other, 'feed', 'export')).toMatchObject({ status: 1, stdout: '' });
  expect((await run(other, 'feed', 'poll')).stdout).toBe(`${none}\n`);
  expect((await pullquote('feed', 'add', 'file:///etc/passwd')).stderr).toContain('no address of a feed');
  expect((await pullquote('feed', 'frobnicate')).status).toBe(2);
  expect((await pullquote('add')).status).toBe(2);
  expect((await pullquote('feed', 'add', `${web.url}/page`)).stderr).toContain(
    'There is no feed at this address',
  );
});
