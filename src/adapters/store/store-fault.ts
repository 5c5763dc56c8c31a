import { StoreError } from '../../domain/errors.ts';

/** SQLITE_FULL: https://www.sqlite.org/rescode.html#full */
const SQLITE_FULL = 13;
/** disk_full: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const POSTGRES_FULL = '53100';

/** Runs `work`; whatever it throws becomes a StoreError that says what was being done, with the fault as its cause. */
export async function withStoreFault<T>(doing: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    throw new StoreError(`The store failed while ${doing}${isFull(cause) ? ': its disk is full' : ''}.`, {
      cause,
    });
  }
}

/** Whether there was no room for what was to be written. */
function isFull(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  return (
    ('errcode' in fault && fault.errcode === SQLITE_FULL) || ('code' in fault && fault.code === POSTGRES_FULL)
  );
}
