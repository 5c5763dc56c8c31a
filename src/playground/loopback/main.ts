import { createInterface } from 'node:readline';
import { isForm } from './form.ts';
import { createLoopbackDiscord, type InteractionHandle, type LoopbackDiscord } from './loopback.ts';

/** What may be called from outside, as named in `LoopbackDiscord`. */
const CALLS: readonly string[] = [
  ...['addGuild', 'addChannel', 'addForum', 'addThread', 'addMember', 'setPermissions', 'setThread'],
  ...['setCommandRules', 'setMemberPermissions'],
  ...['deleteChannel', 'removeGuild', 'messages', 'commands', 'post', 'fault', 'clearFaults', 'forgetNonces'],
];
const GATEWAY_CALLS: readonly string[] = [
  ...['disconnect', 'cut', 'requestReconnect', 'invalidateSessions', 'setAcking'],
];
/** These are answered with their outcome. */
const MEMBER_CALLS: readonly string[] = [
  ...['runCommand', 'runMessageCommand', 'autocomplete', 'press', 'submit', 'sendInteraction'],
];

/**
 * The loopback Discord as a process of its own. Its one argument is JSON: the options, with `clockEpoch` (ISO) and
 * `clockSpeed` for a clock that reads epoch + (now − epoch) × speed. It prints `{"url", "token", "bot"}`, then
 * `{"event": "message" | "presence", …}` as they happen. Each line `{"id", "call", "args"}` on stdin is answered
 * by `{"id", "result"}` or `{"id", "error"}`; permissions are decimal strings. It ends with stdin.
 */
async function serve(settings: unknown): Promise<void> {
  const loopback = await createLoopbackDiscord(
    isForm(settings) ? { ...settings, ...readClock(settings) } : {},
  );
  loopback.on('message', (change) => print({ event: 'message', ...change }));
  loopback.on('presence', (change) => print({ event: 'presence', ...change }));
  print({ url: loopback.url, token: loopback.token, bot: loopback.bot.id });
  for await (const line of createInterface({ input: process.stdin })) void answer(loopback, line).then(print);
  await loopback.stop();
}

function print(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

function readClock({ clockEpoch, clockSpeed }: Readonly<Record<string, unknown>>): { clock?: () => number } {
  const epoch = Date.parse(String(clockEpoch));
  if (Number.isNaN(epoch)) return {};
  return { clock: () => epoch + (Date.now() - epoch) * Number(clockSpeed ?? 1) };
}

async function answer(loopback: LoopbackDiscord, line: string): Promise<object> {
  let id: unknown;
  try {
    const request: unknown = JSON.parse(line);
    if (!isForm(request)) throw new Error('a request is a JSON object');
    id = request.id;
    return { id, result: (await call(loopback, request)) ?? null };
  } catch (error) {
    return { id, error: String(error) };
  }
}

async function call(
  loopback: LoopbackDiscord,
  { call: name, args }: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const method = String(name);
  const values: unknown[] = Array.isArray(args) ? args : [];
  const isMember = MEMBER_CALLS.includes(method);
  if (!isMember && !CALLS.includes(method) && !GATEWAY_CALLS.includes(method))
    throw new Error(`no call ${method}`);
  const target = GATEWAY_CALLS.includes(method) ? loopback.gateway : loopback;
  const result: unknown = Reflect.apply(Reflect.get(target, method), target, values);
  if (!isMember) return result;
  const handle = result as InteractionHandle;
  return { id: handle.id, ...(await handle.outcome) };
}

await serve(JSON.parse(process.argv[2] ?? '{}'));
