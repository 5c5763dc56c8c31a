import { createHash } from 'node:crypto';
import { ComponentType, REST, Routes } from 'discord.js';
import { z } from 'zod';
import { correctedPost, headlinePost } from '../../commands/headline-post.ts';
import type { Reply } from '../../commands/reply.ts';
import type { Log } from '../../domain/ports.ts';
import type { Announcer, FailingFeed, PausedOrder } from '../../domain/schedule/announcer.ts';
import { explainPostFault } from './announce-faults.ts';
import { findChannelObstacle } from './channel-obstacle.ts';
import { seesChannel } from './channel-view.ts';
import { loggable } from './log-fields.ts';
import { findPost } from './post-search.ts';
import { type Payload, renderReply } from './render.ts';

export interface AnnouncerOptions {
  readonly token: string;
  /** REST base without the version. */
  readonly apiUrl: string;
  readonly log: Log;
  /** Waits for a turn to make one more request; those that `postDue` paced need none. */
  pace(ahead: 'ahead'): Promise<unknown>;
  /** How long one request may take, with its waiting for Discord's rate limits. */
  readonly timeoutMs?: number;
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

const TIMEOUT_MS = 20_000;
/** A second line of defence behind the pace: after a stall of the program, requests that were paced may bunch. */
const REQUESTS_PER_SECOND = 45;
/** Longer waits for a rate limit are the scheduler's to make. */
const LONGEST_WAIT_MS = 10_000;

const SENT = z.object({ id: z.string() });
const SELF = z.object({ id: z.string() });
const GUILD = z.object({ system_channel_id: z.string().nullish() });

/** Posts headlines through Discord's REST API, each attempt one request: whether to try again is the ledger's to say. */
export function createAnnouncer(options: AnnouncerOptions): DiscordAnnouncer {
  const { log, pace } = options;
  const { get, send, edit, close } = createRequests(options);
  let self: Promise<string> | undefined;
  const readSelf = async () => SELF.parse(await get(Routes.user())).id;
  async function tell({ guild, id }: { guild: string; id: string }, tag: string, notice: Reply) {
    try {
      const { system_channel_id: channel } = GUILD.parse(await get(Routes.guild(guild)));
      const [payload] = renderReply(notice);
      if (channel && payload) await send(channel, payload, nonceOf(guild, tag));
    } catch (err) {
      log.warn({ err: loggable(err), guild, schedule: id }, 'nobody could be told of the pause');
    }
  }
  return {
    close,
    async post({ guild, channel, tag, role }, headline) {
      const [payload, second] = renderReply(headlinePost(headline, tag));
      if (!payload || second)
        return { kind: 'rejected', reason: 'The headline does not fit into one message.' };
      try {
        return {
          kind: 'posted',
          message: await send(channel, withMention(payload, role), nonceOf(guild, tag)),
        };
      } catch (error) {
        return explainPostFault(error);
      }
    },
    async find(target) {
      try {
        self ??= readSelf();
        return await findPost({ get, pace, self: await self }, target);
      } catch (error) {
        self = undefined;
        const fault = explainPostFault(error);
        return fault.kind === 'rejected' ? { ...fault, kind: 'unsettled' } : fault;
      }
    },
    async correct({ guild, channel, tag }, message, headline, correction) {
      const [payload, second] = renderReply(correctedPost(headline, tag, correction));
      if (!payload || second || !(await pace('ahead'))) return false;
      try {
        await edit(channel, message, payload);
        return true;
      } catch (err) {
        log.warn({ err: loggable(err), guild, channel, message }, 'a post could not be corrected');
        return false;
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

function createRequests({ token, apiUrl, timeoutMs = TIMEOUT_MS }: AnnouncerOptions) {
  const rest = new REST({
    api: apiUrl,
    retries: 0,
    timeout: timeoutMs,
    globalRequestsPerSecond: REQUESTS_PER_SECOND,
    rejectOnRateLimit: ({ retryAfter }) => retryAfter > LONGEST_WAIT_MS,
  }).setToken(token);
  // The signal also ends a wait for a rate limit, which the timeout does not count.
  const signal = () => AbortSignal.timeout(timeoutMs);
  return {
    get: (route: `/${string}`, query?: Record<string, string>) =>
      rest.get(route, { query: new URLSearchParams(query), signal: signal() }),
    async send(channel: string, payload: object, nonce: string): Promise<string> {
      const body = { ...payload, nonce, enforce_nonce: true };
      return SENT.parse(await rest.post(Routes.channelMessages(channel), { body, signal: signal() })).id;
    },
    async edit(channel: string, message: string, payload: Payload): Promise<void> {
      const { flags, components, allowed_mentions } = payload;
      const body = { flags, components, allowed_mentions };
      await rest.patch(Routes.channelMessage(channel, message), { body, signal: signal() });
    },
    close() {
      rest.clearHandlerSweeper();
      rest.clearHashSweeper();
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

/** The same for one pause, also after a crash; another one after a resume, which sets `since`. */
function pauseTag({ id, since }: PausedOrder): string {
  return `paused-${id}-${since.toString(36)}`;
}

function pausedNotice({ id, channel, name, remedy }: PausedOrder, reason: string): Reply {
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

function failureTag({ id, since }: FailingFeed): string {
  return `failing-${id}-${since.toString(36)}`;
}

function failureNotice({ title, id }: FailingFeed, reason: string): Reply {
  return {
    blocks: [
      { kind: 'heading', text: ['A feed cannot be read'] },
      { kind: 'text', text: [{ bold: title }, ' (', { code: id }, '): ', reason] },
      { kind: 'note', text: ['It is tried on, unless it is gone. /feed unfollow ends that.'] },
    ],
  };
}
