import { join } from 'node:path';
import { expect, it } from 'vitest';
import { measureDesk } from '../../bench/desk.ts';
import { readDeskSets } from '../../bench/desk-sets.ts';

const DATA = join('..', 'shared', 'data');
const sets = readDeskSets(DATA);

it.skipIf(sets.size === 0)(
  `keeps what is true and stops what is not, with a judge right 19 times in 20 (skipped without ${DATA})`,
  async () => {
    const { supported, unsupported, kept, mended, caught, altered } = await measureDesk(
      [...sets.values()].flat(),
    );
    expect(supported + unsupported).toBe(1_000);
    expect((kept + mended) / supported).toBeGreaterThanOrEqual(0.94);
    expect(caught / unsupported).toBeGreaterThanOrEqual(0.93);
    expect(altered).toBe(0);
  },
  300_000,
);
