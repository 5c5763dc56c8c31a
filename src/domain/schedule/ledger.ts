/** `claimed`: being posted, or left by a process that ended; the other states are final. */
export type SlotState = 'claimed' | 'posted' | 'failed' | 'skipped';

/** A slot of a guild's schedule: the moment (Unix milliseconds) at which it is to post. */
export interface SlotKey {
  readonly guild: string;
  readonly schedule: string;
  readonly slot: number;
}

/** A slot with the channel that it belongs to. */
export interface SlotPlace extends SlotKey {
  readonly channel: string;
}

/** One row of the ledger. */
export interface SlotRow extends SlotPlace {
  readonly state: SlotState;
  /** What the post shows: names of stories, of their versions and of quotations, as `domain/headlines` makes them. */
  readonly subjects: readonly string[];
  /** How often somebody began to post it. */
  readonly attempts: number;
  /** The id of the posted message. */
  readonly message?: string;
  /** Why it failed or was skipped; for a claimed row, why the last attempt did not succeed. */
  readonly reason?: string;
}

/** A slot about to be posted. `scope` names the guild's list that remembers its subjects as shown (a channel or a schedule). */
export interface SlotClaim extends SlotPlace {
  readonly scope: string;
  readonly subjects: readonly string[];
}

/** Whose turn it is until when (Unix milliseconds); after `until` another process may take the slot over. */
export interface Lease {
  readonly owner: string;
  readonly now: number;
  readonly until: number;
}

/** How a slot ends. */
export type SlotOutcome =
  | { readonly state: 'posted'; readonly message: string }
  | { readonly state: 'failed' | 'skipped'; readonly reason: string };

/** A lease further ahead than this was given before the clock was set back: it counts as over. */
export const LONGEST_LEASE_MS = 20 * 60_000;

/** Which rows to list; the newest first. */
export interface LedgerQuery {
  readonly guild?: string;
  readonly schedule?: string;
  /** Only slots whose post shows this subject. */
  readonly subject?: string;
  /** Only slots at or after this moment (Unix milliseconds). */
  readonly since?: number;
  readonly limit: number;
}

/**
 * The durable record of every slot. Each method is atomic, and what it wrote survives a crash at any later moment;
 * a fault is a StoreError. Of several callers who claim one slot, in whatever processes, exactly one gets it.
 */
export interface Ledger {
  /** Claims a slot that nobody claimed and remembers its subjects as shown. Otherwise says what became of the slot. */
  claim(claim: SlotClaim, lease: Lease): Promise<{ claimed: true } | { claimed: false; state: SlotState }>;
  /**
   * Takes the turn at a claimed slot whose last lease is over, which counts as an attempt, or extends the owner's own.
   * False when it is another's turn or the slot has ended.
   */
  hold(key: SlotKey, lease: Lease): Promise<boolean>;
  /** Lets a claimed slot rest until `lease.until`, with the reason of the failed attempt. */
  postpone(key: SlotKey, lease: Lease, reason: string): Promise<void>;
  /** Ends a claimed slot; false when it had ended already. A slot that was not posted forgets its subjects as shown. */
  finish(key: SlotKey, outcome: SlotOutcome): Promise<boolean>;
  /** Records slots that nobody will post; those already in the ledger stay as they are. */
  recordSkipped(slots: readonly (SlotPlace & { readonly reason: string })[]): Promise<void>;
  /** Claimed slots whose lease is over, oldest first. */
  unfinished(now: number): Promise<SlotRow[]>;
  /** When the next lease of a claimed slot ends; `undefined` when no slot is claimed. */
  nextLeaseEnd(): Promise<number | undefined>;
  list(query: LedgerQuery): Promise<SlotRow[]>;
  /** The guilds that have rows, in the order of their UTF-16 units. */
  guilds(): Promise<readonly string[]>;
  /** The latest slot of each schedule, whatever its state, by `scheduleKey`. */
  lastSlots(): Promise<ReadonlyMap<string, number>>;
  /** The subjects that a guild's scope has shown, each with the slot that showed it last; only those `among`, if given. */
  shown(guild: string, scope: string, among?: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Remembers subjects as shown at a moment (Unix milliseconds) outside any slot. */
  show(guild: string, scope: string, subjects: readonly string[], at: number): Promise<void>;
  /** Forgets subjects as shown, each unless it was shown again since the moment given with it, as of `shown`. */
  forgetShown(guild: string, scope: string, subjects: ReadonlyMap<string, number>): Promise<void>;
  /** Forgets, for every guild, what a scope has not shown since `before`. */
  pruneShown(scope: string, before: number): Promise<void>;
  /** Deletes finished rows older than `before`, but never a schedule's latest. Returns how many. */
  prune(before: number): Promise<number>;
}
