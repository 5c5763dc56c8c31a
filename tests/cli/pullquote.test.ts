import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { STORIES_DIR } from '../fixtures/library.ts';

const scratch = mkdtempSync(join(tmpdir(), 'pullquote-cli-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** Runs the real program in a process of its own; settings of this machine's environment stay out. */
function pullquote(
  args: string[],
  { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {},
) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['src/cli.ts', ...args], {
    input,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, CONTENT_DIR: STORIES_DIR, LOG_LEVEL: 'warn', ...env },
  });
  return { stdout, stderr, status };
}

function batch(requests: readonly (object | string)[], args: string[] = []) {
  const input = requests.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');
  const { stdout, stderr, status } = pullquote(['batch', ...args], { input });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('pullquote batch', () => {
  it('answers each request in order with its id, and goes on after a bad one', () => {
    const answers = batch([
      { id: 'a', op: 'search', query: 'bridge toll', limit: 1 },
      'no JSON',
      '',
      { id: 3, op: 'constructor' },
      { id: 4, op: 'quote', speaker: 'Okoye', limit: 9 },
      { id: 5, op: 'search', query: 7 },
      { id: 6, op: 'search', query: 'x', story: 'none' },
      [1, 2],
      { id: 7, op: 'quotes', text: '“Come at dawn or not at all,” said Ann Lee.' },
      { id: 8, op: 'quote', speaker: 'Bluewater', limit: 1 },
    ]);
    expect(answers.map(({ id }) => id)).toEqual(['a', null, 3, 4, 5, 6, null, 7, 8]);
    expect(answers[0].passages).toHaveLength(1);
    expect(answers[0].passages[0]).toMatchObject({
      story: 'harbour-bridge-reopens',
      score: expect.any(Number),
    });
    expect(answers.slice(1, 3).map(({ error }) => error)).toEqual([
      'the line is not JSON',
      expect.stringContaining('"constructor" is none of'),
    ]);
    expect(answers[3].quotes.map(({ text }: { text: string }) => text)).toContain(
      'It was built in 1961 for smaller ships,',
    );
    expect(answers[4].error).toBe('query: must be text');
    expect(answers[5].error).toContain('no story "none"');
    expect(answers[6].error).toBe('a request must be a JSON object');
    expect(answers[7].quotes).toMatchObject([
      {
        start: 1,
        end: 28,
        text: 'Come at dawn or not at all,',
        kind: 'direct',
        speaker: 'Ann Lee',
        paragraph: 1,
        shown: true,
      },
    ]);
    expect(answers[8].quotes).toMatchObject([
      {
        kind: 'indirect',
        sentence: 'A spokeswoman for Bluewater said the company had no plans to cut jobs.',
      },
    ]);
  });

  it.each([
    [{ op: 'search', query: 'x', limit: 0 }, 'limit: must be a whole number from 1 to 1000'],
    [{ op: 'search', query: 'x', limit: 1.5 }, 'limit: must be a whole number from 1 to 1000'],
    [
      { op: 'ground', story: 'x', sentence: 'y', cites: ['1'] },
      'cites.0: must be a list of paragraph numbers',
    ],
    [{ id: { a: 1 }, op: 'search' }, 'id: must be text or a number'],
    [{ query: 'x' }, 'op: must be text'],
  ])('says plainly what is wrong with %j', (request, error) => {
    expect(batch([request])).toEqual([{ id: null, error }]);
  });

  it('takes its stories from the folder of --content', () => {
    writeFileSync(join(scratch, 'one.md'), '---\ntitle: One\n---\n\nA single zebra crossed the road.\n');
    const [answer] = batch([{ id: 1, op: 'search', query: 'zebra' }], ['--content', scratch]);
    expect(answer.passages).toMatchObject([{ story: 'one', paragraph: 1 }]);
    rmSync(join(scratch, 'one.md'));
  });

  it('answers nothing to nothing', () => {
    expect(pullquote(['batch'])).toEqual({ stdout: '', stderr: '', status: 0 });
  });
});

describe('pullquote check', () => {
  it('lists every quotation with its speaker and succeeds where all files are sound', () => {
    const { stdout, status } = pullquote(['check']);
    expect(stdout).toMatch(/harbour-bridge-reopens: Harbour bridge reopens/);
    expect(stdout).toMatch(/¶4 direct {3}Amina Okoye .*It was built in 1961/);
    expect(stdout).toMatch(/no faults/);
    expect(status).toBe(0);
  });

  it('names file, line and reason of a fault, and fails', () => {
    writeFileSync(join(scratch, 'broken.md'), '---\ntitle: A\nheadline: B\n---\n\nText\n');
    const { stdout, stderr, status } = pullquote(['check'], { env: { CONTENT_DIR: scratch } });
    expect(stdout).toContain('broken.md:3: headline: is no field of a story');
    expect({ stderr, status }).toEqual({ stderr: '', status: 1 });
    rmSync(join(scratch, 'broken.md'));
  });
});

describe('pullquote check of prompts', () => {
  it('names their faults beside those of the stories, a model configured or not', () => {
    writeFileSync(join(scratch, 'broken.md'), '---\ntitle: A\nheadline: B\n---\n\nText\n');
    const env = { CONTENT_DIR: scratch, PROMPTS_DIR: join(scratch, 'none'), OPENAI_API_KEY: 'sk-secret' };
    const { stdout, stderr, status } = pullquote(['check'], { env });
    expect(stdout).toContain('broken.md:3: headline');
    expect(stdout).toMatch(/summary\.md:1: /);
    expect({ stderr, status }).toEqual({ stderr: '', status: 1 });
    rmSync(join(scratch, 'broken.md'));
  });
});

it('pullquote check names a correction that corrects nothing', () => {
  const quotes = 'quotes:\n  - text: We kept our world\n    speaker: Ann Lee\n';
  writeFileSync(join(scratch, 'odd.md'), `---\ntitle: A\n${quotes}---\n\n“We kept our word,” said Bo Lee.\n`);
  const { stdout, status } = pullquote(['check'], { env: { CONTENT_DIR: scratch } });
  expect(stdout).toContain('odd.md:4: quotes: the story has no quotation "We kept our world"');
  expect(status).toBe(1);
  rmSync(join(scratch, 'odd.md'));
});

describe('pullquote at a terminal', () => {
  it('prints quotations with speaker and place', () => {
    const { stdout, status } = pullquote(['quote', '--speaker', 'okoye']);
    expect(stdout).toContain('    “It was built in 1961 for smaller ships”\n');
    expect(stdout).toMatch(/Amina Okoye/);
    expect(status).toBe(0);
  });

  it('prints what the model has cost', () => {
    const { stdout, status } = pullquote(['usage'], {
      env: { STORE_URL: `sqlite:${join(scratch, 'store.sqlite')}` },
    });
    expect({ stdout, status }).toEqual({ stdout: 'No tokens have been spent yet.\n', status: 0 });
  });

  it.each([
    ['an unknown command', ['sumary'], /There is no command "sumary"/, 2],
    ['an unknown option', ['quote', '--speeker', 'x'], /takes --about, --speaker, --story/, 2],
    ['an unknown story', ['quote', '--story', 'Atlantis'], /No stored story matches “Atlantis”. Nearest:/, 1],
  ])('answers %s with one clear message', (_, args, message, code) => {
    const { stdout, stderr, status } = pullquote(args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect({ stdout, status }).toEqual({ stdout: '', status: code });
  });

  it.each([
    ['bad settings', { LOG_LEVEL: 'loud' }, /LOG_LEVEL: must be one of/],
    [
      'a content folder that is not there',
      { CONTENT_DIR: '/nowhere/at/all' },
      /CONTENT_DIR.*\/nowhere\/at\/all/,
    ],
  ])('answers %s with one clear message', (_, env: Record<string, string>, message) => {
    const { stderr, status } = pullquote(['quote'], { env });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(status).toBe(1);
  });
});
