import type { PageEvent, PageRequest } from '../page-protocol.ts';

export interface Connection {
  /** Whether the request went out; `false` while there is no connection. */
  send(request: PageRequest): boolean;
}

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 5_000;

/** Connects to the page server and keeps connecting again, ever more slowly, while it is away. */
export function connect(
  onEvent: (event: PageEvent) => void,
  onConnected: (connected: boolean) => void,
): Connection {
  let socket: WebSocket;
  let retryMs = FIRST_RETRY_MS;
  const open = () => {
    socket = new WebSocket(`ws://${location.host}/page`);
    socket.addEventListener('open', () => {
      retryMs = FIRST_RETRY_MS;
      onConnected(true);
    });
    socket.addEventListener('message', ({ data }) => onEvent(JSON.parse(String(data))));
    socket.addEventListener('close', () => {
      onConnected(false);
      setTimeout(open, retryMs);
      retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
    });
  };
  open();
  return {
    send: (request) => {
      if (socket.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(request));
      return true;
    },
  };
}
