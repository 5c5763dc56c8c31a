import type { Reading, StoryText } from './story/story.ts';

/** Reads stories where it holds up nobody. */
export interface StoryReader {
  /** Throws `ReadingError` for a story that cannot be read, or not in time. */
  read(story: StoryText): Promise<Reading>;
}

/** Durable key-value storage. A store that fails throws `StoreError`; it never answers `undefined` for a fault. */
export interface KeyValueStore {
  /** `undefined` when the key is absent or has expired. */
  get<T>(key: string): Promise<T | undefined>;
  set<T>(key: string, value: T, ttlMs?: number): Promise<void>;
  delete(key: string): Promise<void>;
  /** The present keys that start with `prefix`, in no particular order. */
  keys(prefix: string): Promise<string[]>;
}

/** A store whose values several processes change. */
export interface SharedStore extends KeyValueStore {
  /**
   * Reads a value, changes it and writes it, with no other change in between by whomever; `undefined` deletes it. Resolves
   * with what `work` gives beside. `work` is called again where another process was quicker.
   */
  change<T, R>(key: string, work: (value: T | undefined) => readonly [T | undefined, R]): Promise<R>;
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

/** What a model answers for each use. The adapter validates it; numbers may still point nowhere. */
export interface ModelAnswers {
  readonly summary: { readonly sentences: readonly ModelSentence[] };
  readonly answer: { readonly answerable: boolean; readonly sentences: readonly ModelSentence[] };
  /** Numbers of stored quotations, best first. */
  readonly quotes: { readonly ids: readonly number[] };
  readonly judge: { readonly verdicts: readonly ModelVerdict[] };
  readonly translate: { readonly sentences: readonly { readonly sentence: number; readonly text: string }[] };
}

export type ModelUse = keyof ModelAnswers;

/** A sentence as a model wrote it: nothing about it is to be trusted. */
export interface ModelSentence {
  readonly text: string;
  readonly cites: readonly number[];
}

/** What a model says about one sentence, counted from 1, in the order in which it is to think. */
export interface ModelVerdict {
  readonly sentence: number;
  /** Words of the passages that the sentence rests on, as the model copied them. */
  readonly evidence: readonly string[];
  /** What the sentence says otherwise; empty for nothing. */
  readonly difference: string;
  readonly supported: boolean;
}

/** Tokens that a model's server counted. */
export interface TokenUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** How a call to a model's server may go on. */
export interface CallTerms {
  /** The most tokens that the answer, reasoning included, may take. */
  readonly maxTokens: number;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Called for each attempt, also when another one succeeds, that got no whole answer though the server may have worked. */
  onUnanswered(): void;
}

/** One question to a language model. `use` decides the form of the answer. */
export interface ModelRequest<U extends ModelUse> extends CallTerms {
  readonly use: U;
  readonly prompt: RenderedPrompt;
}

/** What a model's server answered. */
export interface ModelReply<T> {
  readonly value: T;
  /** `undefined` where the server does not count. */
  readonly usage: TokenUsage | undefined;
}

/** A language model behind some server. */
export interface LanguageModel {
  /** The model's name, shown to members. */
  readonly name: string;
  /** Throws `ModelError`, and nothing else. Makes a bounded number of requests. */
  complete<U extends ModelUse>(request: ModelRequest<U>): Promise<ModelReply<ModelAnswers[U]>>;
  /** A signal that aborts when the time for one member's request, all its calls together, is over. */
  startDeadline(): AbortSignal;
}

/** A model trained for one question: whether a document says all that a claim says (MiniCheck's form). */
export interface ClaimChecker {
  /** The model's name, shown to members. */
  readonly name: string;
  /** Throws `ModelError`, and nothing else. Makes a bounded number of requests. */
  check(request: CallTerms & { readonly prompt: RenderedPrompt }): Promise<ModelReply<boolean>>;
  /** As a `LanguageModel`'s. */
  startDeadline(): AbortSignal;
}

/** A model behind some server that turns texts into vectors: the nearer in meaning, the nearer in direction. */
export interface Embedder {
  /** The model's name. */
  readonly name: string;
  /**
   * A vector of length 1 for each text, in their order, all of one dimension. Throws `ModelError`, and nothing else. Makes
   * one request for every 16 texts; a server that lacks such a model is asked no more.
   */
  embed(texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]>;
  /** A signal that aborts when somebody who looks for something should wait no longer: at once for a while after one waited in vain. */
  startDeadline(): AbortSignal;
}

/** What each file of `prompts/` has placeholders for. Passages and words of members come delimited as data. */
export interface PromptValues {
  readonly summary: {
    readonly passages: string;
    readonly focus: string;
    readonly maxWords: string;
    readonly maxSentences: string;
  };
  readonly answer: { readonly passages: string; readonly question: string };
  readonly quotes: { readonly quotations: string; readonly subject: string };
  readonly judge: { readonly passages: string; readonly sentences: string };
  readonly checker: { readonly document: string; readonly claim: string };
  readonly translate: { readonly sentences: string; readonly language: string };
  readonly repair: { readonly passages: string; readonly task: string; readonly sentences: string };
}

/** The names of the files in `prompts/`, without `.md`. */
export type PromptName = keyof PromptValues;

/** A prompt with its values filled in: standing instructions first, so that servers can cache them. */
export interface RenderedPrompt {
  readonly system: string;
  readonly user: string;
}

/** The prompts as they were when the program started. */
export interface PromptLibrary {
  render<P extends PromptName>(name: P, values: PromptValues[P]): RenderedPrompt;
  /** Changes whenever any prompt is revised. */
  readonly version: string;
}

/** Slows down a member who asks the model again and again. */
export interface Cooldown {
  /** Whether `user` may use the model now; counts the use when so. */
  take(user: string): Promise<boolean>;
}

export type CountName =
  | 'interactions'
  | 'modelCalls'
  | 'modelTokens'
  | 'cacheReads'
  | 'checkFindings'
  | 'polls'
  | 'items'
  | 'posts'
  | 'reports';
export type TimeName = 'acknowledgement' | 'answer' | 'modelCall' | 'archiveQuery';
export type LevelName =
  | 'queueDepth'
  | 'queueAgeSeconds'
  | 'shardReady'
  | 'shardLatencySeconds'
  | 'poolConnections'
  | 'stories'
  | 'storiesWaiting'
  | 'storyFaults';

/** What tells measurements of one name apart; each value from a small fixed set. */
export type Labels = Readonly<Record<string, string>>;

/** What is at some level now, by label. */
export type Levels = readonly (readonly [Labels, number])[];

/** Takes measurements for the operator. Never throws for what it is told, and never holds anybody's words. */
export interface Meter {
  count(name: CountName, labels?: Labels, by?: number): void;
  time(name: TimeName, seconds: number, labels?: Labels): void;
  /** `read` is asked whenever the measurements are read. */
  level(name: LevelName, read: () => Levels | Promise<Levels>): void;
}
