import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

/** The lines that a program with our logger writes on stderr, which is no terminal here. */
function linesOf(program: string): Record<string, unknown>[] {
  const imports =
    "import { createLog } from './src/app/log.ts'; import { withLogFields } from './src/adapters/log-context.ts';";
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', `${imports} const log = createLog('info'); ${program}`],
    { encoding: 'utf8' },
  );
  expect(stdout).toBe('');
  return stderr
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

it('each line of a piece of work carries what names it, however late it comes', () => {
  const lines = linesOf(`
    withLogFields({ interaction: '17' }, () => setTimeout(() => log.info({ story: 'a' }, 'inside'), 5));
    log.info({}, 'outside');`);
  expect(lines).toMatchObject([{ msg: 'outside' }, { msg: 'inside', interaction: '17', story: 'a' }]);
  expect(lines[0]).not.toHaveProperty('interaction');
});

it('no secret is written, at whatever depth it is given', () => {
  const secret =
    "{ token: 'hush', err: { config: { apiKey: 'hush', headers: 1 } }, request: { authorization: 'hush' } }";
  const [line] = linesOf(`log.error(${secret}, 'failed');`);
  expect(line).toMatchObject({ msg: 'failed', token: '[hidden]' });
  expect(JSON.stringify(line)).not.toContain('hush');
});

it('no address is written with its parameters or a password', () => {
  const [line] = linesOf(`
    const cause = new Error('no answer from https://me:hush@a.example:8443/feed?key=hush&n=1#top');
    log.warn({ feed: 'https://a.example/feed?token=hush', err: new Error('at (https://b.example?hush)', { cause }),
      store: 'postgres://bot:hush@db.example/news', page: 'https://a.example/what/is@this' }, 'see http://[::1]/?a=hush now');`);
  expect(JSON.stringify(line)).not.toContain('hush');
  expect(line).toMatchObject({
    feed: 'https://a.example/feed?[hidden]',
    store: 'postgres://db.example/news',
    page: 'https://a.example/what/is@this',
    msg: 'see http://[::1]/?[hidden] now',
  });
});
