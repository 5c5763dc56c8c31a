/** A mistake of whoever asked; `message` is shown to them as it stands. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** The language model could not be used or answered badly. Its message is for the log, never for a member. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}

/** The store could not be opened, read or written. Its message is for the log and the operator. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}
