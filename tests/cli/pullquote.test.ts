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
    env: { PATH: process.env.PATH, CONTENT_DIR: STORIES_DIR, ...env },
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

  it('warns of a story without a date, which is no fault', () => {
    writeFileSync(join(scratch, 'plain.md'), '# A title\n\nText.\n');
    const { stdout, status } = pullquote(['check'], { env: { CONTENT_DIR: scratch } });
    expect(stdout).toContain('plain: A title\nplain.md:1: warning: published: is missing');
    expect(stdout).toContain('1 story, no faults');
    expect(status).toBe(0);
    rmSync(join(scratch, 'plain.md'));
  });

  it('names file, line and reason of every fault, and fails', () => {
    writeFileSync(join(scratch, 'broken.md'), '---\ntitle: A\nheadline: B\nurl: x\n---\n\nText\n');
    const { stdout, stderr, status } = pullquote(['check'], { env: { CONTENT_DIR: scratch } });
    expect(stdout).toContain('broken.md:3: headline: is no field of a story\nbroken.md:4: url: must be');
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

  it('keeps each line whole where nobody reads along', () => {
    const { stdout } = pullquote(['summary', 'harbour']);
    expect(stdout.split('\n').some((line) => line.length > 100)).toBe(true);
  });

  it('shows as much of a list as is asked for, from where it is asked', () => {
    const { stdout } = pullquote(['stories', '--limit', '1', '--skip', '1']);
    expect(stdout).toMatch(/^2 stories stored\n\nCentral library[\s\S]*Stories 2–2 of 2/);
    expect(pullquote(['stories']).stdout).toMatch(/Harbour bridge[\s\S]*Central library/);
  });

  it('answers with data for programs: the same as batch, or a line for each row', () => {
    const json = (...args: string[]) =>
      pullquote([...args, '--json'])
        .stdout.trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
    expect(json('quote', '--speaker', 'okoye', '--limit', '1')).toEqual(
      batch([{ op: 'quote', speaker: 'okoye', limit: 1 }]).map(({ id: _id, ...answer }) => answer),
    );
    expect(json('summary', 'harbour')).toEqual(
      batch([{ op: 'summary', story: 'harbour-bridge-reopens' }]).map(({ id: _id, ...answer }) => answer),
    );
    expect(json('ask', 'When was the bridge built?')).toMatchObject([{ answered: expect.any(Boolean) }]);
    expect(json('stories')).toMatchObject([{ id: 'harbour-bridge-reopens' }, { id: 'library-night-hours' }]);
    expect(json('check')[0]).toMatchObject({
      ...{ file: 'harbour-bridge-reopens.md', faults: [], warnings: [] },
      quotes: expect.arrayContaining([expect.objectContaining({ paragraph: 4, speaker: 'Amina Okoye' })]),
    });
  });

  it('says what it and each of its commands take, and its version', () => {
    expect(pullquote(['--help']).stdout).toMatch(/pullquote ask QUESTION {2}[\s\S]*pullquote batch/);
    expect(pullquote(['quote', '--help'])).toMatchObject({
      stdout: expect.stringMatching(
        /^pullquote quote \[ABOUT\] [\s\S]*--speaker TEXT +Who said it\n[\s\S]*--limit N/,
      ),
      status: 0,
    });
    expect(pullquote(['summary', '--help']).stdout).toContain('--length brief|standard|full');
    expect(pullquote(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('prints what the model has cost', () => {
    const { stdout, status } = pullquote(['usage'], {
      env: { STORE_URL: `sqlite:${join(scratch, 'store.sqlite')}` },
    });
    expect({ stdout, status }).toEqual({ stdout: 'No tokens have been spent yet.\n', status: 0 });
  });

  it.each([
    ['an unknown command', 2, ['sumary'], /There is no command "sumary"/],
    [
      'an unknown option',
      2,
      ['quote', '--speeker', 'x'],
      /has no option --speeker\. See: pullquote quote --help/,
    ],
    ['an option without its value', 2, ['quote', '--speaker'], /--speaker takes a value: TEXT/],
    [
      'a value that is none of the choices',
      2,
      ['summary', '--length', 'huge'],
      /--length: choose one of brief/,
    ],
    [
      'a number that is none',
      2,
      ['stories', '--limit', 'all'],
      /--limit: must be a whole number from 1 to 1000/,
    ],
    ['words where none belong', 2, ['check', 'content'], /What is “content” for\?/],
    ['no question', 2, ['ask'], /question is missing/],
    ['an unknown story', 1, ['quote', '--story', 'Atlantis'], /No stored story matches “Atlantis”. Nearest:/],
  ])('answers %s with one clear message', (_, code, args, message) => {
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

describe('pullquote check-quotes', () => {
  const QUOTED =
    'Okoye said “it was built in 1961 for smaller ships” and “it sank in 1961 with all its ships”.';

  it('tells what became of each quotation, and fails where one is altered', () => {
    const file = join(scratch, 'message.txt');
    writeFileSync(file, QUOTED);
    const { stdout, status } = pullquote(['check-quotes', file]);
    expect(stdout).toMatch(/Verbatim\n\n {4}“It was built in 1961 for smaller ships”\n\n— Amina Okoye/);
    expect(stdout).toMatch(/Not found in the stored stories: it sank/);
    expect(status).toBe(0);
    const altered = pullquote(['check-quotes', '-'], {
      input: '“It was built in 1961 for much smaller ships”',
    });
    expect(altered.stdout).toContain('[-much-]');
    expect(altered.status).toBe(1);
    rmSync(file);
  });

  it('gives the same as data, as batch does', () => {
    const [answer] = batch([{ id: 1, op: 'check', text: QUOTED }]);
    expect(answer.quotes).toMatchObject([
      { verdict: 'verbatim', story: 'harbour-bridge-reopens', paragraph: 4, speaker: 'Amina Okoye' },
      { text: 'it sank in 1961 with all its ships', verdict: 'not found' },
    ]);
    const { stdout } = pullquote(['check-quotes', '-', '--json'], { input: QUOTED });
    expect(JSON.parse(stdout)).toEqual({ quotes: answer.quotes });
    expect(batch([{ op: 'check', text: QUOTED, story: 'library-night-hours' }])[0].quotes).toMatchObject([
      { verdict: 'not found' },
      { verdict: 'not found' },
    ]);
  });

  it('says so where a text quotes nothing, and where there is none', () => {
    expect(pullquote(['check-quotes', '-'], { input: 'plain' })).toMatchObject({
      stdout: expect.stringMatching(/^Nothing in it/),
      status: 0,
    });
    expect(pullquote(['check-quotes', '/nowhere/at/all'])).toMatchObject({
      stderr: expect.stringMatching(/cannot be read/),
      status: 1,
    });
    expect(pullquote(['check-quotes']).status).toBe(2);
  });
});
