import { setTimeout as sleep } from 'node:timers/promises';
import { ModelError } from '../domain/errors.ts';
import type { Log } from '../domain/ports.ts';
import { type EmbeddingPorts, embedNextStory } from '../domain/search/embed-stories.ts';

/** The rest after a story: nobody waits for its vectors, and others use the server, too. */
const PACE_MS = 200;

/**
 * Gives stories their vectors, one at a time, until none lacks them. What is stored says what is left to do, so each call
 * goes on where the one before ended. A server without such a model is given up until the next start.
 */
export function createEmbeddingWork(
  ports: EmbeddingPorts & { readonly log: Log },
): (signal: AbortSignal) => Promise<void> {
  const { log } = ports;
  let isAbsent = false;
  let isFailing = false;
  return async (signal) => {
    try {
      while (!isAbsent && !signal.aborted && (await embedNextStory(ports, signal)) !== undefined) {
        isFailing = false;
        await sleep(PACE_MS, undefined, { signal, ref: false }).catch(() => undefined);
      }
    } catch (err) {
      if (signal.aborted) return;
      if (!(err instanceof ModelError)) throw err;
      isAbsent = err.fault === 'absent';
      if (isAbsent) log.warn({ err }, 'no embeddings: search goes by words alone');
      else if (!isFailing) log.warn({ err }, 'stories got no vectors; it is tried again');
      isFailing = true;
    }
  };
}
