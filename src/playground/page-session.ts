import type { WebSocket } from 'ws';
import { z } from 'zod';
import { UserError } from '../domain/errors.ts';
import type { Log } from '../domain/ports.ts';
import type { Outcome, PageBackend } from './page-backend.ts';
import type { PageEvent, PageRequest } from './page-protocol.ts';

/** Discord's limit. */
const LONGEST_MESSAGE = 2000;

const nonce = z.string().min(1).max(64);
const command = {
  nonce,
  channel: z.string(),
  name: z.string(),
  subcommand: z.string().optional(),
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
};

const REQUEST = z.discriminatedUnion('type', [
  z.object({ type: z.literal('command'), ...command }),
  z.object({ type: z.literal('autocomplete'), focused: z.string(), ...command }),
  z.object({ type: z.literal('message-command'), nonce, message: z.string(), name: z.string() }),
  z.object({
    ...{ type: z.literal('post'), nonce, channel: z.string() },
    content: z.string().trim().min(1).max(LONGEST_MESSAGE),
  }),
  z.object({ type: z.literal('press'), nonce, message: z.string(), customId: z.string() }),
  z.object({
    ...{ type: z.literal('submit'), nonce, interaction: z.string() },
    values: z.record(z.string(), z.string()),
  }),
]);

/** Serves one open page: its state, then all that happens, and its requests. A bad request is answered, never fatal. */
export function servePage(client: WebSocket, backend: PageBackend, log: Log): void {
  const send = (event: PageEvent) => client.send(JSON.stringify(event));
  client.on('error', (error) => log.debug({ err: error }, 'The page broke its connection'));
  client.on('close', backend.subscribe(send));
  client.on('message', (data) => {
    void answer(String(data), backend, log).then(send);
  });
  try {
    send(backend.state());
  } catch (error) {
    log.error({ err: error }, 'The page could not be told what there is');
    client.close(1011);
  }
}

async function answer(text: string, backend: PageBackend, log: Log): Promise<PageEvent> {
  const json = parseJson(text);
  const request = REQUEST.safeParse(json);
  if (!request.success) return refuse(readNonce(json), 'The request could not be understood.');
  try {
    return await perform(request.data, backend);
  } catch (error) {
    if (error instanceof UserError) return refuse(request.data.nonce, error.message);
    log.error({ err: error, request: request.data.type }, 'A request of the page failed');
    return refuse(request.data.nonce, 'Something went wrong; the log says what.');
  }
}

async function perform(request: PageRequest, backend: PageBackend): Promise<PageEvent> {
  if (request.type === 'autocomplete') {
    const choices = await backend.suggest(request, request.focused);
    if (!choices) return { type: 'interaction', nonce: request.nonce, outcome: 'failed' };
    return { type: 'choices', nonce: request.nonce, choices };
  }
  return { type: 'interaction', nonce: request.nonce, ...(await carryOut(request, backend)) };
}

async function carryOut(
  request: Exclude<PageRequest, { type: 'autocomplete' }>,
  backend: PageBackend,
): Promise<Outcome> {
  switch (request.type) {
    case 'command':
      return backend.run(request);
    case 'message-command':
      return backend.runOnMessage(request.message, request.name);
    case 'press':
      return backend.press(request.message, request.customId);
    case 'submit':
      return backend.submit(request.interaction, request.values);
    case 'post':
      backend.post(request.channel, request.content);
      return { outcome: 'acknowledged' };
  }
}

function refuse(refused: string | undefined, reason: string): PageEvent {
  return { type: 'refused', ...(refused === undefined ? {} : { nonce: refused }), reason };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readNonce(request: unknown): string | undefined {
  return z.object({ nonce }).safeParse(request).data?.nonce;
}
