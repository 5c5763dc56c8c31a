import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { Client, Events, GatewayIntentBits } from 'discord.js';
import { afterEach, beforeEach, expect, it } from 'vitest';

let child: ChildProcessByStdio<Writable, Readable, null>;
let lines: AsyncIterator<string>;
let reader: Interface;

beforeEach(() => {
  const settings = JSON.stringify({ clockEpoch: new Date().toISOString(), clockSpeed: 10 });
  child = spawn(process.execPath, ['src/playground/loopback/main.ts', settings], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  reader = createInterface({ input: child.stdout });
  lines = reader[Symbol.asyncIterator]();
});

afterEach(async () => {
  child.stdin.end();
  if (child.exitCode === null) await once(child, 'exit');
  expect(child.exitCode).toBe(0);
});

async function read(): Promise<Record<string, unknown>> {
  const { value } = await lines.next();
  return JSON.parse(String(value));
}

function call(id: number, name: string, ...args: unknown[]): void {
  child.stdin.write(`${JSON.stringify({ id, call: name, args })}\n`);
}

it('runs as a process of its own, told by lines of JSON', async () => {
  const { url, token } = await read();
  call(1, 'addGuild', { name: 'Newsroom' });
  const guild = (await read()).result;
  expect(guild).toMatchObject({ id: expect.stringMatching(/^\d{19}$/) });
  call(2, 'stop');
  expect(await read()).toEqual({ id: 2, error: 'Error: no call stop' });
  child.stdin.write('nonsense\n');
  expect(await read()).toMatchObject({ error: expect.stringContaining('SyntaxError') });

  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: String(url) } });
  const ready = once(client, Events.ClientReady);
  await client.login(String(token));
  await ready;
  expect(await read()).toEqual({ event: 'presence', online: true });
  expect(client.guilds.cache.size).toBe(1);
  await client.destroy();
  expect(await read()).toEqual({ event: 'presence', online: false });
});
