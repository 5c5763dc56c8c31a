import type { IncomingMessage, Server } from 'node:http';
import { GatewayCloseCodes as Close, GatewayOpcodes as Op } from 'discord-api-types/v10';
import { type WebSocket, WebSocketServer } from 'ws';
import { isForm } from './form.ts';
import { type Connection, createConnection } from './gateway-connection.ts';
import { readIdentify, refuseIdentify } from './gateway-identify.ts';
import { createSessions, type Session, type Sessions } from './gateway-sessions.ts';
import type { SessionStart, SessionStarts } from './gateway-starts.ts';
import { shardOf } from './snowflake.ts';
import type { World } from './world.ts';

export interface GatewaySettings {
  readonly heartbeatIntervalMs: number;
  /** Privileged intents that are switched on for the application; others lead to 4014. */
  readonly privilegedIntents: number;
  /** The address that clients are to use. */
  readonly url: () => string;
  readonly starts: SessionStarts;
}

/** The gateway as tests see it, and the faults that it can be told to have. Each acts on all sessions. */
export interface Gateway {
  /** Whether a session is there (connected, or able to resume) that hears this guild. */
  hears(guildId: string): boolean;
  /** Whether any session is connected. */
  readonly isOnline: boolean;
  /** One entry a session, oldest first. */
  readonly sessions: readonly {
    readonly id: string;
    readonly connected: boolean;
    readonly resumes: number;
  }[];
  /** Every attempt to start a session, oldest first. */
  readonly starts: readonly SessionStart[];
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

/** Source of both: Discord's gateway documentation, "Sending Events" and "Rate Limiting". */
const MAX_FRAME_BYTES = 4096;
const MAX_FRAMES_A_MINUTE = 120;
/** What a client may send before it has identified or resumed. */
const OPENINGS: readonly Op[] = [Op.Heartbeat, Op.Identify, Op.Resume];

/** What all connections share. */
interface Shared {
  readonly world: World;
  readonly sessions: Sessions;
  readonly settings: GatewaySettings;
  acking: boolean;
}

/** Serves gateway v10 (JSON) on `server`'s WebSocket upgrades. */
export function createGateway(world: World, server: Server, settings: GatewaySettings): Gateway {
  const sockets = new WebSocketServer({ server });
  const sessions = createSessions(world);
  const shared: Shared = { world, sessions, settings, acking: true };
  sockets.on('connection', (socket, request) => serve(shared, socket, request));
  world.events.on('dispatch', sessions.dispatch);

  const connected = (): Connection[] =>
    [...sessions.all.values()].flatMap(({ connection }) => connection ?? []);
  const sendAll = (op: Op, data: unknown): void => {
    for (const connection of connected()) connection.send(toFrame(op, data));
  };
  return {
    hears: (guildId) =>
      [...sessions.all.values()].some(({ shard, shards }) => shardOf(guildId, shards) === shard),
    get isOnline() {
      return connected().length > 0;
    },
    get sessions() {
      return [...sessions.all.values()].map(({ id, connection, resumes }) => ({
        ...{ id, connected: connection !== undefined, resumes },
      }));
    },
    starts: settings.starts.all,
    disconnect: (code) => {
      for (const connection of connected()) connection.close(code);
    },
    cut: () => {
      for (const connection of connected()) connection.terminate();
    },
    requestReconnect: () => sendAll(Op.Reconnect, null),
    invalidateSessions(resumable) {
      sendAll(Op.InvalidSession, resumable);
      if (!resumable) sessions.forget();
    },
    setAcking(acking) {
      shared.acking = acking;
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise<void>((resolve) => {
        sockets.close(() => resolve());
      });
    },
  };
}

function serve(shared: Shared, socket: WebSocket, request: IncomingMessage): void {
  const { sessions, settings } = shared;
  const query = new URL(request.url ?? '/', 'ws://loopback').searchParams;
  const connection = createConnection(socket, query.get('compress') === 'zlib-stream');
  const refusal = refuseConnection(query, request);
  if (refusal !== undefined) {
    connection.close(refusal);
    return;
  }
  let session: Session | undefined;
  let frames = 0;
  const minute = setInterval(() => {
    frames = 0;
  }, 60_000);
  const silence = setTimeout(() => connection.close(Close.SessionTimedOut), settings.heartbeatIntervalMs * 2);
  socket.on('message', (raw) => {
    frames += 1;
    const frame = readFrame(raw.toString());
    if (frame?.op === Op.Heartbeat) silence.refresh();
    if (frames > MAX_FRAMES_A_MINUTE) connection.close(Close.RateLimited);
    else if (frame) session = answer(shared, connection, session, frame) ?? session;
    else connection.close(Close.DecodeError);
  });
  socket.on('close', (code) => {
    clearInterval(minute);
    clearTimeout(silence);
    if (session) sessions.leave(session, connection, code);
  });
  // A socket that breaks also closes; the close handler does what is to be done.
  socket.on('error', () => undefined);
  connection.send(toFrame(Op.Hello, { heartbeat_interval: settings.heartbeatIntervalMs }));
}

/** A browser always says its origin: pages have no business here, whatever they know. */
function refuseConnection(query: URLSearchParams, request: IncomingMessage): number | undefined {
  if (request.headers.origin !== undefined) return 1008;
  if (query.get('v') !== '10') return Close.InvalidAPIVersion;
  return query.get('encoding') === 'json' ? undefined : Close.DecodeError;
}

/** Answers one frame; gives the session if the frame has opened one. */
function answer(
  shared: Shared,
  connection: Connection,
  session: Session | undefined,
  { op, data }: { op: Op; data: unknown },
): Session | undefined {
  if (!session && !OPENINGS.includes(op)) connection.close(Close.NotAuthenticated);
  else if (session && (op === Op.Identify || op === Op.Resume)) connection.close(Close.AlreadyAuthenticated);
  else if (op === Op.Identify) return identify(shared, connection, data);
  else if (op === Op.Resume) return resume(shared, connection, data);
  else if (op === Op.Heartbeat) {
    if (shared.acking) connection.send(toFrame(Op.HeartbeatAck, null));
  } else if (op !== Op.PresenceUpdate && op !== Op.VoiceStateUpdate && op !== Op.RequestGuildMembers) {
    connection.close(Close.UnknownOpcode);
  }
  return undefined;
}

function identify(
  { world, sessions, settings }: Shared,
  connection: Connection,
  data: unknown,
): Session | undefined {
  const asked = readIdentify(data);
  const refusal = asked ? refuseIdentify(asked, world.token, settings.privilegedIntents) : Close.DecodeError;
  if (!asked || refusal !== undefined) {
    connection.close(refusal ?? Close.DecodeError);
    return undefined;
  }
  switch (settings.starts.take(asked)) {
    case 'started':
      return sessions.begin(connection, asked, settings.url());
    case 'too soon':
      connection.send(toFrame(Op.InvalidSession, false));
      return undefined;
    case 'used up':
      // Discord resets the bot's token then.
      connection.close(Close.AuthenticationFailed);
      return undefined;
  }
}

function resume({ world, sessions }: Shared, connection: Connection, data: unknown): Session | undefined {
  const form = isForm(data) ? data : {};
  if (form.token !== world.token) {
    connection.close(Close.AuthenticationFailed);
    return undefined;
  }
  const session = sessions.resume(connection, form.session_id, Number(form.seq));
  if (!session) connection.send(toFrame(Op.InvalidSession, false));
  return session;
}

function toFrame(op: Op, data: unknown): string {
  return JSON.stringify({ op, d: data, s: null, t: null });
}

function readFrame(text: string): { op: Op; data: unknown } | undefined {
  if (Buffer.byteLength(text) > MAX_FRAME_BYTES) return undefined;
  try {
    const frame: unknown = JSON.parse(text);
    return isForm(frame) && typeof frame.op === 'number' ? { op: frame.op, data: frame.d } : undefined;
  } catch {
    return undefined;
  }
}
