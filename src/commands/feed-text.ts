import type { Feed, Follow } from '../domain/intake/feed-book.ts';
import type { PollReport } from '../domain/intake/poll-feed.ts';
import type { Block, Inline } from './reply.ts';

const POSTS = { each: 'every new story', digest: 'a digest of what is new', none: 'nothing' } as const;

/** A feed that is followed, in words: what it posts where, by which filter. */
export function followInlines(
  { id, post, channel, only, role, readsPages }: Follow,
  title: string,
): Inline[] {
  return [
    { code: id },
    ' ',
    { bold: title },
    `: posts ${POSTS[post]}`,
    ...(channel && post !== 'none' ? [' in ', { channel }] : []),
    ...(only && post !== 'none' ? [', only ', { code: only }] : []),
    ...(role && post !== 'none' ? [', with a mention of one role'] : []),
    ...(readsPages ? [', reads linked pages'] : []),
  ];
}

/** How the feed has been going. */
export function feedStateInlines(
  { readAt, fault, failures, ended, nextPoll }: Feed,
  paused: Follow['paused'],
): Inline[] {
  return [
    ...(paused ? [`paused: ${paused.reason} /feed edit lets it go on. `] : []),
    ...(readAt === undefined ? ['not read yet'] : ['last read ', { unixSeconds: Math.floor(readAt / 1000) }]),
    ...(fault ? [` · failed ${failures === 1 ? 'once' : `${failures} times`}: ${fault}`] : []),
    ...(ended ? [' It is not asked again.'] : [' · next ', { unixSeconds: Math.floor(nextPoll / 1000) }]),
  ];
}

/** What the first poll brought to a follow that posts `post`. */
export function firstPollBlocks({ outcome, reason, arrived }: PollReport, post: Follow['post']): Block[] {
  if (outcome !== 'read')
    return [note(`It could not be read just now: ${reason ?? 'it was unchanged.'} It is tried again.`)];
  const teasers = arrived.filter(({ isTeaser, story }) => isTeaser && story !== '').length;
  return [
    note(
      post === 'none'
        ? 'Its newest stories are stored, as is what comes from now on. To post them: /feed edit with post:each and a channel.'
        : 'Its newest stories are stored. None of them is posted; what comes from now on is.',
    ),
    ...(teasers > 0
      ? [
          note(
            'The feed gives only a teaser of its stories: answers rest on that. pages:True reads the linked pages.',
          ),
        ]
      : []),
  ];
}

export function note(text: string): Block {
  return { kind: 'note', text: [text] };
}
