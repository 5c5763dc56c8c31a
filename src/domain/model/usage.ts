import type { Clock, KeyValueStore, TokenUsage } from '../ports.ts';

/** What one guild spent on one day (UTC). */
export interface DayUsage {
  readonly guild: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly calls: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Tokens set aside for calls that are under way, or that a crash cut short. */
  readonly held: number;
}

/** Tokens set aside for one call. */
export interface Hold {
  /** Puts what the call cost in the place of what was set aside. To be called exactly once. */
  settle(spent: TokenUsage): Promise<void>;
}

/** Counts tokens for each guild and day. Throws `StoreError` when the store fails. */
export interface UsageLedger {
  /** Sets `tokens` aside; `undefined` when the guild's budget for today does not allow it. */
  hold(guild: string, tokens: number): Promise<Hold | undefined>;
}

const PREFIX = 'usage:';
const KEEP_MS = 400 * 24 * 60 * 60 * 1000;

/**
 * A ledger with the same daily budget, in tokens, for each guild. The store cannot add atomically: a guild's changes
 * wait for each other here, which is enough because one process owns a guild.
 */
export function createUsageLedger(
  ports: { readonly store: KeyValueStore; readonly clock: Clock },
  tokensPerDay: number,
): UsageLedger {
  const { store, clock } = ports;
  const lastChange = new Map<string, Promise<unknown>>();

  function inTurn<T>(guild: string, change: () => Promise<T>): Promise<T> {
    const turn = (lastChange.get(guild) ?? Promise.resolve()).then(change, change);
    lastChange.set(guild, turn);
    const forget = () => {
      if (lastChange.get(guild) === turn) lastChange.delete(guild);
    };
    turn.then(forget, forget);
    return turn;
  }

  async function read(guild: string, day: string): Promise<DayUsage> {
    const nothing = { guild, day, calls: 0, promptTokens: 0, completionTokens: 0, held: 0 };
    const stored = await store.get<unknown>(keyOf(guild, day));
    return isDayUsage(stored) ? stored : nothing;
  }

  async function write(usage: DayUsage): Promise<void> {
    await store.set(keyOf(usage.guild, usage.day), usage, KEEP_MS);
  }

  async function settle(guild: string, day: string, tokens: number, spent: TokenUsage): Promise<void> {
    const before = await read(guild, day);
    await write({
      ...before,
      calls: before.calls + 1,
      promptTokens: before.promptTokens + spent.promptTokens,
      completionTokens: before.completionTokens + spent.completionTokens,
      held: Math.max(0, before.held - tokens),
    });
  }

  return {
    hold: (guild, tokens) =>
      inTurn(guild, async () => {
        const day = new Date(clock.now()).toISOString().slice(0, 10);
        const before = await read(guild, day);
        const taken = before.promptTokens + before.completionTokens + before.held;
        if (taken + tokens > tokensPerDay) return undefined;
        // Written before the call: after a crash the tokens count as spent, not as never asked for.
        await write({ ...before, held: before.held + tokens });
        return { settle: (spent) => inTurn(guild, () => settle(guild, day, tokens, spent)) };
      }),
  };
}

/** What was spent, the latest day first, then by guild; optionally of one guild only. */
export async function readUsage(store: KeyValueStore, guild?: string): Promise<DayUsage[]> {
  const keys = await store.keys(PREFIX);
  const rows = await Promise.all(keys.map((key) => store.get<unknown>(key)));
  return rows
    .filter(isDayUsage)
    .filter((row) => guild === undefined || row.guild === guild)
    .sort((a, b) => b.day.localeCompare(a.day) || a.guild.localeCompare(b.guild));
}

/** A row that somebody spoilt counts as none: its sums would be no numbers, which no budget stops. */
function isDayUsage(row: unknown): row is DayUsage {
  const { guild, day, calls, promptTokens, completionTokens, held } = {
    ...(row as Partial<DayUsage> | undefined),
  };
  return (
    typeof guild === 'string' &&
    typeof day === 'string' &&
    [calls, promptTokens, completionTokens, held].every(
      (count) => Number.isFinite(count) && Number(count) >= 0,
    )
  );
}

function keyOf(guild: string, day: string): string {
  return `${PREFIX}${day}:${guild}`;
}
