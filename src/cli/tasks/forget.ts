import { openArchive } from '../../adapters/archive/open-archive.ts';
import { createClock } from '../../adapters/clock.ts';
import { openStore } from '../../adapters/store/store.ts';
import { createLog } from '../../app/log.ts';
import { forgetGuild } from '../../domain/departed-guilds.ts';
import { UsageError } from '../flags.ts';
import type { Task } from '../task.ts';

/** `pullquote forget`. */
export const FORGET: Task = {
  words: 'GUILD',
  about: 'Deletes at once all that is stored for a server: its stories, feeds, schedules, posts, tokens',
  more: 'Shared stories stay. Works beside a running bot. What a server had is else deleted 30 days after the bot was removed.',
  flags: {},
  async run({ config, words, out }) {
    const [guild, ...rest] = words;
    if (guild === undefined || rest.length > 0) throw new UsageError('forget takes the id of one server.');
    const log = createLog(config.LOG_LEVEL);
    const clock = createClock();
    const store = await openStore(config.STORE_URL, { log, cacheUrl: config.CACHE_URL });
    const archive = await openArchive(config.STORE_URL, clock, log);
    try {
      const stories = await forgetGuild({ ...store, archive, clock, log }, guild);
      await out.print(`Forgotten: server ${guild}, with ${stories} stories of its own.\n`);
    } finally {
      await archive.close();
      await store.close();
    }
    return true;
  },
};
