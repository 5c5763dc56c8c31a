/** Runs pieces of work one after the other, in order; one that fails does not hold up the next. */
export type Queue = <T>(work: () => Promise<T>) => Promise<T>;

/** An empty queue. */
export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}

/** A function that runs `work` one at a time: whoever calls while it runs shares one run that begins after it. */
export function createSharedRuns(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const run = (): Promise<void> => {
    next = undefined;
    const mine = work().finally(() => {
      if (running === mine) running = undefined;
    });
    running = mine;
    return mine;
  };
  return () => {
    // A run has ended a moment before the next one begins: who asks in between shares that one, too.
    if (!running) return next ?? run();
    next ??= running.catch(() => undefined).then(run);
    return next;
  };
}
