/** Gives out turns, so many a second, evenly spread; those `ahead` before the others, otherwise in order. */
export interface Pace {
  (ahead?: 'ahead'): Promise<void>;
  /** Resolves all who wait at once: the program is stopping, and their requests will be refused elsewhere. */
  release(): void;
}

/** A pace of `perSecond` turns. Discord allows 50 requests a second in all, of which replies take some. */
export function createPace(perSecond: number): Pace {
  const spacingMs = 1000 / perSecond;
  const ahead: (() => void)[] = [];
  const waiting: (() => void)[] = [];
  let nextAt = 0;
  let timer: NodeJS.Timeout | undefined;

  function serve(): void {
    timer = undefined;
    const now = performance.now();
    // A late timer gives the turns that are due together, but never more than a tenth of a second's.
    nextAt = Math.max(nextAt, now - 100);
    while (nextAt <= now) {
      const turn = ahead.shift() ?? waiting.shift();
      if (!turn) return;
      nextAt += spacingMs;
      turn();
    }
    if (ahead.length + waiting.length > 0) timer = setTimeout(serve, nextAt - now);
  }
  const pace = (place?: 'ahead') =>
    new Promise<void>((resolve) => {
      (place === 'ahead' ? ahead : waiting).push(resolve);
      if (timer === undefined) serve();
    });
  return Object.assign(pace, {
    release() {
      for (const turn of [...ahead.splice(0), ...waiting.splice(0)]) turn();
    },
  });
}
