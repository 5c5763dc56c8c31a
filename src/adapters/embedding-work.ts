import { setTimeout as sleep } from 'node:timers/promises';
import { ModelError } from '../domain/errors.ts';
import type { Log } from '../domain/ports.ts';
import { type EmbeddingPorts, embedNextStory } from '../domain/search/embed-stories.ts';

/** The rest after a story, when there is none to do, and after a fault. */
const PACE_MS = 200;
const IDLE_MS = 5_000;
const FAULT_MS = 60_000;

/** Stops the work, a request under way with it. */
export interface EmbeddingWork {
  stop(): Promise<void>;
}

/**
 * Gives stories their vectors, one at a time, while nobody waits for it. What is stored says what is left to do, so a
 * restart goes on where this ended. A server without such a model is given up until the next start.
 */
export function startEmbeddingWork(ports: EmbeddingPorts & { readonly log: Log }): EmbeddingWork {
  const { log } = ports;
  const stopped = new AbortController();
  const { signal } = stopped;
  let isFailing = false;

  /** The rest before the next one; `undefined` when there is to be none. */
  async function doNext(): Promise<number | undefined> {
    try {
      const story = await embedNextStory(ports, signal);
      isFailing = false;
      return story === undefined ? IDLE_MS : PACE_MS;
    } catch (err) {
      if (signal.aborted) return undefined;
      const isAbsent = err instanceof ModelError && err.fault === 'absent';
      if (isAbsent) log.warn({ err }, 'no embeddings: search goes by words alone');
      else if (!isFailing) log.warn({ err }, 'stories got no vectors; tried again every minute');
      isFailing = true;
      return isAbsent ? undefined : FAULT_MS;
    }
  }

  const work = (async () => {
    for (let restMs = await doNext(); restMs !== undefined; restMs = await doNext()) {
      await sleep(restMs, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
    }
  })();
  return {
    async stop() {
      stopped.abort();
      await work;
    },
  };
}
