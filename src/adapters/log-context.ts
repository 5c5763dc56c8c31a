import { AsyncLocalStorage } from 'node:async_hooks';

const fieldsOfWork = new AsyncLocalStorage<object>();

/** Runs `work`; each line that is logged in it, however deep and late, carries `fields` beside those around it. */
export function withLogFields<T>(fields: object, work: () => T): T {
  return fieldsOfWork.run({ ...fieldsOfWork.getStore(), ...fields }, work);
}

/** What the work that runs now is logged with; empty outside of any. */
export function currentLogFields(): object {
  return fieldsOfWork.getStore() ?? {};
}
