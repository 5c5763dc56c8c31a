import type { ArchiveWriter } from '../../domain/story/archive.ts';

/** How long what was shown is gathered before it is written down; what a crash loses of it matters little. */
const TOUCH_EVERY_MS = 60_000;

/** Gathers which stories are asked for and writes it down now and then. */
export function createShownStories(touch: ArchiveWriter['touch'], now: () => number) {
  const ids = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const gathered = [...ids];
    ids.clear();
    if (gathered.length > 0) await touch(gathered, now());
  }
  return {
    add(id: string): void {
      ids.add(id);
      // That a story was shown is written down again with the next one; no answer may fail for it.
      timer ??= setTimeout(() => flush().catch(() => undefined), TOUCH_EVERY_MS).unref();
    },
    flush,
  };
}
