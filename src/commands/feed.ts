import { UserError } from '../domain/errors.ts';
import { announceStory } from '../domain/headlines/choice.ts';
import { chooseArrivals } from '../domain/intake/choose-arrivals.ts';
import { SHARED } from '../domain/intake/feed-book.ts';
import {
  editFollow,
  type FeedDeskPorts,
  followFeed,
  requireFollow,
  type Wishes,
} from '../domain/intake/feed-desk.ts';
import type { Ledger } from '../domain/schedule/ledger.ts';
import type { StoryArchive } from '../domain/story/archive.ts';
import type { Choice, Command, Invocation } from './command.ts';
import { FEED_DATA } from './feed-declaration.ts';
import { feedStateInlines, firstPollBlocks, followInlines, note } from './feed-text.ts';
import { headlinePost } from './headline-post.ts';
import { guildOf } from './headline-setup.ts';
import { readChoice, readText } from './options.ts';
import type { Block, Inline, Reply } from './reply.ts';
import { slotInlines } from './schedule-text.ts';

export interface FeedDeps {
  readonly feeds: FeedDeskPorts;
  readonly ledger: Pick<Ledger, 'list' | 'shown'>;
  readonly archive: StoryArchive;
  /** Why nothing can be posted in the guild's channel; `undefined` when nothing speaks against it. */
  findObstacle(guild: string, channel: string): Promise<string | undefined>;
}

type Use = Pick<Invocation, 'caller' | 'options' | 'progress'>;

const MOST_CHOICES = 25;
const PREVIEWED = 10;
const LOG_ROWS = 20;
const POSTS = ['each', 'digest', 'none'] as const;

/** `/feed`: feeds whose stories a server stores and posts, for those who manage it. */
export function createFeedCommand(deps: FeedDeps): Command {
  const subcommands: Readonly<Record<string, (use: Use) => Promise<Reply>>> = {
    follow: (use) => follow(deps, use),
    list: (use) => list(deps, use),
    preview: (use) => preview(deps, use),
    edit: (use) => edit(deps, use),
    unfollow: (use) => unfollow(deps, use),
    log: (use) => showLog(deps, use),
  };
  return {
    data: FEED_DATA,
    permission: 'manage-server',
    isPrivate: () => true,
    async run({ subcommand = '', ...use }) {
      const serve = Object.hasOwn(subcommands, subcommand) ? subcommands[subcommand] : undefined;
      if (!serve) throw new UserError(`There is no /feed ${subcommand}.`);
      return serve(use);
    },
    suggest: ({ name, value }, { caller }) =>
      name === 'feed' && caller.guild ? suggestFeeds(deps, caller.guild, value) : Promise.resolve([]),
    presses: {
      unfollow: {
        answer: 'update',
        run: ([id = ''], { caller }) => drop(deps, guildOf(caller.guild), id),
      },
      again: {
        answer: 'update',
        async run(
          [url = '', post = '', channel = '', only = '', role = '', pages = ''],
          { caller, progress },
        ) {
          const wishes = {
            ...readWishes({ post, only, pages: pages === 'yes', ...(role && { role }) }),
            ...(channel && { channel }),
          };
          return begin(deps, guildOf(caller.guild), url, wishes, progress);
        },
      },
    },
  };
}

async function follow(deps: FeedDeps, { caller, options, progress }: Use): Promise<Reply> {
  const guild = guildOf(caller.guild);
  const wishes = { ...readWishes(options), channel: readVisibleChannel(caller, options) };
  return begin(deps, guild, readText(options, 'url') ?? '', wishes, progress);
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
      ...firstPollBlocks(report),
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

async function list({ feeds: { book } }: FeedDeps, { caller }: Use): Promise<Reply> {
  const follows = await book.follows(guildOf(caller.guild));
  if (follows.length === 0)
    return { blocks: [{ kind: 'text', text: ['This server follows no feed. /feed follow begins.'] }] };
  const items = await Promise.all(
    follows.map(async (one): Promise<Inline[]> => {
      const feed = await book.feed(one.feed);
      return [
        ...followInlines(one, feed?.title ?? one.feed),
        '\n',
        ...(feed ? feedStateInlines(feed, one.paused) : []),
      ];
    }),
  );
  return {
    blocks: [
      { kind: 'heading', text: ['Feeds'] },
      { kind: 'list', items },
    ],
  };
}

/** The next post as it would look, and what became of the last stories, each with its reason. */
async function preview(deps: FeedDeps, { caller, options }: Use): Promise<Reply> {
  const { feeds, ledger, archive } = deps;
  const guild = guildOf(caller.guild);
  const one = await requireFollow(feeds.book, guild, readText(options, 'feed') ?? '');
  const latest = await feeds.book.latest(one.feed, PREVIEWED);
  const now = feeds.clock.now();
  // As if they came in now and the channel had seen none of them.
  const fresh = { shown: new Map<string, number>(), now: Math.min(now, ...latest.map(({ at }) => at)) };
  const decisions = await chooseArrivals(archive, one, latest, fresh);
  const rows = await ledger.list({ guild, schedule: one.id, limit: LOG_ROWS });
  const next = decisions.find((decision) => 'story' in decision);
  const items = decisions.map((decision): Inline[] => {
    const { arrival } = decision;
    const row = rows.find(({ slot }) => slot === arrival.at);
    const fate = row
      ? [row.state, row.reason].filter(Boolean).join(': ')
      : 'reason' in decision
        ? decision.reason
        : arrival.at <= one.cursor
          ? 'It came before posts began.'
          : 'to be posted';
    return [
      arrival.title,
      ' — ',
      { italic: fate },
      ...(arrival.isTeaser ? [' (the feed gives only a teaser)'] : []),
    ];
  });
  const example =
    next && 'story' in next
      ? headlinePost(announceStory(next.story, new Map()).headline, 'preview').blocks
      : [];
  return {
    blocks: [
      { kind: 'heading', text: ['The next post would look like this'] },
      ...(example.length > 0
        ? example.filter(({ kind }) => kind !== 'buttons')
        : [note('No stored story passes the filter.')]),
      { kind: 'separator' },
      { kind: 'heading', text: ['The last stories'] },
      ...(items.length > 0 ? ([{ kind: 'list', items }] as const) : [note('The feed has brought none yet.')]),
    ],
  };
}

async function edit(deps: FeedDeps, { caller, options }: Use): Promise<Reply> {
  const guild = guildOf(caller.guild);
  const before = await requireFollow(deps.feeds.book, guild, readText(options, 'feed') ?? '');
  const channel = readVisibleChannel(caller, options);
  const wished = readWishes(options, before);
  const wishes = { ...wished, channel: channel ?? before.channel };
  await refuseObstacle(deps, guild, wishes);
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

async function unfollow(deps: FeedDeps, { caller, options }: Use): Promise<Reply> {
  return drop(deps, guildOf(caller.guild), readText(options, 'feed') ?? '');
}

async function drop({ feeds: { book } }: FeedDeps, guild: string, id: string): Promise<Reply> {
  const { feed: url, post, channel = '', only, role = '', readsPages } = await requireFollow(book, guild, id);
  const feed = await book.feed(url);
  await book.dropFollow(guild, id);
  const args = [url, post, channel, only, role, readsPages ? 'yes' : 'no'];
  return {
    blocks: [
      { kind: 'heading', text: ['Unfollowed'] },
      {
        kind: 'text',
        text: [
          { bold: feed?.title ?? url },
          ' brings no more stories. Those that are stored stay for their days.',
        ],
      },
      {
        kind: 'buttons',
        buttons: [{ label: 'Follow again', action: { command: 'feed', press: 'again', args } }],
      },
    ],
  };
}

async function showLog({ feeds: { book }, ledger }: FeedDeps, { caller, options }: Use): Promise<Reply> {
  const guild = guildOf(caller.guild);
  const one = await requireFollow(book, guild, readText(options, 'feed') ?? '');
  const feed = await book.feed(one.feed);
  const rows = await ledger.list({ guild, schedule: one.id, limit: LOG_ROWS });
  const state: Block[] = feed ? [{ kind: 'text', text: feedStateInlines(feed, one.paused) }] : [];
  return {
    blocks: [
      { kind: 'heading', text: [feed?.title ?? one.feed] },
      ...state,
      ...(rows.length > 0
        ? ([{ kind: 'list', items: rows.map(slotInlines) }] as const)
        : [note('Nothing came to be posted yet.')]),
    ],
  };
}

async function suggestFeeds({ feeds: { book } }: FeedDeps, guild: string, typed: string): Promise<Choice[]> {
  const follows = guild === SHARED ? [] : await book.follows(guild);
  const named = await Promise.all(
    follows.map(async ({ id, feed }) => ({
      name: `${(await book.feed(feed))?.title ?? feed} (${id})`,
      value: id,
    })),
  );
  return named
    .filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase()))
    .slice(0, MOST_CHOICES)
    .map(({ name, value }) => ({ name: name.slice(-100), value }));
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
  if (channel !== undefined && !caller.visibleChannels?.includes(channel))
    throw new UserError('Choose a channel of this server that you can see.');
  return channel;
}

async function refuseObstacle(deps: FeedDeps, guild: string, { post, channel, role }: Wishes): Promise<void> {
  if (role === guild) throw new UserError('role: choose a role; everybody at once is never mentioned.');
  if (post === 'none' || channel === undefined) return;
  const obstacle = await deps.findObstacle(guild, channel);
  if (obstacle !== undefined) throw new UserError(`Nothing can be posted there: ${obstacle}`);
}
