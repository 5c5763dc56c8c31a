import { REST, Routes } from 'discord.js';
import { z } from 'zod';
import { headlinePost } from '../../commands/headline-post.ts';
import type { Reply } from '../../commands/reply.ts';
import type { Headline } from '../../domain/headlines/choice.ts';
import type { Log } from '../../domain/ports.ts';
import type { Announcer, LookUp, PostResult, PostTarget } from '../../domain/schedule/announcer.ts';
import type { Schedule } from '../../domain/schedule/schedule.ts';
import { explainPostFault } from './announce-faults.ts';
import { decodeCustomId } from './custom-id.ts';
import { type Payload, renderReply } from './render.ts';

export interface AnnouncerOptions {
  readonly token: string;
  /** REST base without the version. */
  readonly apiUrl: string;
  /** The bot's own user id. */
  readonly user: string;
  readonly log: Log;
  /** Waits for a turn to make one more request; requests that `postDue` paced need none. */
  pace(ahead: 'ahead'): Promise<void>;
  /** How long one request may take, with its waiting for Discord's rate limits. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 20_000;
/** Longer waits for a rate limit are the scheduler's to make. */
const LONGEST_WAIT_MS = 10_000;
const PAGE = 100;
/** How far back a post is looked for: 500 messages. */
const PAGES = 5;

const SENT = z.object({ id: z.string() });
const GUILD = z.object({ system_channel_id: z.string().nullish() });
const CHANNEL = z.object({ last_message_id: z.string().nullish() });
const MESSAGES = z.array(
  z.object({
    id: z.string(),
    author: z.object({ id: z.string() }),
    components: z.array(z.unknown()).default([]),
  }),
);

/** Posts headlines through Discord's REST API, each attempt one request: whether to try again is the ledger's to say. */
export function createAnnouncer(options: AnnouncerOptions): Announcer & { close(): void } {
  const { token, apiUrl, log, timeoutMs = TIMEOUT_MS } = options;
  const rest = new REST({
    api: apiUrl,
    retries: 0,
    timeout: timeoutMs,
    rejectOnRateLimit: ({ retryAfter }) => retryAfter > LONGEST_WAIT_MS,
  }).setToken(token);
  const signal = () => AbortSignal.timeout(timeoutMs);
  const get: Get = (route, query) => rest.get(route, { query: new URLSearchParams(query), signal: signal() });
  const send = async (channel: string, payload: Payload, nonce: string) =>
    SENT.parse(
      await rest.post(Routes.channelMessages(channel), {
        body: { ...payload, nonce, enforce_nonce: true },
        signal: signal(),
      }),
    );
  return {
    async post({ channel, tag }: PostTarget, headline: Headline): Promise<PostResult> {
      const [payload, second] = renderReply(headlinePost(headline, tag));
      if (!payload || second)
        return { kind: 'rejected', reason: 'The headline does not fit into one message.' };
      try {
        return { kind: 'posted', message: (await send(channel, payload, tag)).id };
      } catch (error) {
        return explainPostFault(error);
      }
    },
    async find(target) {
      try {
        return await findPost(options, get, target);
      } catch (error) {
        const fault = explainPostFault(error);
        return fault.kind === 'rejected' ? { ...fault, kind: 'unsettled' } : fault;
      }
    },
    async tellPaused(schedule, reason) {
      try {
        const { system_channel_id: channel } = GUILD.parse(await get(Routes.guild(schedule.guild)));
        const [payload] = renderReply(pausedNotice(schedule, reason));
        if (channel && payload) await send(channel, payload, `paused-${schedule.id}`);
      } catch (err) {
        log.warn({ err, guild: schedule.guild, schedule: schedule.id }, 'nobody could be told of the pause');
      }
    },
    close() {
      rest.clearHandlerSweeper();
      rest.clearHashSweeper();
    },
  };
}

type Get = (route: `/${string}`, query?: Record<string, string>) => Promise<unknown>;

async function findPost(
  { user, pace }: AnnouncerOptions,
  get: Get,
  { channel, tag }: PostTarget,
): Promise<LookUp> {
  let before: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    if (page > 0) await pace('ahead');
    const query = { limit: String(PAGE), ...(before === undefined ? {} : { before }) };
    const messages = MESSAGES.parse(await get(Routes.channelMessages(channel), query));
    const post = messages.find(({ author, components }) => author.id === user && hasTag(components, tag));
    if (post) return { kind: 'found', message: post.id };
    if (page === 0 && messages.length === 0 && !(await isEmpty(get, channel))) {
      // Without the permission to read the history Discord answers an empty list: that must not pass for absence.
      return { kind: 'unsettled', reason: 'The bot may not read the message history of the channel.' };
    }
    if (messages.length < PAGE) return { kind: 'absent' };
    before = messages.at(-1)?.id;
  }
  return { kind: 'absent' };
}

async function isEmpty(get: Get, channel: string): Promise<boolean> {
  return !CHANNEL.parse(await get(Routes.channel(channel))).last_message_id;
}

const COMPONENT = z.object({
  custom_id: z.string().optional(),
  accessory: z.unknown().optional(),
  components: z.array(z.unknown()).default([]),
});

function hasTag(components: readonly unknown[], tag: string): boolean {
  return components.some((candidate) => {
    const { data } = COMPONENT.safeParse(candidate);
    if (!data) return false;
    const button = data.custom_id === undefined ? undefined : decodeCustomId(data.custom_id);
    const args = button?.command === 'headline' && 'args' in button ? button.args : [];
    return args[0] === tag || hasTag([...data.components, data.accessory], tag);
  });
}

function pausedNotice({ id, channel }: Schedule, reason: string): Reply {
  return {
    blocks: [
      { kind: 'heading', text: ['Headline posts are paused'] },
      { kind: 'text', text: ['Schedule ', { code: id }, ' in ', { channel }, ' is paused: ', reason] },
      {
        kind: 'note',
        text: ['When that is mended, a member who manages the server can use /headline resume.'],
      },
    ],
  };
}
