import type { Story } from './story.ts';

/** The stories that are stored now. A story that is re-read is a new object, so it can key a WeakMap. */
export interface StoryLibrary {
  /** Newest first. */
  all(): readonly Story[];
  get(id: string): Story | undefined;
}

/** A paragraph found for a query. `score` is positive, higher is better, comparable within one answer only. */
export interface RankedPassage {
  readonly story: string;
  readonly paragraph: number;
  readonly score: number;
  readonly text: string;
}

/** Ranked full-text search over the stored paragraphs, best first; empty when nothing matches. */
export interface PassageIndex {
  search(query: string, options: { readonly limit: number; readonly story?: string }): RankedPassage[];
}

/** Durable key-value storage. A store that fails throws `StoreError`; it never answers `undefined` for a fault. */
export interface KeyValueStore {
  /** `undefined` when the key is absent or has expired. */
  get<T>(key: string): Promise<T | undefined>;
  set<T>(key: string, value: T, ttlMs?: number): Promise<void>;
  delete(key: string): Promise<void>;
}

/** The program's only source of time. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
}

/** Structured logging; `fields` never hold secrets or whole messages of members. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
