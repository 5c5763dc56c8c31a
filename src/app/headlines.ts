import { randomInt, randomUUID } from 'node:crypto';
import type { ProgramClock } from '../adapters/clock.ts';
import { createAnnouncer, type DiscordAnnouncer } from '../adapters/discord/posts/announce.ts';
import { measureAnnouncer } from '../adapters/measuring.ts';
import { createPace } from '../adapters/pace.ts';
import { type Scheduler, startScheduler } from '../adapters/scheduler.ts';
import type { Store } from '../adapters/store/store.ts';
import type { Command } from '../commands/command.ts';
import { createHeadlineCommand } from '../commands/headline.ts';
import { correctPosts } from '../domain/intake/correct-posts.ts';
import { followOrder } from '../domain/intake/follow-order.ts';
import { postArrivals } from '../domain/intake/post-arrivals.ts';
import type { Log, Meter } from '../domain/ports.ts';
import { createAgenda } from '../domain/schedule/agenda.ts';
import { createScheduleBook } from '../domain/schedule/schedule-book.ts';
import { isOnShards, type Shards } from '../domain/schedule/shards.ts';
import type { StoryArchive } from '../domain/story/archive.ts';

/**
 * Discord allows 50 requests a second, of which answers to members take some. Requests bunch a little on their way:
 * at this pace no more than 45 arrive in any second.
 */
export const POSTS_PER_SECOND = 42;
const NAME_CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const NAME_LENGTH = 8;

export interface HeadlinePorts {
  readonly store: Store;
  readonly archive: StoryArchive;
  /** The commands that the buttons of a post lead to. */
  readonly commands: readonly Command[];
  readonly token: string;
  /** Discord's REST base without the version. */
  readonly apiUrl: string;
  readonly clock: ProgramClock;
  readonly log: Log;
  readonly meter: Meter;
  /** Which guilds this process posts for; all of them when absent. */
  readonly shards?: Shards | undefined;
}

/** Headline posts: the command, and the scheduler once Discord is there. */
export interface Headlines {
  readonly command: Command;
  readonly announcer: DiscordAnnouncer;
  /** Posts what feeds brought. */
  postArrivals(): Promise<void>;
  /** Corrects the posts of stories that their source has rewritten. */
  correctPosts(): Promise<void>;
  start(): Scheduler;
  close(): void;
}

/** Binds the headline posts to their ports and reads the schedules. Nothing is posted before `start`. */
export async function openHeadlines(ports: HeadlinePorts): Promise<Headlines> {
  const { store, log, shards = { ids: [0], count: 1 } } = ports;
  const agenda = createAgenda();
  const serves = (guild: string) => isOnShards(guild, shards);
  const { ledger } = store;
  const book = createScheduleBook({ ...store, agenda, log, serves });
  // Before Discord is there: with thousands of schedules this takes longer than an answer may.
  await book.load();
  // All processes together are one bot to Discord.
  const pace = createPace(POSTS_PER_SECOND * (shards.ids.length / shards.count));
  const announcer = measureAnnouncer(
    createAnnouncer({ ...ports, pace: (ahead) => pace.take(ahead) }),
    ports.meter,
  );
  const { feeds } = store;
  const findFollow = async (guild: string, id: string) => {
    const follow = await feeds.follow(guild, id);
    return follow && followOrder({ feeds, archive: ports.archive }, follow);
  };
  const posting = { ...ports, book, ledger, announcer, serves, findFollow, owner: randomUUID() };
  return {
    announcer,
    postArrivals: () => postArrivals({ ...posting, feeds, pace: (ahead) => pace.take(ahead) }),
    correctPosts: () => correctPosts({ ...posting, feeds }),
    command: createHeadlineCommand({
      ...ports,
      ...{ book, ledger, createDraft },
      findObstacle: (guild, channel) => announcer.findObstacle(guild, channel),
      sees: (guild, channel, member) => announcer.sees(guild, channel, member),
    }),
    start: () => startScheduler({ ...posting, agenda, pace }),
    close: () => announcer.close(),
  };
}

function createDraft(): string {
  return Array.from({ length: NAME_LENGTH }, () => NAME_CHARACTERS[randomInt(NAME_CHARACTERS.length)]).join(
    '',
  );
}
