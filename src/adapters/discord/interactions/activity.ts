/** How long somebody who asked counts as being there. */
const LASTS_MS = 1000;

/** Who was there a moment ago, as far as it takes to tell whether anybody is alone. */
export interface Activity {
  note(who: string): void;
  /** Whether anybody but `who` was there in the last second. */
  hasOthers(who: string): boolean;
}

export function createActivity(): Activity {
  // The last two are enough: one of them is somebody else.
  let latest = { who: '', at: Number.NEGATIVE_INFINITY };
  let before = latest;
  return {
    note(who) {
      if (who !== latest.who) before = latest;
      latest = { who, at: performance.now() };
    },
    hasOthers(who) {
      const { at } = latest.who === who ? before : latest;
      return performance.now() - at < LASTS_MS;
    },
  };
}
