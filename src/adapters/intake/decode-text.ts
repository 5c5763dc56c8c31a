import sniffEncoding from 'html-encoding-sniffer';

/**
 * The text of a document: in the encoding of its byte order mark, else of its Content-Type header, else of what it
 * says of itself. Bytes that fit none become U+FFFD.
 */
export function decodeText(bytes: Uint8Array, contentType: string | undefined, isXml: boolean): string {
  const label = /charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType ?? '')?.[1];
  const given = label === undefined ? {} : { transportLayerEncodingLabel: label };
  const encoding = isXml
    ? sniffEncoding(bytes, { xml: true, ...given })
    : sniffEncoding(bytes, { maxPrescanBytes: 8192, defaultEncoding: guessEncoding(bytes), ...given });
  return new TextDecoder(isKnown(encoding) ? encoding : 'utf-8').decode(bytes);
}

/** Where a page says nothing: text that is no UTF-8 hardly ever passes for it. */
function guessEncoding(bytes: Uint8Array): string {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'UTF-8';
  } catch {
    return 'windows-1252';
  }
}

function isKnown(encoding: string): boolean {
  try {
    return new TextDecoder(encoding).encoding !== '';
  } catch {
    return false;
  }
}
