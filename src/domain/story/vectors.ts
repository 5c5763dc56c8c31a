import type { QuotationCandidate, RankedPassage, Scope } from './archive.ts';
import type { Story } from './story.ts';

/** The vectors of a story's present version, each list packed (`packVectors`). */
export interface StoryVectors {
  /** The model that made them; vectors of different models say nothing of each other. */
  readonly model: string;
  readonly dimension: number;
  /** Of the first paragraphs, in order. */
  readonly passages: Uint8Array;
  /** Of the first quotations that may be shown, in order. */
  readonly quotations: Uint8Array;
}

/** What is looked for by its vector, of length 1: in one story, or in the newest ones and those of `also`. */
export interface VectorQuery {
  readonly model: string;
  readonly vector: Float32Array;
  readonly story?: string | undefined;
  /** Ids of stories that are looked through whatever their age. */
  readonly also?: readonly string[] | undefined;
  readonly limit: number;
}

/** How near in meaning something is. */
export interface Nearness {
  /** Cosine of the angle between the vectors, -1 to 1. */
  readonly likeness: number;
  /** By how many standard deviations it is nearer than the mean of all that was looked through. */
  readonly prominence: number;
}

/** What an archive keeps of meanings. Nearest first; only what has a vector of the query's model is found. */
export interface VectorArchive {
  /** Stories whose present version has no vectors of the model, those stored last first. */
  withoutVectors(model: string, limit: number): Promise<readonly Story[]>;
  /** Stores them in the place of another model's; false where the story has another version by now, or is gone. */
  putVectors(story: Pick<Story, 'id' | 'hash'>, vectors: StoryVectors): Promise<boolean>;
  nearPassages(
    scope: Scope,
    query: VectorQuery,
  ): Promise<readonly (Omit<RankedPassage, 'score'> & Nearness)[]>;
  nearQuotations(
    scope: Scope,
    query: VectorQuery & {
      /** Names as the archive has them; anybody's without. */
      readonly speakers?: readonly string[] | undefined;
      readonly direct?: boolean | undefined;
    },
  ): Promise<readonly (QuotationCandidate & Nearness)[]>;
}

const FACTOR_BYTES = 4;
const LARGEST = 127;
/** How many of the places looked through are kept: sorting all of them would hold up whoever else waits. */
const MOST_KEPT = 2000;

/**
 * Packs vectors of one dimension, each as a factor (float32, little-endian) and one signed byte a number: the bytes times
 * the factor are the vector with length 1, to about one part in 100.
 */
export function packVectors(vectors: readonly Float32Array[]): Uint8Array {
  const size = FACTOR_BYTES + (vectors[0]?.length ?? 0);
  const packed = new Uint8Array(size * vectors.length);
  const view = new DataView(packed.buffer);
  for (const [place, vector] of vectors.entries()) {
    const scale = LARGEST / (vector.reduce((most, one) => Math.max(most, Math.abs(one)), 0) || 1);
    let squares = 0;
    for (const [n, number] of vector.entries()) {
      const byte = Math.round(number * scale);
      squares += byte * byte;
      view.setInt8(place * size + FACTOR_BYTES + n, byte);
    }
    view.setFloat32(place * size, 1 / Math.sqrt(squares || 1), true);
  }
  return packed;
}

/** The cosine of a vector of length 1 with each of the packed ones, in their order. */
export function measureLikeness(packed: Uint8Array, vector: Float32Array): number[] {
  const size = FACTOR_BYTES + vector.length;
  const bytes = new Int8Array(packed.buffer, packed.byteOffset, packed.byteLength);
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  return Array.from({ length: Math.floor(packed.byteLength / size) }, (_, place) => {
    const from = place * size + FACTOR_BYTES;
    let product = 0;
    for (let n = 0; n < vector.length; n += 1) product += (bytes[from + n] ?? 0) * (vector[n] ?? 0);
    return product * view.getFloat32(place * size, true);
  });
}

/** Places with how near they are, nearest first: what is kept while vectors are looked through story by story. */
export interface VectorScan {
  /** Takes in the vectors of one version, with its key in the archive. */
  add(version: number, packed: Uint8Array): void;
  nearest(): (Nearness & { readonly version: number; readonly place: number })[];
}

interface ScannedPlace {
  readonly version: number;
  readonly place: number;
  readonly likeness: number;
}

/** Begins to look through vectors for those near to one of length 1; the nearest 2,000 are kept. */
export function scanVectors(vector: Float32Array): VectorScan {
  let places: ScannedPlace[] = [];
  let [count, sum, squares] = [0, 0, 0];
  return {
    add(version, packed) {
      for (const [place, likeness] of measureLikeness(packed, vector).entries()) {
        places.push({ version, place, likeness });
        count += 1;
        sum += likeness;
        squares += likeness * likeness;
      }
      if (places.length > 2 * MOST_KEPT) places = places.sort(compareNearness).slice(0, MOST_KEPT);
    },
    nearest() {
      const mean = sum / (count || 1);
      const deviation = Math.sqrt(Math.max(0, squares / (count || 1) - mean * mean)) || 1;
      return places
        .sort(compareNearness)
        .slice(0, MOST_KEPT)
        .map((one) => ({ ...one, prominence: (one.likeness - mean) / deviation }));
    },
  };
}

function compareNearness(a: ScannedPlace, b: ScannedPlace): number {
  return b.likeness - a.likeness || b.version - a.version || a.place - b.place;
}
