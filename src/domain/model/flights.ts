import type { ShowStage, Stage } from './stage.ts';

/** Work under way, by key: whoever asks for the same joins it. */
export interface Flights<T> {
  /** The result of `start`, or of the work with this key that is already under way (`joined`). */
  share(
    key: string,
    start: (announce: (stage: Stage) => void) => Promise<T>,
    onStage?: ShowStage,
  ): Promise<{ readonly value: T; readonly joined: boolean }>;
}

interface Flight<T> {
  readonly result: Promise<T>;
  readonly listeners: Set<(stage: Stage) => void>;
  stage: Stage | undefined;
}

/** Starts with nothing under way. */
export function createFlights<T>(): Flights<T> {
  const flights = new Map<string, Flight<T>>();

  function launch(key: string, start: (announce: (stage: Stage) => void) => Promise<T>): Flight<T> {
    const listeners: Flight<T>['listeners'] = new Set();
    const announce = (stage: Stage) => {
      flight.stage = stage;
      for (const listen of listeners) listen(stage);
    };
    // Deferred, so that the first listener is there before the first stage.
    const result = Promise.resolve().then(() => start(announce));
    const flight: Flight<T> = {
      result: result.finally(() => flights.delete(key)),
      listeners,
      stage: undefined,
    };
    flights.set(key, flight);
    return flight;
  }

  return {
    async share(key, start, onStage) {
      const running = flights.get(key);
      const flight = running ?? launch(key, start);
      let shown = Promise.resolve();
      const listen = (stage: Stage) => {
        shown = shown.then(() => onStage?.(stage));
      };
      flight.listeners.add(listen);
      if (flight.stage) listen(flight.stage);
      const value = await flight.result;
      // A stage that is shown late would replace the answer.
      await shown;
      return { value, joined: running !== undefined };
    },
  };
}
