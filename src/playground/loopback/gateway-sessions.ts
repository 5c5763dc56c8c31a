import { randomBytes } from 'node:crypto';
import { GatewayCloseCodes as Close, GatewayOpcodes as Op } from 'discord-api-types/v10';
import { isForm } from './form.ts';
import type { Connection } from './gateway-connection.ts';
import type { Identify } from './gateway-identify.ts';
import { INTENTS } from './intents.ts';
import { toGuildCreate } from './payloads.ts';
import { shardOf } from './snowflake.ts';
import type { Dispatch, World } from './world.ts';

export interface Session {
  readonly id: string;
  readonly intents: number;
  readonly shard: number;
  readonly shards: number;
  /** Sent dispatches for replay, oldest first. */
  readonly sent: { readonly seq: number; readonly frame: string }[];
  seq: number;
  /** Absent while the client is away and may come back to resume. */
  connection: Connection | undefined;
  /** Real time of the last disconnection. */
  leftAtMs: number;
  resumes: number;
}

/** The clients that have identified, and what each has been sent. */
export interface Sessions {
  readonly all: ReadonlyMap<string, Session>;
  /** A new session: READY, then its guilds if it has the intent. */
  begin(connection: Connection, identify: Identify, gatewayUrl: string): Session;
  /** Replays what the client has missed, then RESUMED; `undefined` when it must identify anew. */
  resume(connection: Connection, sessionId: unknown, seq: number): Session | undefined;
  /** The connection was closed; after some codes the session is over. */
  leave(session: Session, connection: Connection, code: number): void;
  /** Sends an event to every session of its shard that has the intent. */
  dispatch(event: Dispatch): void;
  /** Ends all sessions: nobody can resume. */
  forget(): void;
}

/** How many dispatches a session keeps for a resume. */
const REPLAY_LIMIT = 1000;
/** How long a client may stay away and still resume; Discord does not say how long it waits. */
const RESUME_WINDOW_MS = 120_000;
/** After these the client must identify anew. Source: Discord's gateway documentation, "Resuming". */
const FINAL_CODES: readonly number[] = [1000, 1001, Close.InvalidSeq, Close.SessionTimedOut];

export function createSessions(world: World): Sessions {
  const all = new Map<string, Session>();
  let wasOnline = false;
  const notePresence = (): void => {
    const online = [...all.values()].some(({ connection }) => connection);
    if (online !== wasOnline) world.events.emit('presence', { online });
    wasOnline = online;
  };
  return {
    all,
    begin(connection, identify, gatewayUrl) {
      forgetLost(all);
      const session = createSession(connection, identify);
      all.set(session.id, session);
      greet(world, session, gatewayUrl);
      notePresence();
      world.events.emit('session', { shard: session.shard });
      return session;
    },
    resume(connection, sessionId, seq) {
      const session = all.get(String(sessionId));
      if (!session || !canReplay(session, seq)) return undefined;
      replay(session, connection, seq);
      notePresence();
      return session;
    },
    leave(session, connection, code) {
      if (session.connection !== connection) return;
      session.connection = undefined;
      session.leftAtMs = performance.now();
      if (FINAL_CODES.includes(code)) all.delete(session.id);
      notePresence();
    },
    dispatch(event) {
      const { name, data } = event;
      for (const session of all.values()) {
        if (!isMeantFor(session, event)) continue;
        send(session, name, name.startsWith('MESSAGE_') ? hideContent(data, session, world) : data);
      }
    },
    forget() {
      all.clear();
      notePresence();
    },
  };
}

function createSession(connection: Connection, { intents, shard, shards }: Identify): Session {
  const id = randomBytes(16).toString('hex');
  return { id, intents, shard, shards, sent: [], seq: 0, connection, leftAtMs: 0, resumes: 0 };
}

/** Drops the sessions whose client stayed away for too long. */
function forgetLost(sessions: Map<string, Session>): void {
  const earliest = performance.now() - RESUME_WINDOW_MS;
  for (const { id, connection, leftAtMs } of sessions.values()) {
    if (!connection && leftAtMs < earliest) sessions.delete(id);
  }
}

/** Whether everything after `seq` is still kept. */
function canReplay(session: Session, seq: number): boolean {
  const oldest = session.sent[0]?.seq ?? 0;
  return seq <= session.seq && seq >= oldest - 1;
}

function replay(session: Session, connection: Connection, seq: number): void {
  session.connection?.terminate();
  session.connection = connection;
  session.resumes += 1;
  for (const past of session.sent) if (past.seq > seq) connection.send(past.frame);
  send(session, 'RESUMED', {});
}

/** Whether the session's shard has the event's guild, and the session an intent for it. */
function isMeantFor(session: Session, { guildId, intents }: Dispatch): boolean {
  if (guildId !== undefined && shardOf(guildId, session.shards) !== session.shard) return false;
  return intents === 0 || Boolean(session.intents & intents);
}

function greet(world: World, session: Session, gatewayUrl: string): void {
  const guilds = [...world.guilds.values()].filter(
    (guild) => !guild.left && shardOf(guild.id, session.shards) === session.shard,
  );
  send(session, 'READY', {
    v: 10,
    user: world.bot,
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: gatewayUrl,
    shard: [session.shard, session.shards],
    application: { id: world.bot.id, flags: 0 },
  });
  if (!(session.intents & INTENTS.guilds)) return;
  for (const guild of guilds) send(session, 'GUILD_CREATE', toGuildCreate(guild, world));
}

function send(session: Session, name: string, data: object): void {
  session.seq += 1;
  const frame = JSON.stringify({ op: Op.Dispatch, s: session.seq, t: name, d: data });
  session.sent.push({ seq: session.seq, frame });
  if (session.sent.length > REPLAY_LIMIT) session.sent.shift();
  session.connection?.send(frame);
}

/** Without the message content intent a bot sees the content of its own messages only. */
function hideContent(data: object, session: Session, world: World): object {
  if (!isForm(data) || session.intents & INTENTS.messageContent) return data;
  const isOwn = isForm(data.author) && data.author.id === world.bot.id;
  if (isOwn || !('content' in data)) return data;
  return { ...data, content: '', embeds: [], components: [], attachments: [] };
}
