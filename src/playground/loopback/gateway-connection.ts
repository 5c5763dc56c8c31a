import { constants, createDeflate } from 'node:zlib';
import type { WebSocket } from 'ws';

/** One client's connection: JSON frames, compressed as one zlib stream if the client asked for that. */
export interface Connection {
  send(frame: string): void;
  close(code: number): void;
  /** Cuts it without a close frame. */
  terminate(): void;
}

export function createConnection(socket: WebSocket, compressed: boolean): Connection {
  return {
    send: compressed ? createCompressor(socket) : (frame) => socket.send(frame),
    close: (code) => socket.close(code),
    terminate: () => socket.terminate(),
  };
}

/** Discord's "transport compression": one deflate stream a connection, flushed after each frame. */
function createCompressor(socket: WebSocket): Connection['send'] {
  const deflate = createDeflate();
  let chunks: Buffer[] = [];
  deflate.on('data', (chunk: Buffer) => chunks.push(chunk));
  return (frame) => {
    deflate.write(frame);
    deflate.flush(constants.Z_SYNC_FLUSH, () => {
      socket.send(Buffer.concat(chunks));
      chunks = [];
    });
  };
}
