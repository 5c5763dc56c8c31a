import { StoreError } from '../../domain/errors.ts';

/** Runs `work`; whatever it throws becomes a StoreError that says what was being done, with the fault as its cause. */
export async function withStoreFault<T>(doing: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    throw new StoreError(`The store failed while ${doing}.`, { cause });
  }
}
