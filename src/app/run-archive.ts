import { resolve } from 'node:path';
import { hasArchive, openArchive } from '../adapters/archive/open-archive.ts';
import type { OpenArchive } from '../adapters/archive/sqlite/sqlite-archive.ts';
import type { Clock } from '../domain/ports.ts';
import type { Config } from './config.ts';

/**
 * The archive for one run at a terminal: the bot's, where there is one and it is of the same content folder or, as after the
 * first `pullquote add`, of none yet, since only then it may be brought up to date; else one in memory, which leaves no file.
 */
export async function openRunArchive({ STORE_URL, CONTENT_DIR }: Config, clock: Clock): Promise<OpenArchive> {
  if (hasArchive(STORE_URL)) {
    const archive = await openArchive(STORE_URL, clock);
    const folder = (await archive.folder()) ?? resolve(CONTENT_DIR);
    if (folder === resolve(CONTENT_DIR)) return archive;
    await archive.close();
  }
  return openArchive('sqlite::memory:', clock);
}
