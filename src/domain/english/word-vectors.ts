/** Word vectors as they are stored: stems, the most common first, and in the same order four bits for each dimension. */
export interface StoredVectors {
  /** Parted by blanks. */
  readonly stems: string;
  readonly dimensions: number;
  /** Base64; of each byte the lower half comes first. */
  readonly vectors: string;
}

/** Word vectors ready to be compared. */
export interface WordVectors {
  /** The place of a stem by how common it is, from 0; absent for an unknown one. */
  readonly places: ReadonlyMap<string, number>;
  readonly dimensions: number;
  /** `dimensions` whole numbers from -7 to 7 a stem. */
  readonly vectors: Int8Array;
  /** The length of each stem's vector. */
  readonly lengths: Float32Array;
  /** The length of it without its first `head` dimensions. */
  readonly tails: Float32Array;
  readonly head: number;
}

/** The part of the dimensions that tells most pairs of words apart. */
const HEAD = 0.4;

/** Half a byte holds -7 to 7; a dimension of a vector of length 1 is seldom beyond `REACH` / √dimensions. */
const MOST = 7;
const REACH = 2.6;

/** Stores vectors of length 1; what four bits cannot hold is cut off. */
export function packVectors(
  stems: readonly { readonly stem: string; readonly vector: ArrayLike<number> }[],
): StoredVectors {
  const dimensions = stems[0]?.vector.length ?? 0;
  const unit = REACH / Math.sqrt(dimensions) / MOST;
  const halves = stems.flatMap(({ vector }) =>
    Array.from(vector, (value) => Math.max(-MOST, Math.min(MOST, Math.round(value / unit))) + MOST),
  );
  const bytes = Uint8Array.from(
    { length: Math.ceil(halves.length / 2) },
    (_, at) => ((halves[2 * at + 1] ?? 0) << 4) | (halves[2 * at] ?? 0),
  );
  return {
    stems: stems.map(({ stem }) => stem).join(' '),
    dimensions,
    vectors: Buffer.from(bytes).toString('base64'),
  };
}

/** Unpacks stored vectors: one pass, since a reader waits for the first of them. */
export function unpackVectors({ stems, dimensions, vectors: packed }: StoredVectors): WordVectors {
  const places = new Map(stems.split(' ').map((stem, place) => [stem, place]));
  const bytes = Buffer.from(packed, 'base64');
  const vectors = new Int8Array(2 * bytes.length);
  const head = Math.round(HEAD * dimensions);
  const lengths = new Float32Array(places.size);
  const tails = new Float32Array(places.size);
  for (let place = 0, at = 0; place < places.size; place += 1) {
    let [ofHead, ofTail] = [0, 0];
    for (let dimension = 0; dimension < dimensions; dimension += 1, at += 1) {
      const byte = bytes[at >> 1] ?? 0;
      const value = (at % 2 === 0 ? byte & 15 : byte >> 4) - MOST;
      vectors[at] = value;
      if (dimension < head) ofHead += value * value;
      else ofTail += value * value;
    }
    tails[place] = Math.sqrt(ofTail);
    lengths[place] = Math.sqrt(ofHead + ofTail);
  }
  return { places, dimensions, vectors, lengths, tails, head };
}
