import type { FeedDeskPorts } from '../domain/intake/feed-desk.ts';
import type { Ledger } from '../domain/schedule/ledger.ts';
import type { StoryArchive } from '../domain/story/archive.ts';
import type { Invocation } from './command.ts';

export interface FeedDeps {
  readonly feeds: FeedDeskPorts;
  readonly ledger: Pick<Ledger, 'list' | 'shown'>;
  readonly archive: StoryArchive;
  /** Why nothing can be posted in the guild's channel; `undefined` when nothing speaks against it. */
  findObstacle(guild: string, channel: string): Promise<string | undefined>;
  /** Whether a member sees the guild's channel; rejects when that cannot be found out. */
  sees(
    guild: string,
    channel: string,
    member: { readonly user: string; readonly roles: readonly string[] },
  ): Promise<boolean>;
}

/** One use of a subcommand of `/feed`. */
export type Use = Pick<Invocation, 'caller' | 'options' | 'progress'>;

/** Of the ledger's rows of a feed, so many are looked at. */
export const LOG_ROWS = 20;
