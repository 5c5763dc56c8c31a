declare module 'html-encoding-sniffer' {
  interface SniffOptions {
    /** Look for an XML declaration instead of HTML's meta elements. */
    xml?: boolean;
    transportLayerEncodingLabel?: string;
    defaultEncoding?: string;
    maxPrescanBytes?: number;
  }

  /** The name of the encoding, as the Encoding Standard has it. */
  // biome-ignore lint/style/noDefaultExport: it is how the package exports it
  export default function sniffEncoding(bytes: Uint8Array, options?: SniffOptions): string;
}
