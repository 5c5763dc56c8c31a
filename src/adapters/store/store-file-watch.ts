import { statSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Log } from '../../domain/ports.ts';

/** Whether the file that the store is in is still there under its name: what is written to another one is lost. */
export interface StoreFileWatch {
  /** `undefined` while all is well. */
  fault(): string | undefined;
  close(): void;
}

/** Looks at each change in the file's folder, and says it in the log at once. */
export function watchStoreFile(path: string, log: Log): StoreFileWatch {
  if (path === ':memory:') return { fault: () => undefined, close: () => undefined };
  const own = identify(path);
  let said: string | undefined;

  function fault(): string | undefined {
    const now = identify(path);
    if (now === own) return undefined;
    return now === undefined
      ? `The store's file ${path} was deleted: what is stored from now on is lost at the next start.`
      : `The store's file ${path} was replaced by another: what is stored from now on is lost at the next start.`;
  }
  function look(): void {
    const found = fault();
    if (found !== undefined && found !== said) log.error({ file: path }, found);
    said = found;
  }
  const watcher = watch(dirname(path), { persistent: false }, (_, name) => {
    // The write-ahead log changes with every write.
    if (name === null || name === basename(path)) look();
  });
  // The folder itself is gone, or cannot be watched any more; `fault` tells what became of the file.
  watcher.on('error', look);
  return { fault, close: () => watcher.close() };
}

function identify(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats && `${stats.dev} ${stats.ino}`;
}
