import { expect, it } from 'vitest';
import { reportUsage } from '../../../src/cli/tasks/usage.ts';

it('prints tokens by day and guild, and their sum', () => {
  const day = { calls: 2, promptTokens: 1200, completionTokens: 300, held: 0 };
  const report = reportUsage([
    { ...day, day: '2026-03-02', guild: '200' },
    { ...day, day: '2026-03-01', guild: '3000', held: 900 },
  ]);
  expect(report).toBe(
    [
      'day         guild  calls  prompt  answer  set aside',
      '2026-03-02  200    2      1200    300     0',
      '2026-03-01  3000   2      1200    300     900',
      '3000 tokens in all\n',
    ].join('\n'),
  );
});
