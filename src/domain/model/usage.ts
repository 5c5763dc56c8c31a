import type { Clock, TokenUsage } from '../ports.ts';

/** Whose tokens are counted: a server's, or a member's in all servers together. */
export interface Payer {
  readonly kind: 'guild' | 'member';
  readonly id: string;
}

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

/** The durable record of tokens. Each method is atomic, also between processes; faults are StoreErrors. */
export interface UsageBook {
  /** Sets `tokens` aside, unless more than `budget` would then be spent or set aside of the day. */
  take(payer: Payer, day: string, tokens: number, budget: number): Promise<boolean>;
  /** Puts what a call cost in the place of what was set aside. */
  settle(payer: Payer, day: string, tokens: number, spent: TokenUsage): Promise<void>;
  /** Takes back what was set aside for a call that is not made. */
  release(payer: Payer, day: string, tokens: number): Promise<void>;
  /** What guilds spent, the latest day first, then by guild; optionally of one guild only. */
  list(guild?: string): Promise<DayUsage[]>;
  /** Deletes what was spent before these days; tells how many rows. */
  prune(before: Readonly<Record<Payer['kind'], string>>): Promise<number>;
}

/** Tokens set aside for one call. */
export interface Hold {
  /** Puts what the call cost in the place of what was set aside. To be called exactly once. */
  settle(spent: TokenUsage): Promise<void>;
}

/** Who pays for a call: the guild, and within its budget the member who asks. */
export interface Payers {
  readonly guild: string;
  /** Absent at a terminal. */
  readonly member?: string | undefined;
}

/** Counts tokens for each guild, member and day. Throws `StoreError` when the store fails. */
export interface UsageLedger {
  /** Sets `tokens` aside, or says whose budget for today does not allow it. */
  hold(payers: Payers, tokens: number): Promise<Hold | Payer['kind']>;
}

/** How many tokens each may use on one day. */
export type Budgets = Readonly<Record<Payer['kind'], number>>;

const DAY_MS = 24 * 60 * 60_000;
/** Guilds' rows are for the operator; members' only enforce the budget of their day, which calls may outlast a little. */
const KEEP_DAYS = { guild: 400, member: 2 } as const;

/** A ledger with the same daily budgets for all guilds and for all members. */
export function createUsageLedger(
  { book, clock }: { readonly book: UsageBook; readonly clock: Clock },
  budgets: Budgets,
): UsageLedger {
  return {
    async hold({ guild, member }, tokens) {
      const day = dayOf(clock.now());
      const payers: Payer[] = [{ kind: 'guild', id: guild }];
      if (member !== undefined) payers.unshift({ kind: 'member', id: member });
      const taken: Payer[] = [];
      for (const payer of payers) {
        // Before the call: after a crash the tokens count as spent, not as never asked for.
        if (await book.take(payer, day, tokens, budgets[payer.kind])) taken.push(payer);
        else {
          for (const one of taken) await book.release(one, day, tokens);
          return payer.kind;
        }
      }
      return {
        async settle(spent) {
          for (const payer of taken) await book.settle(payer, day, tokens, spent);
        },
      };
    },
  };
}

/** Deletes what is kept no longer at `now`. */
export function pruneUsage(book: Pick<UsageBook, 'prune'>, now: number): Promise<number> {
  const { guild, member } = KEEP_DAYS;
  return book.prune({ guild: dayOf(now - guild * DAY_MS), member: dayOf(now - member * DAY_MS) });
}

function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}
