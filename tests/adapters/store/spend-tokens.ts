import { openStore } from '../../../src/adapters/store/store.ts';
import { createUsageLedger } from '../../../src/domain/model/usage.ts';

// A process that spends as much as it is given, for tests of several at once: STORE_URL, calls, the guild's budget.
const [url = '', calls = '0', budget = '0'] = process.argv.slice(2);
const { usage, close } = await openStore(url);
const ledger = createUsageLedger(
  { book: usage, clock: Date },
  { guild: Number(budget), member: Number.POSITIVE_INFINITY },
);
process.stdout.write('ready\n');
process.stdin.once('data', async () => {
  let held = 0;
  for (let n = 0; n < Number(calls); n += 1) {
    if (typeof (await ledger.hold({ guild: 'g1' }, 100)) === 'object') held += 1;
  }
  process.stdout.write(`${held}\n`);
  await close();
  process.stdin.destroy();
});
