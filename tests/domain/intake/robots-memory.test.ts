import { expect, it } from 'vitest';
import { FetchError, type Fetcher } from '../../../src/domain/intake/fetching.ts';
import { createRobots } from '../../../src/domain/intake/robots-memory.ts';

const MINUTE = 60_000;
const PAGE = new URL('https://ledger.example/open/1');
const PRIVATE = new URL('https://ledger.example/private/1?x');

function createSites(answers: Readonly<Record<string, string | number>> = {}) {
  const asked: string[] = [];
  const clock = { time: 0, now: () => clock.time };
  const sites = { ...answers };
  const fetcher: Fetcher = {
    async fetch({ url }) {
      asked.push(url);
      const answer = sites[new URL(url).host] ?? 'User-agent: *\nDisallow: /private';
      if (answer === 0) throw new FetchError('unreachable', 'The server cannot be reached.');
      const status = typeof answer === 'number' ? answer : 200;
      const body = Buffer.from(typeof answer === 'string' ? answer : '');
      return { url, status, isMoved: false, headers: {}, body };
    },
  };
  return { asked, clock, sites, robots: createRobots({ fetcher, clock }) };
}

it('asks a site once an hour, however many of its pages are read at a time', async () => {
  const { robots, asked, clock } = createSites();
  const answers = await Promise.all([PAGE, PRIVATE, PAGE].map(robots.mayRead));
  expect(answers).toEqual([true, false, true]);
  clock.time = 59 * MINUTE;
  expect(await robots.mayRead(PRIVATE)).toBe(false);
  expect(asked).toEqual(['https://ledger.example/robots.txt']);
  clock.time = 61 * MINUTE;
  await robots.mayRead(PAGE);
  expect(asked).toHaveLength(2);
});

it('goes by each site’s own, by scheme and port too', async () => {
  const { robots, asked } = createSites({
    'closed.example': 'User-agent: *\nDisallow: /',
    'none.example': 404,
  });
  expect(await robots.mayRead(new URL('https://closed.example/open/1'))).toBe(false);
  expect(await robots.mayRead(new URL('https://none.example/private/1'))).toBe(true);
  await robots.mayRead(new URL('http://none.example:8080/'));
  expect(asked.at(-1)).toBe('http://none.example:8080/robots.txt');
});

it('reads nothing of a site whose server fails, and asks it again soon', async () => {
  const { robots, sites, clock } = createSites({ 'ledger.example': 503 });
  expect(await robots.mayRead(PAGE)).toBe(false);
  sites['ledger.example'] = 404;
  expect(await robots.mayRead(PAGE)).toBe(false);
  clock.time = 6 * MINUTE;
  expect(await robots.mayRead(PAGE)).toBe(true);
});

it('does not remember that a site could not be reached', async () => {
  const { robots, sites } = createSites({ 'ledger.example': 0 });
  await expect(robots.mayRead(PAGE)).rejects.toThrow('cannot be reached');
  sites['ledger.example'] = 404;
  expect(await robots.mayRead(PAGE)).toBe(true);
});

it('forgets the sites asked longest ago where their rules are too long to keep', async () => {
  const long = `User-agent: *\n${Array.from({ length: 2500 }, (_, n) => `Disallow: /${n}${'x'.repeat(150)}`).join('\n')}`;
  const hosts = Array.from({ length: 12 }, (_, n) => `s${n}.example`);
  const { robots, asked } = createSites(Object.fromEntries(hosts.map((host) => [host, long])));
  for (const host of hosts) await robots.mayRead(new URL(`https://${host}/`));
  await robots.mayRead(new URL('https://s11.example/'));
  expect(asked).toHaveLength(12);
  await robots.mayRead(new URL('https://s0.example/'));
  expect(asked).toHaveLength(13);
});
