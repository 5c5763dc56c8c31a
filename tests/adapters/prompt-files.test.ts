import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lintPrompts, loadPrompts } from '../../src/adapters/prompt-files.ts';
import { delimitData, estimateTokens } from '../../src/domain/model/delimited-data.ts';
import { PROMPTS_DIR } from '../fixtures/model-access.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prompts-'));
  cpSync(PROMPTS_DIR, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

function revise(name: string, change: (text: string) => string): void {
  const file = join(folder, `${name}.md`);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

describe('the prompts', () => {
  it('are in order', () => expect(lintPrompts(PROMPTS_DIR)).toEqual([]));

  it('put instructions first, then passages, then the request', () => {
    const values = { passages: 'PASSAGES', focus: 'FOCUS', maxWords: '40', maxSentences: '2' };
    const { system, user } = loadPrompts(folder).render('summary', values);
    expect(system).toMatch(/^You summarise/);
    expect(user).toMatch(/^PASSAGES\n[\s\S]*FOCUS[\s\S]*40 words/);
  });

  it('are regular files: a pipe is not waited for', () => {
    rmSync(join(folder, 'judge.md'));
    execFileSync('mkfifo', [join(folder, 'judge.md')]);
    expect(() => loadPrompts(folder)).toThrow('judge.md:1: is not a regular file');
  });

  it('fill placeholders once: a story that holds one changes nothing', () => {
    const values = { passages: '{{focus}} $& $1', focus: 'secret', maxWords: '40', maxSentences: '2' };
    expect(loadPrompts(folder).render('summary', values).user).toMatch(/^\{\{focus\}\} \$& \$1\n/);
  });

  it.each(['summary', 'answer', 'repair', 'judge', 'checker', 'translate', 'quotes'] as const)(
    'spend at most 700 tokens on %s beyond the data itself',
    (name) => {
      const data = delimitData('0123456789abcdef', {
        passages: '',
        focus: '',
        question: '',
        sentences: '',
        task: '',
        quotations: '',
        subject: '',
        document: '',
        claim: '',
      });
      const values = {
        ...data,
        maxWords: '180',
        maxSentences: '8',
        language: 'Brazilian Portuguese (pt-BR)',
      };
      const { system, user } = loadPrompts(folder).render(name, values);
      expect(estimateTokens(system + user)).toBeLessThanOrEqual(700);
    },
  );

  it('get another version when any of them is revised', () => {
    const before = loadPrompts(folder).version;
    expect(loadPrompts(folder).version).toBe(before);
    revise('judge', (text) => text.replace('unbroken', 'whole'));
    expect(loadPrompts(folder).version).not.toBe(before);
  });
});

describe('a faulty prompt', () => {
  it.each([
    [
      'an unknown placeholder',
      (text: string) => `${text}\n{{weather}}`,
      32,
      'no value is given for {{weather}}',
    ],
    ['an unused one', (text: string) => text.replace('{{focus}}', ''), 30, '{{focus}} is not used'],
    [
      'one among the instructions',
      (text: string) => text.replace('Rules:', 'Rules for {{focus}}:'),
      12,
      '{{focus}} belongs in the part "# User"',
    ],
    [
      'another name',
      (text: string) => text.replace('name: summary', 'name: sum'),
      2,
      'name: must be summary',
    ],
    ['no version', (text: string) => text.replace('version: 2\n', ''), 2, 'version: '],
    ['no parts', (text: string) => text.replace('# User', 'User'), 1, 'must have front matter'],
  ])('is found with its place: %s', (_, change, line, reason) => {
    revise('summary', change);
    const faults = lintPrompts(folder);
    expect(faults).toEqual([
      { file: join(folder, 'summary.md'), line, reason: expect.stringContaining(reason) },
    ]);
    expect(() => loadPrompts(folder)).toThrow(`summary.md:${line}: ${reason}`);
  });

  it('is found when it is missing', () => {
    rmSync(join(folder, 'judge.md'));
    expect(lintPrompts(folder)).toEqual([
      { file: join(folder, 'judge.md'), line: 1, reason: 'cannot be read' },
    ]);
  });
});
