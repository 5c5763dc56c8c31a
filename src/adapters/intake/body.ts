import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import { FetchError } from '../../domain/intake/fetching.ts';

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
};
/** What servers nest in good faith; each further one multiplies what a small body can grow to. */
const MOST_CODINGS = 2;

/** What `readBody` can undo, for the Accept-Encoding header. */
export const ACCEPTED_CODINGS = 'gzip, deflate, br, zstd';

/**
 * The whole body without its compression. Stops reading, and throws `FetchError`, as soon as either form is
 * larger than `maxBytes`: a bomb is never held in memory.
 */
export async function readBody(
  body: Readable,
  contentEncoding: string | undefined,
  maxBytes: number,
): Promise<Buffer> {
  let received = 0;
  const stream = decompress(body, contentEncoding ?? '');
  body.on('data', (chunk: Buffer) => {
    received += chunk.length;
    if (received > maxBytes) stream.destroy(tooLarge(maxBytes));
  });
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      chunks.push(chunk);
    }
  } catch (cause) {
    // What failed is the network where the body itself did, otherwise the unpacking.
    if (cause instanceof FetchError || cause === body.errored) throw cause;
    throw new FetchError('encoding', "The server's answer is damaged.", { cause });
  }
  return Buffer.concat(chunks, size);
}

function decompress(body: Readable, contentEncoding: string): Readable {
  const codings = contentEncoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
  const decoders = codings.map((coding) => DECODERS[coding]);
  if (codings.length > MOST_CODINGS || !decoders.every((decoder) => decoder !== undefined)) {
    throw new FetchError(
      'encoding',
      `The server sends its pages as "${contentEncoding}", which is not read.`,
    );
  }
  return decoders.reduceRight<Readable>(
    // The reader of the last stream gets every error; `pipeline` hands it on and closes the socket.
    (stream, createDecoder) => pipeline(stream, createDecoder(), () => {}),
    body,
  );
}

function tooLarge(maxBytes: number): FetchError {
  const megabytes = maxBytes / 1_000_000;
  return new FetchError('too-large', `It is larger than ${megabytes} MB, the most that is read.`);
}
