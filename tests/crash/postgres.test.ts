import { expect, it } from 'vitest';
import { NO_POSTGRES } from '../fixtures/engines.ts';
import { killProcesses } from './kill-processes.ts';

it.skipIf(NO_POSTGRES !== '')(
  `posts every slot and item once while two processes and their engines are killed${NO_POSTGRES}`,
  { timeout: 300_000 },
  async () => {
    const report = await killProcesses(6, 2);
    expect(report).toMatchObject({ duplicates: [], unaccounted: [], mismatched: [], lost: [] });
    expect(report.schedules.posted).toBeGreaterThan(10);
    expect(report.items.posts).toBeGreaterThan(5);
  },
);
