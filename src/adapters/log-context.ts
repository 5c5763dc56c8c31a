import { AsyncLocalStorage } from 'node:async_hooks';

const fieldsOfWork = new AsyncLocalStorage<object>();

/** Runs `work`; each line that is logged in it, however deep and late, carries `fields` beside those around it. */
export function withLogFields<T>(fields: object, work: () => T): T {
  return fieldsOfWork.run({ ...fieldsOfWork.getStore(), ...fields }, work);
}

/** Runs `work` that was asked for earlier, perhaps elsewhere: its lines carry what they would have there, and nothing of here. */
export function continueLogFields<T>(fields: object, work: () => T): T {
  return fieldsOfWork.run(fields, work);
}

/** What the work that runs now is logged with; empty outside of any. */
export function currentLogFields(): object {
  return fieldsOfWork.getStore() ?? {};
}
