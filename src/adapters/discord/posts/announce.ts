import { ComponentType, RESTJSONErrorCodes, Routes } from 'discord.js';
import { z } from 'zod';
import { correctedPost, headlinePost } from '../../../commands/headline-post.ts';
import type { Reply } from '../../../commands/reply.ts';
import type { Log } from '../../../domain/ports.ts';
import type { Announcer } from '../../../domain/schedule/announcer.ts';
import { hasCode } from '../faults/answer-faults.ts';
import { loggable } from '../faults/log-fields.ts';
import { seesChannel } from '../permissions/channel-view.ts';
import { type Payload, renderReply } from '../rendering/render.ts';
import { explainPostFault } from './announce-faults.ts';
import { failureNotice, failureTag, pausedNotice, pauseTag } from './announcer-notices.ts';
import { createRequests, type RequestSettings } from './announcer-requests.ts';
import { findChannelObstacle } from './channel-obstacle.ts';
import { editThread } from './forum.ts';
import { findThread } from './forum-search.ts';
import { findPost } from './post-search.ts';
import { createPosting } from './posting.ts';

export interface AnnouncerOptions extends RequestSettings {
  readonly log: Log;
  /** Waits for a turn to make one more request; those that `postDue` paced need none. */
  pace(ahead: 'ahead'): Promise<unknown>;
}

/** The announcer, with what else is asked about channels. */
export interface DiscordAnnouncer extends Announcer {
  /** Why nothing can be posted in this channel of this guild; `undefined` when nothing speaks against it. */
  findObstacle(guild: string, channel: string): Promise<string | undefined>;
  /** Whether a member sees this channel of this guild, as far as it can be found out; rejects otherwise. */
  sees(guild: string, channel: string, member: ChannelMember): Promise<boolean>;
  close(): void;
}

/** A member with the roles that they have now. */
export interface ChannelMember {
  readonly user: string;
  readonly roles: readonly string[];
}

/** Discord takes no nonce for a thread: a request that is still on its way must have ended before it is looked up. */
const THREAD_SETTLES_MS = 30_000;

const SELF = z.object({ id: z.string() });
const GUILD = z.object({ system_channel_id: z.string().nullish() });

/** Posts headlines through Discord's REST API, each attempt one request: whether to try again is the ledger's to say. */
export function createAnnouncer(options: AnnouncerOptions): DiscordAnnouncer {
  const { log, pace } = options;
  const requests = createRequests(options);
  const { get, edit, close } = requests;
  const { send, isForum, isKnownForum } = createPosting(requests);
  let self: Promise<string> | undefined;
  const readSelf = async () => SELF.parse(await get(Routes.user())).id;
  async function tell({ guild, id }: { guild: string; id: string }, tag: string, notice: Reply) {
    try {
      const { system_channel_id: channel } = GUILD.parse(await get(Routes.guild(guild)));
      const [payload] = renderReply(notice);
      if (channel && payload) await send({ guild, channel, tag }, payload);
    } catch (err) {
      log.warn({ err: loggable(err), guild, schedule: id }, 'nobody could be told of the pause');
    }
  }
  return {
    close,
    async post(target, headline) {
      const [payload, second] = renderReply(headlinePost(headline, target.tag));
      if (!payload || second)
        return { kind: 'rejected', reason: 'The headline does not fit into one message.' };
      try {
        return {
          kind: 'posted',
          message: await send(target, withMention(payload, target.role), headline),
        };
      } catch (error) {
        const fault = explainPostFault(error);
        if (fault.kind !== 'unsettled' || !isKnownForum(target.channel)) return fault;
        return { ...fault, afterMs: Math.max(fault.afterMs ?? 0, THREAD_SETTLES_MS) };
      }
    },
    async find(target) {
      try {
        self ??= readSelf();
        const look = (await isForum(target.channel)) ? findThread : findPost;
        return await look({ get, pace, self: await self }, target);
      } catch (error) {
        self = undefined;
        const fault = explainPostFault(error);
        return fault.kind === 'rejected' ? { ...fault, kind: 'unsettled' } : fault;
      }
    },
    async correct({ guild, channel, tag }, message, headline, corrections) {
      const [payload, second] = renderReply(correctedPost(headline, tag, corrections));
      if (!payload || second) return 'refused';
      if (!(await pace('ahead'))) return 'unsettled';
      try {
        if (await isForum(channel)) await editThread(requests, message, payload);
        else await edit(channel, message, payload);
        return 'corrected';
      } catch (err) {
        log.warn({ err: loggable(err), guild, channel, message }, 'a post could not be corrected');
        const isGone = hasCode(err, RESTJSONErrorCodes.UnknownMessage);
        return isGone || explainPostFault(err).kind !== 'unsettled' ? 'refused' : 'unsettled';
      }
    },
    tellPaused: (order, reason) => tell(order, pauseTag(order), pausedNotice(order, reason)),
    tellFailing: (feed, reason) => tell(feed, failureTag(feed), failureNotice(feed, reason)),
    sees: (guild, channel, member) => seesChannel(get, guild, channel, member),
    async findObstacle(guild, channel) {
      try {
        self ??= readSelf();
        return await findChannelObstacle({ get, self: await self }, guild, channel);
      } catch (error) {
        self = undefined;
        const fault = explainPostFault(error);
        return fault.kind === 'refused' ? fault.reason : undefined;
      }
    },
  };
}

/** The one exception to "no ping": the role that the server's admins chose for this post, and nobody else. */
function withMention(payload: Payload, role: string | undefined) {
  if (role === undefined || !/^\d{1,20}$/.test(role)) return payload;
  return {
    ...payload,
    components: [{ type: ComponentType.TextDisplay, content: `<@&${role}>` }, ...payload.components],
    allowed_mentions: { parse: [], roles: [role] },
  };
}
