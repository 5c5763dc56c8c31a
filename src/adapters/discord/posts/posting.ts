import { createHash } from 'node:crypto';
import { Routes } from 'discord.js';
import type { Headline } from '../../../domain/headlines/choice.ts';
import type { PostTarget } from '../../../domain/schedule/announcer.ts';
import type { AnnouncerRequests } from './announcer-requests.ts';
import { isNoTextChannel, type PostPayload, postThread, readForum } from './forum.ts';

/** How messages get into channels, and what is known by then of which are forums. */
export function createPosting(requests: AnnouncerRequests) {
  const { get, post } = requests;
  const kinds = new Map<string, boolean>();

  async function lookAt(channel: string) {
    const forum = readForum(await get(Routes.channel(channel)));
    kinds.set(channel, forum !== undefined);
    return forum;
  }
  return {
    isKnownForum: (channel: string) => kinds.get(channel) === true,
    isForum: async (channel: string) => kinds.get(channel) ?? (await lookAt(channel)) !== undefined,
    /** Posts once for a tag, in a forum as a thread; gives the message's id. What is no headline is no thread. */
    async send(
      { guild, channel, tag }: Pick<PostTarget, 'guild' | 'channel' | 'tag'>,
      payload: PostPayload,
      headline?: Headline,
    ): Promise<string> {
      const asMessage = async () => {
        const body = { ...payload, nonce: nonceOf(guild, tag), enforce_nonce: true };
        const id = await post(Routes.channelMessages(channel), body);
        kinds.set(channel, false);
        return id;
      };
      if (!headline) return asMessage();
      try {
        // Most channels are no forums, which the first post finds out without a question.
        if (!kinds.get(channel)) return await asMessage();
      } catch (error) {
        if (!isNoTextChannel(error)) throw error;
        kinds.set(channel, true);
      }
      const forum = await lookAt(channel);
      return forum ? postThread(requests, { channel }, forum, headline, payload) : asMessage();
    },
  };
}

/**
 * Discord looks for an earlier message with the nonce among all that the bot sent, in whatever server, and tags are
 * unique in a channel or a server only. At most 25 characters.
 */
function nonceOf(guild: string, tag: string): string {
  return createHash('sha256').update(`${guild} ${tag}`).digest('base64url').slice(0, 24);
}
