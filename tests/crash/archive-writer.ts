import { openSqliteArchive } from '../../src/adapters/archive/sqlite/sqlite-archive.ts';
import { incomingOf } from '../fixtures/archive.ts';
import { storyNumber } from './archive-stories.ts';

/*
 * Stores stories into an archive until all are there, and says how many it knows to be stored: a program to be killed.
 * Arguments: the archive's file, how many stories. Every tenth comes twice, rewritten the second time.
 */
const [file = '', count = '0'] = process.argv.slice(2);
const archive = await openSqliteArchive(file, { now: Date.now });
for (let n = 0; n < Number(count); n += 1) {
  const story = storyNumber(n);
  const known = await archive.find({}, `file:${story.id}`);
  if (known?.hash === story.hash) continue;
  if (n % 10 === 0 && !known) await archive.put(incomingOf(storyNumber(n, 'draft')));
  await archive.put(incomingOf(story));
  process.stdout.write(`${n}\n`);
}
await archive.close();
process.stdout.write('all\n');
