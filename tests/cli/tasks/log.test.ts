import { expect, it } from 'vitest';
import { jsonLines } from '../../../src/cli/table.ts';
import { publicRow, reportLedger } from '../../../src/cli/tasks/log.ts';
import type { SlotRow } from '../../../src/domain/schedule/ledger.ts';

const place = { schedule: 'abcd1234', guild: '10', channel: '20', subjects: [], attempts: 1 };
const ROWS: SlotRow[] = [
  { ...place, slot: Date.UTC(2026, 10, 23, 8), state: 'posted', message: '300' },
  { ...place, slot: Date.UTC(2026, 10, 22, 8), state: 'failed', reason: 'The channel is gone.' },
];

it('prints a line for each slot', () => {
  expect(reportLedger(ROWS)).toBe(
    [
      'slot                      schedule  guild  channel  state   message or reason',
      '2026-11-23T08:00:00.000Z  abcd1234  10     20       posted  300',
      '2026-11-22T08:00:00.000Z  abcd1234  10     20       failed  The channel is gone.\n',
    ].join('\n'),
  );
  expect(reportLedger([])).toBe('Nothing was due yet.\n');
});

it('prints an object a line for programs', () => {
  const lines = jsonLines(ROWS.map(publicRow)).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      ...{ schedule: 'abcd1234', guild: '10', channel: '20' },
      ...{ slot: '2026-11-23T08:00:00.000Z', state: 'posted', message: '300' },
    },
    {
      ...{ schedule: 'abcd1234', guild: '10', channel: '20' },
      ...{ slot: '2026-11-22T08:00:00.000Z', state: 'failed', reason: 'The channel is gone.' },
    },
  ]);
});
