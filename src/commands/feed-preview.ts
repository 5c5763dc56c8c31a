import { announceStory } from '../domain/headlines/choice.ts';
import { chooseArrivals } from '../domain/intake/choose-arrivals.ts';
import { requireFollow } from '../domain/intake/feed-desk.ts';
import { note } from './feed-text.ts';
import { type FeedDeps, LOG_ROWS, type Use } from './feed-use.ts';
import { headlinePost } from './headline-post.ts';
import { guildOf } from './headline-setup.ts';
import { readText } from './options.ts';
import type { Inline, Reply } from './reply.ts';

const PREVIEWED = 10;

/** The next post as it would look, and what became of the last stories, each with its reason. */
export async function previewFeed(deps: FeedDeps, { caller, options }: Use): Promise<Reply> {
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
  const isTeaserFeed = latest.length > 0 && latest.every(({ isTeaser }) => isTeaser);
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
      ...(arrival.isTeaser && !isTeaserFeed ? [' (the feed gives only a teaser)'] : []),
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
      ...(isTeaserFeed ? [note('The feed gives only a teaser of each.')] : []),
      ...(items.length > 0 ? ([{ kind: 'list', items }] as const) : [note('The feed has brought none yet.')]),
    ],
  };
}
