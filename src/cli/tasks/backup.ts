import { existsSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { archivePath } from '../../adapters/archive/open-archive.ts';
import { backUpSqlite } from '../../adapters/sqlite-backup.ts';
import { UserError } from '../../domain/errors.ts';
import { UsageError } from '../flags.ts';
import type { Task } from '../task.ts';

/** `pullquote backup`. */
export const BACKUP: Task = {
  words: 'FOLDER',
  about: 'Copies the store and the archive into a folder, also while the bot runs',
  more: 'To restore, stop the bot and put the files back where they were. With PostgreSQL use pg_dump (docs/operating).',
  flags: {},
  async run({ config, words, out }) {
    const [folder, ...rest] = words;
    if (folder === undefined || rest.length > 0) throw new UsageError('backup takes one folder.');
    const [, store] = /^sqlite:(.+)$/s.exec(config.STORE_URL) ?? [];
    if (store === undefined)
      throw new UserError('STORE_URL is PostgreSQL: pg_dump copies it (docs/operating).');
    const files = [store, archivePath(config.STORE_URL)].filter((file) => existsSync(file));
    if (files.length === 0) throw new UserError(`There is no ${store} yet.`);
    mkdirSync(folder, { recursive: true });
    for (const file of files) {
      const target = join(folder, basename(file));
      await backUpSqlite(file, target);
      await out.print(`${file} → ${target}\n`);
    }
    return true;
  },
};
