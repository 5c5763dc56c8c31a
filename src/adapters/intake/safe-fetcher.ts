import type { LookupFunction, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import {
  FetchError,
  type FetchedDocument,
  type Fetcher,
  type FetchRequest,
} from '../../domain/intake/fetching.ts';
import { type AddressRules, checkAddress } from './address-check.ts';
import { ACCEPTED_CODINGS, readBody } from './body.ts';
import { explainFault, tooLate } from './fetch-faults.ts';
import { createHostTurns } from './host-turns.ts';
import {
  type AddressRule,
  createGuardedLookup,
  isPublicAddress,
  isPublicOrLoopback,
  refuseAddress,
} from './public-address.ts';

export interface FetcherSettings {
  /** Names the program and its version. */
  readonly userAgent: string;
  /** Ports besides 80 and 443; loopback, where it is allowed, may use any. */
  readonly ports?: readonly number[];
  /** The program's own servers on this machine, such as the playground's, by `http://host:port`. */
  readonly origins?: readonly string[];
  /** Only for tests: servers on this machine may be read. */
  readonly allowsLoopback?: boolean;
  /** Between two requests to one host. */
  readonly paceMs?: number;
  /** For one document with all its redirects, without the waiting for the hosts' turns. */
  readonly timeoutMs?: number;
  /** Of a body, both as sent and decompressed. */
  readonly maxBytes?: number;
  /** How names become addresses; the system's way when absent. */
  readonly lookup?: LookupFunction;
}

/** A `Fetcher` that holds connections until it is closed. */
export interface SafeFetcher extends Fetcher {
  close(): Promise<void>;
}

const MOST_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const PERMANENT = new Set([301, 308]);
const DEFAULTS = {
  origins: [],
  ports: [],
  allowsLoopback: false,
  paceMs: 1000,
  timeoutMs: 15_000,
  maxBytes: 5_000_000,
};

/** One answer of one server: a document, or the way to the next one. */
interface Hop {
  readonly document: Omit<FetchedDocument, 'isMoved'>;
  readonly location?: string;
}

/** The only way by which the program reads what members and feeds point it to. */
export function createSafeFetcher(given: FetcherSettings): SafeFetcher {
  const settings = { ...DEFAULTS, ...given };
  const allows = settings.allowsLoopback ? isPublicOrLoopback : isPublicAddress;
  const { origins } = settings;
  const rules = { allows, origins, ports: settings.allowsLoopback ? ('any' as const) : settings.ports };
  const agent = createGuardedAgent({ allows, origins }, settings.lookup);
  const turns = createHostTurns(settings.paceMs);
  const headers = { 'user-agent': settings.userAgent, 'accept-encoding': ACCEPTED_CODINGS };

  async function takeHop(url: URL, request: FetchRequest, signal: AbortSignal): Promise<Hop> {
    const options = { headers: { ...headers, accept: request.accept, ...request.headers }, signal };
    const answer = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'GET',
      ...options,
    });
    const answerHeaders = flatten(answer.headers);
    const document = { url: url.href, status: answer.statusCode, headers: answerHeaders };
    const { location } = answerHeaders;
    if (Math.floor(answer.statusCode / 100) !== 2) {
      // Its words are not wanted, and reading them to the end may take for ever.
      answer.body.on('error', () => {}).destroy();
      const isRedirect = REDIRECTS.has(answer.statusCode) && location !== undefined;
      return { document: { ...document, body: new Uint8Array() }, ...(isRedirect && { location }) };
    }
    const body = await readBody(answer.body, answerHeaders['content-encoding'], settings.maxBytes);
    return { document: { ...document, body } };
  }

  async function follow(request: FetchRequest): Promise<FetchedDocument> {
    let url = checkAddress(request.url, rules);
    let leftMs = settings.timeoutMs;
    let isMoved = true;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const { document, location } = await turns.take(url.host, async () => {
        const start = performance.now();
        const hop = await withDeadline(leftMs, (signal) => takeHop(url, request, signal));
        leftMs -= performance.now() - start;
        return hop;
      });
      if (location === undefined) return { ...document, isMoved: isMoved && redirects > 0 };
      isMoved &&= PERMANENT.has(document.status);
      url = checkAddress(location, rules, url);
      if (leftMs <= 0) throw tooLate();
    }
    throw new FetchError('redirects', `It redirects more than ${MOST_REDIRECTS} times.`);
  }
  return {
    async fetch(request) {
      try {
        return await follow(request);
      } catch (cause) {
        throw explainFault(cause, request.url);
      }
    },
    close: () => agent.destroy(),
  };
}

/** Connections to allowed addresses only: names are checked as they are looked up, and each socket once more. */
function createGuardedAgent(
  { allows, origins }: Pick<AddressRules, 'allows' | 'origins'>,
  lookup?: LookupFunction,
): Agent {
  const connect = buildConnector({
    timeout: 10_000,
    allowH2: false,
    lookup: createGuardedLookup(allows, lookup),
  });
  return new Agent({
    connections: 1,
    headersTimeout: 15_000,
    bodyTimeout: 15_000,
    maxHeaderSize: 32_768,
    keepAliveTimeout: 5000,
    keepAliveMaxTimeout: 30_000,
    connect(options, callback) {
      connect(options, (...[error, socket]) => {
        if (error) return callback(error, null);
        const { protocol, hostname, port } = options;
        const isOwn = origins.includes(`${protocol}//${hostname}:${port}`);
        if (isOwn || isConnectedTo(socket, allows)) return callback(null, socket);
        socket.destroy();
        callback(refuseAddress(options.hostname), null);
      });
    },
  });
}

function isConnectedTo(socket: Socket, allows: AddressRule): boolean {
  return socket.remoteAddress !== undefined && allows(socket.remoteAddress);
}

/** The signal stops what listens to it; work that does not is waited for no longer. */
async function withDeadline<T>(timeoutMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const over = new AbortController();
  const late = wait(timeoutMs, undefined, { signal: over.signal }).then(() => Promise.reject(tooLate()));
  late.catch(() => {});
  try {
    return await Promise.race([work(over.signal), late]);
  } finally {
    over.abort();
  }
}

function flatten(headers: Dispatcher.ResponseData['headers']): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}
