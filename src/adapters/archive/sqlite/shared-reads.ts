import type { OperationName, Operations } from './operations.ts';
import type { OperationCaller } from './thread-client.ts';

/** Reads of which those that are the same and under way at the same time are done once. */
export interface SharedReads extends Pick<OperationCaller, 'call'> {
  /** From now on nobody joins a read that has begun: what was written is to be seen by whoever asks next. */
  renew(): void;
}

/** Shares the reads of `reader`. What they give is shared, too, and not to be changed. */
export function shareReads({ call }: Pick<OperationCaller, 'call'>): SharedReads {
  const underWay = new Map<string, Promise<unknown>>();

  function begin(key: string, read: () => Promise<unknown>): Promise<unknown> {
    const result = read().finally(() => {
      if (underWay.get(key) === result) underWay.delete(key);
    });
    underWay.set(key, result);
    return result;
  }

  return {
    call<N extends OperationName>(name: N, ...args: Parameters<Operations[N]>) {
      const key = JSON.stringify([name, args]);
      const result = underWay.get(key) ?? begin(key, () => call(name, ...args));
      // The key names the operation.
      return result as Promise<ReturnType<Operations[N]>>;
    },
    renew: () => underWay.clear(),
  };
}
