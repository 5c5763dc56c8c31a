import { UserError } from '../domain/errors.ts';
import { SHARED } from '../domain/intake/feed-book.ts';
import { requireFollow } from '../domain/intake/feed-desk.ts';
import type { Choice, Command } from './command.ts';
import { FEED_DATA } from './feed-declaration.ts';
import { editFeed, follow, followAgain } from './feed-follow.ts';
import { previewFeed } from './feed-preview.ts';
import { feedStateInlines, followInlines, note } from './feed-text.ts';
import { type FeedDeps, LOG_ROWS, type Use } from './feed-use.ts';
import { guildOf } from './headline-setup.ts';
import { readText } from './options.ts';
import type { Block, Inline, Reply } from './reply.ts';
import { slotInlines } from './schedule-text.ts';

const MOST_CHOICES = 25;

/** `/feed`: feeds whose stories a server stores and posts, for those who manage it. */
export function createFeedCommand(deps: FeedDeps): Command {
  const subcommands: Readonly<Record<string, (use: Use) => Promise<Reply>>> = {
    follow: (use) => follow(deps, use),
    list: (use) => list(deps, use),
    preview: (use) => previewFeed(deps, use),
    edit: (use) => editFeed(deps, use),
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
      again: { answer: 'update', run: (args, press) => followAgain(deps, args, press) },
    },
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
  // A digest's slot is no arrival's, and an arrival is forgotten before its row.
  const items = await Promise.all(
    rows.map(async (row) => slotInlines(row, (await book.arrival(one.feed, row.slot))?.title)),
  );
  const state: Block[] = feed ? [{ kind: 'text', text: feedStateInlines(feed, one.paused) }] : [];
  return {
    blocks: [
      { kind: 'heading', text: [feed?.title ?? one.feed] },
      ...state,
      ...(rows.length > 0 ? ([{ kind: 'list', items }] as const) : [note('Nothing came to be posted yet.')]),
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
