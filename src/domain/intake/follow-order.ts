import { recallPost } from '../headlines/choice.ts';
import type { Order } from '../schedule/order.ts';
import type { StoryArchive } from '../story/archive.ts';
import type { FeedBook, Follow } from './feed-book.ts';

/** An arrival is posted so long after it came in; what a stopped bot finds later is no news. */
export const ARRIVAL_WINDOW_MS = 12 * 60 * 60_000;

/** A feed that a server follows as what its arrivals are posted by; `undefined` where nothing is posted. */
export function followOrder(
  { feeds, archive }: { readonly feeds: FeedBook; readonly archive: Pick<StoryArchive, 'get' | 'newest'> },
  follow: Follow,
): Order | undefined {
  const { guild, id, channel, role, paused } = follow;
  if (channel === undefined) return undefined;
  return {
    ...{ guild, id, channel, role, isPaused: paused !== undefined, name: 'feed' },
    since: paused?.at ?? follow.cursor,
    remedy: '/feed edit',
    deadline: (slot) => slot + ARRIVAL_WINDOW_MS,
    recall: (subjects) => recallPost(archive, guild, subjects),
    async pause(reason, at) {
      const present = await feeds.follow(guild, id);
      if (present) await feeds.putFollow({ ...present, paused: { reason, at } });
    },
  };
}
