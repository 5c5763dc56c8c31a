import { UserError } from '../domain/errors.ts';
import { editFollow, followFeed, requireFollow, type Wishes } from '../domain/intake/feed-desk.ts';
import { firstPollBlocks, followInlines, note } from './feed-text.ts';
import type { FeedDeps, Use } from './feed-use.ts';
import { guildOf } from './headline-setup.ts';
import { readChoice, readText } from './options.ts';
import type { Reply } from './reply.ts';

const POSTS = ['each', 'digest', 'none'] as const;
const UNSEEN = 'Choose a channel of this server that you can see.';

/** `/feed follow`. */
export async function follow(deps: FeedDeps, { caller, options, progress }: Use): Promise<Reply> {
  const guild = guildOf(caller.guild);
  const wishes = { ...readWishes(options), channel: readVisibleChannel(caller, options) };
  return begin(deps, guild, readText(options, 'url') ?? '', wishes, progress);
}

/** Follows again what was unfollowed. Everything is checked again: an argument may come from anywhere. */
export async function followAgain(
  deps: FeedDeps,
  [url = '', post = '', channel = '', only = '', role = '', pages = '']: readonly string[],
  { caller, progress }: Pick<Use, 'caller' | 'progress'>,
): Promise<Reply> {
  const guild = guildOf(caller.guild);
  const wishes = {
    ...readWishes({ post, only, pages: pages === 'yes', ...(role && { role }) }),
    ...(channel && { channel }),
  };
  const member = { user: caller.user, roles: caller.roles ?? [] };
  const isSeen =
    channel === '' ||
    (/^\d{1,20}$/.test(channel) && (await deps.sees(guild, channel, member).catch(() => false)));
  if (!isSeen) throw new UserError(UNSEEN);
  return begin(deps, guild, url, wishes, progress);
}

async function begin(
  deps: FeedDeps,
  guild: string,
  url: string,
  wishes: Wishes,
  progress: Use['progress'],
): Promise<Reply> {
  await refuseObstacle(deps, guild, wishes);
  await progress('Reading the feed');
  const { follow: begun, feed, report } = await followFeed(deps.feeds, guild, url, wishes);
  return {
    blocks: [
      { kind: 'heading', text: ['This server follows the feed'] },
      { kind: 'text', text: followInlines(begun, feed.title) },
      ...firstPollBlocks(report, begun.post),
      {
        kind: 'buttons',
        buttons: [
          {
            label: 'Unfollow',
            style: 'danger',
            action: { command: 'feed', press: 'unfollow', args: [begun.id] },
          },
        ],
      },
    ],
  };
}

/** `/feed edit`: says what it was, so that it can be made so again. */
export async function editFeed(deps: FeedDeps, { caller, options }: Use): Promise<Reply> {
  const guild = guildOf(caller.guild);
  const before = await requireFollow(deps.feeds.book, guild, readText(options, 'feed') ?? '');
  const channel = readVisibleChannel(caller, options);
  const wished = readWishes(options, before);
  const wishes = { ...wished, channel: channel ?? before.channel };
  await refuseObstacle(deps, guild, wishes);
  if (!before.paused && isSameWish(before, wishes))
    throw new UserError(
      'That changes nothing. Give what is to be different: post, channel, only, role or pages.',
    );
  const edited = await editFollow(deps.feeds, guild, before.id, wishes);
  const feed = await deps.feeds.book.feed(edited.feed);
  return {
    blocks: [
      { kind: 'heading', text: ['Changed'] },
      { kind: 'text', text: followInlines(edited, feed?.title ?? edited.feed) },
      note('It was:'),
      { kind: 'text', text: followInlines(before, feed?.title ?? before.feed) },
    ],
  };
}

function isSameWish(one: Wishes, other: Wishes): boolean {
  return (['post', 'channel', 'only', 'role', 'readsPages'] as const).every((key) => one[key] === other[key]);
}

/** What the options wish, over what was wished before; without a channel, which is looked at apart. */
function readWishes(options: Use['options'], before?: Wishes): Wishes {
  const only = readText(options, 'only');
  const hasChannel = options.channel !== undefined || before?.channel !== undefined;
  const role = readText(options, 'role') ?? before?.role;
  return {
    post: readChoice(options, 'post', POSTS, before?.post ?? (hasChannel ? 'each' : 'none')),
    only: only === undefined ? (before?.only ?? '') : only === 'all' ? '' : only,
    ...(role && /^\d{1,20}$/.test(role) && { role }),
    readsPages: typeof options.pages === 'boolean' ? options.pages : (before?.readsPages ?? false),
  };
}

/** Discord says with the channel whether the caller sees it; nobody posts where they cannot look. */
function readVisibleChannel(caller: Use['caller'], options: Use['options']): string | undefined {
  const channel = readText(options, 'channel');
  if (channel !== undefined && !caller.visibleChannels?.includes(channel)) throw new UserError(UNSEEN);
  return channel;
}

async function refuseObstacle(deps: FeedDeps, guild: string, { post, channel, role }: Wishes): Promise<void> {
  if (role === guild) throw new UserError('role: choose a role; everybody at once is never mentioned.');
  if (post === 'none' || channel === undefined) return;
  const obstacle = await deps.findObstacle(guild, channel);
  if (obstacle !== undefined) throw new UserError(`Nothing can be posted there: ${obstacle}`);
}
