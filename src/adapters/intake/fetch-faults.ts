import { errors } from 'undici';
import { FetchError } from '../../domain/intake/fetching.ts';

/** The fault of a server that is waited for no longer. */
export function tooLate(options?: ErrorOptions): FetchError {
  return new FetchError('timeout', 'The server takes too long to answer.', options);
}

/** What went wrong with the document at `address`, in words for whoever asked for it. */
export function explainFault(cause: unknown, address: string): FetchError {
  if (cause instanceof FetchError) return cause;
  if (cause instanceof Error && cause.cause instanceof FetchError) return cause.cause;
  const options = { cause };
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const name = cause instanceof Error ? cause.name : '';
  if (name === 'TimeoutError' || cause instanceof errors.ConnectTimeoutError || code.includes('_TIMEOUT')) {
    return tooLate(options);
  }
  if (['ENOTFOUND', 'EAI_AGAIN', 'ENODATA'].includes(code)) {
    return new FetchError('unknown-host', `There is no host ${URL.parse(address)?.hostname}.`, options);
  }
  return new FetchError('unreachable', 'The server cannot be reached.', options);
}
