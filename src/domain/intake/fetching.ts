/** Why a document could not be had. */
export type FetchFault =
  /** No http(s) address, or one with credentials in it. */
  | 'bad-address'
  /** A port that web servers do not use. */
  | 'port'
  /** It leads into a private network, by itself, by its name or by a redirect. */
  | 'private'
  | 'unknown-host'
  | 'unreachable'
  | 'timeout'
  | 'too-large'
  | 'redirects'
  /** The body's compression is unknown or broken. */
  | 'encoding';

/** A document that could not be fetched; the message is one sentence for whoever asked for it. */
export class FetchError extends Error {
  override readonly name = 'FetchError';
  readonly fault: FetchFault;

  constructor(fault: FetchFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}

export interface FetchRequest {
  readonly url: string;
  /** The types wanted, as in an Accept header. */
  readonly accept: string;
  /** Further request headers, such as If-None-Match. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A server's answer, whatever its status. `headers` have names in lower case. */
export interface FetchedDocument {
  /** Where the redirects ended. */
  readonly url: string;
  readonly status: number;
  /** All redirects on the way were permanent, and there was one. */
  readonly isMoved: boolean;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Decompressed; empty for 304 and for a status of failure. */
  readonly body: Uint8Array;
}

/**
 * Reads documents from the web, bounded in time, size and redirects, and from public addresses only. Throws
 * `FetchError`, and nothing else.
 */
export interface Fetcher {
  fetch(request: FetchRequest): Promise<FetchedDocument>;
}
