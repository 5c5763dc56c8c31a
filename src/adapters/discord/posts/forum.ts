import { ChannelFlags, ChannelType, DiscordAPIError, RESTJSONErrorCodes, Routes } from 'discord.js';
import { z } from 'zod';
import type { Headline } from '../../../domain/headlines/choice.ts';
import type { PostTarget } from '../../../domain/schedule/announcer.ts';
import { shorten } from '../rendering/limits.ts';
import type { Payload } from '../rendering/render.ts';
import type { AnnouncerRequests } from './announcer-requests.ts';

const LONGEST_NAME = 100;
const MOST_TAGS = 5;

const CHANNEL = z.object({
  type: z.number(),
  flags: z.number().default(0),
  available_tags: z.array(z.object({ id: z.string(), name: z.string(), moderated: z.boolean() })).default([]),
});

/** A post's message, which may mention a role. */
export type PostPayload = Pick<Payload, 'flags'> & {
  readonly components: readonly object[];
  readonly allowed_mentions: object;
};

/** A forum as a post needs it. */
export interface Forum {
  /** Tags that everybody may give to a thread. */
  readonly tags: readonly { readonly id: string; readonly name: string }[];
  readonly requiresTag: boolean;
}

/** The forum that the channel is; `undefined` for every other channel. */
export function readForum(channel: unknown): Forum | undefined {
  const { type, flags, available_tags: tags } = CHANNEL.parse(channel);
  if (type !== ChannelType.GuildForum) return undefined;
  return {
    tags: tags.filter(({ moderated }) => !moderated),
    requiresTag: (flags & ChannelFlags.RequireTag) !== 0,
  };
}

/** Whether Discord says that the channel holds no messages; nothing was posted then. */
export function isNoTextChannel(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    (error.code === RESTJSONErrorCodes.CannotSendMessagesInNonTextChannel ||
      error.code === RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType)
  );
}

/** Posts a headline as a thread; its id is its first message's, too. Discord takes no nonce here. */
export function postThread(
  { post }: Pick<AnnouncerRequests, 'post'>,
  { channel }: Pick<PostTarget, 'channel'>,
  forum: Forum,
  headline: Headline,
  { flags, components, allowed_mentions }: PostPayload,
): Promise<string> {
  const tags = chooseTags(forum, headline);
  return post(Routes.threads(channel), {
    name: threadName(headline),
    ...(tags.length > 0 && { applied_tags: tags }),
    message: { flags, components, allowed_mentions },
  });
}

/** Edits a thread's first message, in an archived thread, too, which is then open again. */
export async function editThread(
  { edit, patch }: Pick<AnnouncerRequests, 'edit' | 'patch'>,
  thread: string,
  payload: Payload,
): Promise<void> {
  try {
    await edit(thread, thread, payload);
  } catch (error) {
    const isArchived =
      error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.InvalidActionOnArchivedThread;
    if (!isArchived) throw error;
    await patch(Routes.channel(thread), { archived: false });
    await edit(thread, thread, payload);
  }
}

function threadName(headline: Headline): string {
  if (headline.kind === 'story') return shorten(headline.story.title, LONGEST_NAME);
  const count = headline.stories.length + headline.more;
  return count === 1 ? '1 new story' : `${count} new stories`;
}

/** The forum's tags that the story has, too; where one is required and none fits, the forum's first. */
function chooseTags({ tags, requiresTag }: Forum, headline: Headline): string[] {
  const wanted = headline.kind === 'story' ? headline.story.tags.map((tag) => tag.toLowerCase()) : [];
  const fitting = tags.filter(({ name }) => wanted.includes(name.toLowerCase()));
  const chosen = fitting.length === 0 && requiresTag ? tags.slice(0, 1) : fitting;
  return chosen.slice(0, MOST_TAGS).map(({ id }) => id);
}
