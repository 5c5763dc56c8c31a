import type { Reply } from '../../../commands/reply.ts';
import type { FailingFeed, PausedOrder } from '../../../domain/schedule/announcer.ts';

/** The same for one pause, also after a crash; another one after a resume, which sets `since`. */
export function pauseTag({ id, since }: PausedOrder): string {
  return `paused-${id}-${since.toString(36)}`;
}

/** Tells a server's people that an order is paused, and what lets it go on. */
export function pausedNotice({ id, channel, name, remedy }: PausedOrder, reason: string): Reply {
  const what = name === 'feed' ? 'Posts of a feed' : 'Headline posts';
  const which = name === 'feed' ? 'Feed ' : 'Schedule ';
  return {
    blocks: [
      { kind: 'heading', text: [`${what} are paused`] },
      { kind: 'text', text: [which, { code: id }, ' in ', { channel }, ' is paused: ', reason] },
      { kind: 'note', text: [`When that is mended, a member who manages the server can use ${remedy}.`] },
    ],
  };
}

/** The same for one failure of a feed, and another for the next. */
export function failureTag({ id, since }: FailingFeed): string {
  return `failing-${id}-${since.toString(36)}`;
}

export function failureNotice({ title, id }: FailingFeed, reason: string): Reply {
  return {
    blocks: [
      { kind: 'heading', text: ['A feed cannot be read'] },
      { kind: 'text', text: [{ bold: title }, ' (', { code: id }, '): ', reason] },
      { kind: 'note', text: ['It is tried on, unless it is gone. /feed unfollow ends that.'] },
    ],
  };
}
