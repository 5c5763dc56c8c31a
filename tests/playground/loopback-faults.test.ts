import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, RESTEvents, type SendableChannels } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeOf, createStage, fetchChannel, type Stage } from './loopback-bot.ts';

let stage: Stage;
let client: Client<true>;
let channel: SendableChannels;
const POST = { method: 'POST', path: /^\/channels\/\d+\/messages$/ } as const;

async function begin(options: Parameters<typeof createStage>[0] = {}): Promise<void> {
  stage = await createStage(options);
  client = await stage.connect({ rest: { api: stage.loopback.url, retries: 0, timeout: 1500 } });
  channel = await fetchChannel(client, stage.channel);
}

function contents(): string[] {
  return stage.loopback.messages(stage.channel).map(({ message }) => message.content);
}

afterEach(() => stage.close());

describe('faults', () => {
  beforeEach(() => begin());

  it('answer in place of Discord, without carrying the request out', async () => {
    const body = { message: 'Missing Access', code: 50_001 };
    const fault = stage.loopback.fault({ ...POST, action: { kind: 'respond', status: 403, body } });
    expect(await codeOf(channel.send('one'))).toBe(50_001);
    expect(await codeOf(channel.send('two'))).toBe('ok');
    expect(fault.hits).toBe(1);
    expect(contents()).toEqual(['two']);
  });

  it('lose the answer of what was carried out: by a 500, a cut, or silence', async () => {
    const { loopback } = stage;
    loopback.fault({ ...POST, action: { kind: 'respond', when: 'after', status: 500 } });
    expect(await codeOf(channel.send('one'))).toBe('HTTP 500');
    loopback.fault({ ...POST, action: { kind: 'drop', when: 'after' } });
    await expect(channel.send('two')).rejects.toThrow();
    loopback.fault({ ...POST, action: { kind: 'hang', when: 'after' } });
    await expect(channel.send('three')).rejects.toThrow('aborted');
    expect(contents()).toEqual(['one', 'two', 'three']);
    expect(loopback.requests.slice(-3).map(({ status }) => status)).toEqual([500, 0, 0]);
  });

  it('lose the request itself: by a cut or silence', async () => {
    stage.loopback.fault({ ...POST, action: { kind: 'drop' } });
    await expect(channel.send('one')).rejects.toThrow();
    stage.loopback.fault({ ...POST, action: { kind: 'hang' } });
    await expect(channel.send('two')).rejects.toThrow('aborted');
    expect(contents()).toEqual([]);
  });

  it('delay an answer', async () => {
    stage.loopback.fault({ ...POST, action: { kind: 'delay', ms: 150 } });
    const sent = channel.send('one');
    expect(await Promise.race([sent.then(() => 'sent'), sleep(75, 'waiting')])).toBe('waiting');
    expect((await sent).content).toBe('one');
  });

  it('hit as many requests as told, after as many as told, with that text only', async () => {
    const action = {
      kind: 'respond',
      status: 404,
      body: { message: 'Unknown Channel', code: 10_003 },
    } as const;
    const fault = stage.loopback.fault({ ...POST, body: '"bad"', skip: 1, times: 2, action });
    const codes: unknown[] = [];
    for (const content of ['bad', 'good', 'bad', 'bad', 'bad'])
      codes.push(await codeOf(channel.send(content)));
    expect(codes).toEqual(['ok', 'ok', 10_003, 10_003, 'ok']);
    expect(fault.hits).toBe(2);
    const endless = stage.loopback.fault({ ...POST, times: Infinity, action });
    expect(await codeOf(channel.send('x'))).toBe(10_003);
    endless.remove();
    expect(await codeOf(channel.send('x'))).toBe('ok');
  });

  it('let a real client retry after a 500, and send once by its nonce', async () => {
    const { loopback } = stage;
    const patient = await stage.connect({ rest: { api: loopback.url, retries: 2 } });
    loopback.fault({ ...POST, action: { kind: 'respond', when: 'after', status: 502 } });
    const sent = await (await fetchChannel(patient, stage.channel)).send({
      ...{ content: 'once', nonce: 'slot', enforceNonce: true },
    });
    expect(loopback.messages(stage.channel).map(({ message }) => message.id)).toEqual([sent.id]);
    expect(loopback.requests.filter(({ route }) => route === '/channels/{channel_id}/messages')).toHaveLength(
      2,
    );
  });
});

it('records requests with their route, body and answer, and never a token of the bot', async () => {
  await begin();
  const sent = await channel.send('hello');
  const record = stage.loopback.requests.at(-1);
  expect(record).toMatchObject({
    ...{ method: 'POST', path: `/channels/${channel.id}/messages`, route: '/channels/{channel_id}/messages' },
    ...{ body: { content: 'hello' }, status: 200, answer: { id: sent.id }, authorized: true },
  });
  expect(JSON.stringify(stage.loopback.requests)).not.toContain(stage.loopback.token);
});

describe('rate limits', () => {
  const limited = (): unknown[] => {
    const seen: unknown[] = [];
    client.rest.on(RESTEvents.RateLimited, ({ limit, global }) => seen.push(global ? 'global' : limit));
    return seen;
  };
  /** Sends without a client that waits. */
  const flood = (path: string, count: number): Promise<Response[]> =>
    Promise.all(
      Array.from({ length: count }, () =>
        fetch(`${stage.loopback.url}/v10${path}`, {
          headers: { authorization: `Bot ${stage.loopback.token}` },
        }),
      ),
    );

  it('are kept by the real client through their headers: five messages in five seconds', async () => {
    await begin({ strict: true });
    const seen = limited();
    for (const word of ['1', '2', '3', '4', '5']) await channel.send(word);
    // It waits for five seconds; the test ends before, and with it the server.
    channel.send('6').catch(() => undefined);
    await expect.poll(() => seen).toEqual([5]);
    expect(contents()).toHaveLength(5);
    expect(stage.loopback.requests.map(({ status }) => status)).not.toContain(429);
  });

  it('answer 429 with retry_after for a route', async () => {
    await begin({ strict: true });
    const refused = (await flood(`/channels/${stage.channel}/messages`, 6)).filter(
      ({ status }) => status === 429,
    );
    expect(refused).toHaveLength(1);
    expect(await refused[0]?.json()).toMatchObject({ global: false, retry_after: expect.any(Number) });
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused[0]?.headers.get('x-ratelimit-scope')).toBe('user');
  });

  it('answer 429 for more than 50 requests a second over all routes', async () => {
    await begin({ strict: true });
    const paths = ['/users/@me', '/applications/@me'];
    const answers = (await Promise.all(paths.map((path) => flood(path, 30)))).flat();
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.headers.get('x-ratelimit-global')).toBe('true');
    expect(await refused[0]?.json()).toMatchObject({ global: true });
  });

  it('are not enforced when not strict', async () => {
    await begin();
    const seen = limited();
    await Promise.all(Array.from({ length: 40 }, (_, index) => channel.send(`${index}`)));
    expect(contents()).toHaveLength(40);
    expect(seen).toEqual([]);
  });
});
