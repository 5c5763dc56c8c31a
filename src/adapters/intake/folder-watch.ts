import { watch } from 'node:fs';
import type { Log } from '../../domain/ports.ts';

/** Editors save in several steps; a change counts when the folder has been quiet for this long. */
const SETTLE_MS = 100;
/** How long until a folder that could not be read is tried again. */
const RETRY_MS = 2000;

export interface FolderWatch {
  close(): void;
}

/**
 * Calls `read` after each change in `folder`, until closed. When `read` throws, as for a folder that is gone, it is
 * logged once and tried again until it does not.
 */
export function watchFolder(folder: string, read: () => Promise<void>, log: Log): FolderWatch {
  let watcher = arm();
  let settling: NodeJS.Timeout | undefined;
  let failing = false;
  let closed = false;

  function arm() {
    const armed = watch(folder, { persistent: false }, () => readIn(SETTLE_MS));
    return armed.on('error', (err) => log.warn({ err, folder }, 'stopped watching the folder'));
  }

  function readIn(delayMs: number): void {
    clearTimeout(settling);
    settling = setTimeout(() => void readSafely(), delayMs).unref();
  }

  async function readSafely(): Promise<void> {
    try {
      // Anew each time: a folder that was replaced by another of its name is another to the watcher.
      watcher.close();
      watcher = arm();
      await read();
      failing = false;
    } catch (err) {
      if (!failing && !closed)
        log.error({ err, folder }, 'could not read the folder again; what was read last stays');
      failing = true;
      if (!closed) readIn(RETRY_MS);
    }
  }

  return {
    close() {
      closed = true;
      clearTimeout(settling);
      watcher.close();
    },
  };
}
