import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { FaultSpec, LoopbackOptions } from '../../src/playground/loopback/loopback.ts';

const LINE = z.union([
  z.object({ url: z.string(), token: z.string() }),
  z.object({ event: z.string(), online: z.boolean().optional() }),
  z.object({ id: z.number(), result: z.unknown() }),
  z.object({ id: z.number(), error: z.string() }),
]);
const MESSAGE = z.object({ message: z.object({ id: z.string(), components: z.array(z.unknown()) }) });
const CREATED = z.object({ id: z.string() });

/** A message of the bot, and the slot that its buttons name. */
export interface SeenPost {
  readonly id: string;
  readonly tag: string;
}

/** A loopback Discord in a process of its own, with one guild. */
export interface LoopbackProcess {
  readonly url: string;
  readonly token: string;
  readonly guild: string;
  addGuild(id: string): Promise<void>;
  /** In the one guild that is there from the start, unless another is named. */
  addChannel(name: string, guild?: string): Promise<string>;
  fault(spec: FaultSpec): Promise<void>;
  clearFaults(): Promise<void>;
  forgetNonces(): Promise<void>;
  posts(channel: string): Promise<SeenPost[]>;
  /** Resolves when the next message has appeared, which may be long before its sender hears of it. */
  nextMessage(): Promise<void>;
  /** Resolves when the bot is next connected to the gateway. */
  nextLogin(): Promise<void>;
  stop(): Promise<void>;
}

export async function startLoopback(
  clock: { epoch: string; speed: number },
  options: LoopbackOptions = {},
): Promise<LoopbackProcess> {
  const settings = {
    ...{ ...options, clockEpoch: clock.epoch, clockSpeed: clock.speed, interactionDeadlineMs: 1e9 },
  };
  const child = spawn(
    process.execPath,
    [resolve('src/playground/loopback/main.ts'), JSON.stringify(settings)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const answers = new Map<number, PromiseWithResolvers<unknown>>();
  const started = Promise.withResolvers<{ url: string; token: string }>();
  const next = { message: Promise.withResolvers<void>(), login: Promise.withResolvers<void>() };
  const happen = (name: keyof typeof next) => {
    next[name].resolve();
    next[name] = Promise.withResolvers<void>();
  };
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = LINE.parse(JSON.parse(text));
    if ('url' in line) started.resolve(line);
    else if ('event' in line) {
      if (line.event === 'message') happen('message');
      if (line.event === 'presence' && line.online) happen('login');
    } else if ('error' in line) answers.get(line.id)?.reject(new Error(line.error));
    else answers.get(line.id)?.resolve(line.result);
  });
  const call = async (name: string, ...args: unknown[]): Promise<unknown> => {
    const answer = Promise.withResolvers<unknown>();
    const id = answers.size;
    answers.set(id, answer);
    child.stdin.write(`${JSON.stringify({ id, call: name, args })}\n`);
    return answer.promise;
  };
  const { url, token } = await started.promise;
  const guild = CREATED.parse(await call('addGuild', { name: 'Harbour' })).id;
  return {
    ...{ url, token, guild },
    addGuild: async (id) => void (await call('addGuild', { id, name: `guild ${id}` })),
    addChannel: async (name, where = guild) =>
      CREATED.parse(await call('addChannel', { guild: where, name })).id,
    fault: async (spec) => void (await call('fault', spec)),
    clearFaults: async () => void (await call('clearFaults')),
    forgetNonces: async () => void (await call('forgetNonces')),
    async posts(channel) {
      const messages = z.array(MESSAGE).parse(await call('messages', channel));
      return messages.map(({ message }) => ({ id: message.id, tag: readTag(message.components) }));
    },
    nextMessage: () => next.message.promise,
    nextLogin: () => next.login.promise,
    async stop() {
      const exited = once(child, 'exit');
      child.stdin.end();
      await exited;
    },
  };
}

function readTag(components: readonly unknown[]): string {
  return /p1\|headline\|\w+\|([\w-]+)\|/.exec(JSON.stringify(components))?.[1] ?? '?';
}
