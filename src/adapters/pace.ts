/** Gives out turns, so many a second, evenly spread; those `ahead` before the others, otherwise in order. */
export interface Pace {
  /** Resolves with true when the turn has come, or with false when it will not come any more. */
  take(place?: 'ahead'): Promise<boolean>;
  /** Gives no more turns. */
  stop(): void;
}

/** A pace of `perSecond` turns. Discord allows 50 requests a second in all, of which other requests take some. */
export function createPace(perSecond: number): Pace {
  const spacingMs = 1000 / perSecond;
  const ahead: ((isOn: boolean) => void)[] = [];
  const others: ((isOn: boolean) => void)[] = [];
  let nextAt = 0;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  function serve(): void {
    timer = undefined;
    const now = performance.now();
    if (now >= nextAt) {
      const turn = ahead.shift() ?? others.shift();
      if (!turn) return;
      // Counted from now: a late turn is not made up for, since after a stall that would be a burst.
      nextAt = now + spacingMs;
      turn(true);
    }
    if (ahead.length + others.length > 0) timer = setTimeout(serve, Math.max(nextAt - now, 1));
  }
  return {
    take(place) {
      if (isStopped) return Promise.resolve(false);
      return new Promise((resolve) => {
        (place === 'ahead' ? ahead : others).push(resolve);
        if (timer === undefined) serve();
      });
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
      for (const turn of [...ahead.splice(0), ...others.splice(0)]) turn(false);
    },
  };
}
