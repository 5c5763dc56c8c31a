import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { GatewayCloseCodes as Close, GatewayOpcodes as Op } from 'discord-api-types/v10';
import { type WebSocket, WebSocketServer } from 'ws';
import { isForm } from './form.ts';
import { INTENTS } from './intents.ts';
import { toGuildCreate } from './payloads.ts';
import { shardOf } from './snowflake.ts';
import type { Dispatch, World } from './world.ts';

export interface GatewaySettings {
  readonly heartbeatIntervalMs: number;
  /** Privileged intents that are switched on for the application; others lead to 4014. */
  readonly privilegedIntents: number;
}

/** The gateway, and the faults that it can be told to have. Each acts on all sessions. */
export interface Gateway {
  /** Whether a session is there (connected, or able to resume) that hears this guild. */
  hears(guildId: string): boolean;
  readonly isOnline: boolean;
  /** One entry a session, oldest first. */
  readonly sessions: readonly {
    readonly id: string;
    readonly connected: boolean;
    readonly resumes: number;
  }[];
  /** Closes every connection with this code; the sessions can be resumed if the code allows it. */
  disconnect(code: number): void;
  /** Cuts every connection without a close frame. */
  cut(): void;
  /** Sends op 7: reconnect and resume. */
  requestReconnect(): void;
  /** Sends op 9. Not resumable: the sessions are forgotten. */
  invalidateSessions(resumable: boolean): void;
  /** Whether heartbeats are acknowledged; a client that gets no acknowledgement must reconnect. */
  setAcking(acking: boolean): void;
  close(): Promise<void>;
}

interface Session {
  readonly id: string;
  readonly intents: number;
  readonly shard: number;
  readonly shards: number;
  /** Sent dispatches for replay, oldest first. */
  readonly sent: { readonly seq: number; readonly frame: string }[];
  seq: number;
  socket: WebSocket | undefined;
  resumes: number;
}

/** How many dispatches a session keeps for a resume. */
const REPLAY_LIMIT = 1000;
/** Source: Discord's gateway documentation, "Rate Limiting". */
const MAX_FRAMES_A_MINUTE = 120;
const MAX_FRAME_BYTES = 4096;
/** After these the client must identify anew. */
const FINAL_CODES: readonly number[] = [1000, 1001, Close.InvalidSeq, Close.SessionTimedOut];

/** Serves gateway v10 (JSON) at /gateway of `server`. `address` gives the URL that clients are to use. */
export function createGateway(
  world: World,
  server: Server,
  settings: GatewaySettings,
  address: () => string,
): Gateway {
  const sessions = new Map<string, Session>();
  const sockets = new WebSocketServer({ server });
  let acking = true;
  let wasOnline = false;

  const notePresence = (): void => {
    const isOnline = [...sessions.values()].some(({ socket }) => socket);
    if (isOnline !== wasOnline) world.events.emit('presence', { online: isOnline });
    wasOnline = isOnline;
  };
  const dispatchTo = (session: Session, name: string, data: object): void => {
    session.seq += 1;
    const frame = JSON.stringify({ op: Op.Dispatch, s: session.seq, t: name, d: data });
    session.sent.push({ seq: session.seq, frame });
    if (session.sent.length > REPLAY_LIMIT) session.sent.shift();
    session.socket?.send(frame);
  };
  const broadcast = ({ name, data, guildId, intents }: Dispatch): void => {
    for (const session of sessions.values()) {
      if (guildId !== undefined && shardOf(guildId, session.shards) !== session.shard) continue;
      if (intents !== 0 && !(session.intents & intents)) continue;
      dispatchTo(session, name, name.startsWith('MESSAGE_') ? confine(data, session, world) : data);
    }
  };
  const begin = (socket: WebSocket, data: unknown): Session | undefined => {
    const asked = readIdentify(data);
    const refusal = refuse(asked, world.token, settings.privilegedIntents);
    if (!asked || refusal) {
      socket.close(refusal ?? Close.DecodeError);
      return undefined;
    }
    const { intents, shard, shards } = asked;
    const session: Session = {
      id: randomBytes(16).toString('hex'),
      ...{ intents, shard, shards },
      sent: [],
      seq: 0,
      socket,
      resumes: 0,
    };
    sessions.set(session.id, session);
    const guilds = [...world.guilds.values()].filter(
      (guild) => !guild.left && shardOf(guild.id, shards) === shard,
    );
    dispatchTo(session, 'READY', {
      v: 10,
      user: world.bot,
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: address(),
      shard: [shard, shards],
      application: { id: world.bot.id, flags: 0 },
    });
    if (intents & INTENTS.guilds) {
      for (const guild of guilds) dispatchTo(session, 'GUILD_CREATE', toGuildCreate(guild, world));
    }
    notePresence();
    return session;
  };
  const resume = (socket: WebSocket, data: unknown): Session | undefined => {
    const form = isForm(data) ? data : {};
    const session = sessions.get(String(form.session_id));
    const seq = Number(form.seq);
    const oldest = session?.sent[0]?.seq ?? 0;
    if (form.token !== world.token) socket.close(Close.AuthenticationFailed);
    else if (!session || seq > session.seq || seq < oldest - 1) {
      socket.send(JSON.stringify({ op: Op.InvalidSession, d: false, s: null, t: null }));
    } else {
      session.socket?.terminate();
      session.socket = socket;
      session.resumes += 1;
      for (const { frame } of session.sent.filter((past) => past.seq > seq)) socket.send(frame);
      dispatchTo(session, 'RESUMED', {});
      notePresence();
      return session;
    }
    return undefined;
  };

  const serve = (socket: WebSocket, request: IncomingMessage): void => {
    const query = new URL(request.url ?? '/', 'ws://loopback').searchParams;
    const refusal =
      query.get('v') !== '10'
        ? Close.InvalidAPIVersion
        : query.get('encoding') !== 'json' && Close.DecodeError;
    if (refusal) {
      socket.close(refusal);
      return;
    }
    let session: Session | undefined;
    let frames = 0;
    const minute = setInterval(() => {
      frames = 0;
    }, 60_000);
    const patienceMs = settings.heartbeatIntervalMs * 2;
    const silence = setTimeout(() => socket.close(Close.SessionTimedOut), patienceMs);
    const answers: Partial<Record<Op, (data: unknown) => void>> = {
      [Op.Heartbeat]: () => {
        silence.refresh();
        if (acking) socket.send(JSON.stringify({ op: Op.HeartbeatAck, d: null, s: null, t: null }));
      },
      [Op.Identify]: (data) => {
        if (session) socket.close(Close.AlreadyAuthenticated);
        else session = begin(socket, data);
      },
      [Op.Resume]: (data) => {
        if (session) socket.close(Close.AlreadyAuthenticated);
        else session = resume(socket, data);
      },
      [Op.PresenceUpdate]: () => undefined,
      [Op.VoiceStateUpdate]: () => undefined,
      [Op.RequestGuildMembers]: () => undefined,
    };
    socket.on('message', (raw) => {
      frames += 1;
      if (frames > MAX_FRAMES_A_MINUTE) return socket.close(Close.RateLimited);
      const frame = readFrame(raw.toString());
      if (!frame) return socket.close(Close.DecodeError);
      const answer = answers[frame.op];
      if (!answer) return socket.close(Close.UnknownOpcode);
      const opens = frame.op === Op.Identify || frame.op === Op.Resume || frame.op === Op.Heartbeat;
      if (!session && !opens) return socket.close(Close.NotAuthenticated);
      answer(frame.d);
    });
    socket.on('close', (code) => {
      clearInterval(minute);
      clearTimeout(silence);
      if (session?.socket !== socket) return;
      session.socket = undefined;
      if (FINAL_CODES.includes(code)) sessions.delete(session.id);
      notePresence();
    });
    // A socket that breaks also closes; the close handler does what is to be done.
    socket.on('error', () => undefined);
    const interval = settings.heartbeatIntervalMs;
    socket.send(JSON.stringify({ op: Op.Hello, d: { heartbeat_interval: interval }, s: null, t: null }));
  };

  sockets.on('connection', serve);
  world.events.on('dispatch', broadcast);

  const connected = (): WebSocket[] => [...sessions.values()].flatMap(({ socket }) => socket ?? []);
  const sendAll = (frame: object): void => {
    for (const socket of connected()) socket.send(JSON.stringify({ s: null, t: null, d: null, ...frame }));
  };
  return {
    hears: (guildId) =>
      [...sessions.values()].some(({ shard, shards }) => shardOf(guildId, shards) === shard),
    get isOnline() {
      return wasOnline;
    },
    get sessions() {
      return [...sessions.values()].map(({ id, socket, resumes }) => ({
        id,
        connected: socket !== undefined,
        resumes,
      }));
    },
    disconnect(code) {
      for (const socket of connected()) socket.close(code);
    },
    cut() {
      for (const socket of connected()) socket.terminate();
    },
    requestReconnect: () => sendAll({ op: Op.Reconnect }),
    invalidateSessions(resumable) {
      sendAll({ op: Op.InvalidSession, d: resumable });
      if (!resumable) sessions.clear();
      notePresence();
    },
    setAcking(next) {
      acking = next;
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise<void>((resolve) => {
        sockets.close(() => resolve());
      });
    },
  };
}

function readFrame(text: string): { op: Op; d: unknown } | undefined {
  if (Buffer.byteLength(text) > MAX_FRAME_BYTES) return undefined;
  try {
    const frame: unknown = JSON.parse(text);
    return isForm(frame) && typeof frame.op === 'number' ? { op: frame.op, d: frame.d } : undefined;
  } catch {
    return undefined;
  }
}

interface Identify {
  readonly token: unknown;
  readonly intents: number;
  readonly shard: number;
  readonly shards: number;
}

function readIdentify(data: unknown): Identify | undefined {
  if (!isForm(data) || !isForm(data.properties)) return undefined;
  const [shard, shards] = Array.isArray(data.shard) ? data.shard : [0, 1];
  return {
    token: data.token,
    intents: typeof data.intents === 'number' ? data.intents : -1,
    shard: Number(shard),
    shards: Number(shards),
  };
}

/** The close code with which Discord answers an identify that it refuses. */
function refuse(asked: Identify | undefined, token: string, privileged: number): number | undefined {
  if (!asked) return Close.DecodeError;
  const { intents, shard, shards } = asked;
  if (asked.token !== token) return Close.AuthenticationFailed;
  if (!Number.isInteger(shard) || !(shard >= 0 && shard < shards)) return Close.InvalidShard;
  if (!Number.isInteger(intents) || intents < 0 || intents & ~INTENTS.all) return Close.InvalidIntents;
  if (intents & INTENTS.privileged & ~privileged) return Close.DisallowedIntents;
  return undefined;
}

/** Without the message content intent a bot sees the content of its own messages only. */
function confine(data: object, session: Session, world: World): object {
  if (!isForm(data) || session.intents & INTENTS.messageContent) return data;
  const isOwn = isForm(data.author) && data.author.id === world.bot.id;
  if (isOwn || !('content' in data)) return data;
  return { ...data, content: '', embeds: [], components: [], attachments: [] };
}
