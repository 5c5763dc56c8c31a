import { createServer } from 'node:http';
import { createServer as createTcpServer, type LookupFunction, type Socket } from 'node:net';
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createSafeFetcher, type FetcherSettings } from '../../../src/adapters/intake/safe-fetcher.ts';
import { serveWeb, type WebServer } from './web-server.ts';

const ACCEPT = 'text/html';
const AGENT = 'Pullquote/1.2.3';
const open: { close(): unknown }[] = [];

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

function opened<T extends { close(): unknown }>(one: T): T {
  open.push(one);
  return one;
}

function fetcherFor(settings: Partial<FetcherSettings> = {}) {
  const fetcher = opened(createSafeFetcher({ userAgent: AGENT, paceMs: 0, ...settings }));
  return (url: string, headers?: Record<string, string>) =>
    fetcher.fetch({ url, accept: ACCEPT, ...(headers && { headers }) });
}

const onLoopback = (settings: Partial<FetcherSettings> = {}) =>
  fetcherFor({ allowsLoopback: true, ...settings });

async function serve(listener: Parameters<typeof serveWeb>[0]): Promise<WebServer> {
  return opened(await serveWeb(listener));
}

/** Answers every name with the next of `answers`, and the last one from then on. */
function namesThatAre(...answers: readonly string[][]) {
  let calls = 0;
  const lookup: LookupFunction = (_host, _options, callback) => {
    const addresses = answers[Math.min(calls, answers.length - 1)] ?? [];
    calls += 1;
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return { lookup, calls: () => calls };
}

describe('where it goes', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://0.0.0.0/',
    'http://10.1.2.3/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://168.63.129.16/',
    'http://192.0.2.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[2001::1]/',
    'http://[fd00:ec2::254]/',
    'http://[fe80::1]/',
    'http://[fec0::1]/',
    'http://[ff02::1]/',
    'http://127。0。0。1/',
    'http://①②⑦.0.0.1/',
  ])('refuses the address %s', async (url) => {
    await expect(fetcherFor()(url)).rejects.toMatchObject({ fault: 'private' });
  });

  it.each(['localhost', 'localhost.', 'LOCALHOST'])(
    'refuses the name %s, which is this machine',
    async (host) => {
      const server = await serve((_request, response) => response.end('secret'));
      const port = Number(new URL(server.url).port);
      const fetched = fetcherFor({ ports: [port] })(`http://${host}:${port}/`);
      // Some systems know no name with a dot at its end.
      const fault: unknown = expect.stringMatching(/^(private|unknown-host)$/);
      await expect(fetched).rejects.toMatchObject({ fault });
      expect(server.requests).toEqual([]);
    },
  );

  it.each([
    [['127.0.0.1']],
    [['10.0.0.5']],
    [['93.184.216.34', '127.0.0.1']],
    [['::ffff:169.254.169.254']],
    [['fe80::1']],
    [[]],
  ])('refuses a name that resolves to %j', async (addresses) => {
    const { lookup } = namesThatAre(addresses);
    await expect(fetcherFor({ lookup })('http://inside.example/')).rejects.toMatchObject({
      fault: 'private',
    });
  });

  it('connects to the address that it checked, whatever the name says afterwards', async () => {
    const server = await serve((_request, response) => response.end('fine'));
    const { port } = new URL(server.url);
    const { lookup, calls } = namesThatAre(['127.0.0.1'], ['10.0.0.5']);
    expect((await onLoopback({ lookup })(`http://rebinding.example:${port}/`)).status).toBe(200);
    expect(calls()).toBe(1);
    // Asked anew, by a fetcher that has no connection yet, it leads elsewhere.
    await expect(onLoopback({ lookup })(`http://rebinding.example:${port}/`)).rejects.toMatchObject({
      fault: 'private',
    });
  });

  it.each([
    'ftp://news.example/',
    'file:///etc/passwd',
    'data:text/html,hello',
    'javascript:alert(1)',
    'gopher://127.0.0.1/',
    'news.example/story',
    'http://user:secret@news.example/',
    'http://user@news.example/',
    'http://',
    '',
  ])('refuses %j as no address of a page', async (url) => {
    await expect(fetcherFor()(url)).rejects.toMatchObject({ fault: 'bad-address' });
  });

  it.each([22, 25, 6379, 8080])('refuses port %i', async (port) => {
    await expect(fetcherFor()(`http://news.example:${port}/`)).rejects.toMatchObject({ fault: 'port' });
  });

  it('takes a port that the operator allows', async () => {
    const { lookup } = namesThatAre(['10.0.0.5']);
    const fetched = fetcherFor({ ports: [8080], lookup })('http://news.example:8080/');
    await expect(fetched).rejects.toMatchObject({ fault: 'private' });
  });

  it('says that there is no such host', async () => {
    const lookup: LookupFunction = (_host, _options, callback) =>
      callback(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }), []);
    await expect(fetcherFor({ lookup })('http://no.example/')).rejects.toMatchObject({
      fault: 'unknown-host',
    });
  });

  it('says that a server cannot be reached', async () => {
    const server = await serveWeb(() => {});
    server.close();
    await expect(onLoopback()(server.url)).rejects.toMatchObject({ fault: 'unreachable' });
  });
});

describe('redirects', () => {
  it.each([
    'http://10.0.0.1/',
    'http://2130706433.example.:80@10.0.0.1/',
    'file:///etc/passwd',
    'http://inside.example/',
    '//169.254.169.254/',
  ])('are refused into %s', async (location) => {
    const { lookup } = namesThatAre(['10.0.0.5']);
    const server = await serve((_request, response) => response.writeHead(302, { location }).end());
    const error = await onLoopback({ lookup })(server.url).catch((one: unknown) => one);
    expect(error).toMatchObject({ fault: expect.stringMatching(/private|bad-address/) });
  });

  it('are followed five times and no more', async () => {
    const server = await serve((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end('there');
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    const get = onLoopback();
    expect((await get(`${server.url}/5`)).url).toBe(`${server.url}/0`);
    await expect(get(`${server.url}/6`)).rejects.toMatchObject({ fault: 'redirects' });
  });

  it('say whether the document has moved for good', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/end') response.end('there');
      else response.writeHead(request.url === '/moved' ? 301 : 302, { location: '/end' }).end();
    });
    const get = onLoopback();
    expect((await get(`${server.url}/moved`)).isMoved).toBe(true);
    expect((await get(`${server.url}/elsewhere`)).isMoved).toBe(false);
    expect((await get(`${server.url}/end`)).isMoved).toBe(false);
  });
});

describe('what it reads', () => {
  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ])('undoes %s', async (coding, compress) => {
    const server = await serve((_request, response) => {
      response.setHeader('content-encoding', coding);
      response.end(compress(Buffer.from('The bridge reopens.')));
    });
    const { body } = await onLoopback()(server.url);
    expect(Buffer.from(body).toString()).toBe('The bridge reopens.');
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('stops unpacking a bomb of %s', async (coding, compress) => {
    const bomb = compress(Buffer.alloc(200_000_000));
    const server = await serve((_request, response) => {
      response.setHeader('content-encoding', coding);
      response.end(bomb);
    });
    const before = process.memoryUsage().arrayBuffers;
    await expect(onLoopback()(server.url)).rejects.toMatchObject({ fault: 'too-large' });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60_000_000);
  });

  it('stops reading a body that never ends', async () => {
    const server = await serve((_request, response) => {
      const fill = () => {
        while (response.write(Buffer.alloc(65_536))) if (response.destroyed) return;
      };
      response.on('drain', fill);
      fill();
    });
    await expect(onLoopback()(server.url)).rejects.toMatchObject({ fault: 'too-large' });
  });

  it('gives up on a server that sends a byte now and then', async () => {
    const server = await serve((_request, response) => {
      const trickle = setInterval(() => response.write('.'), 5);
      response.on('close', () => clearInterval(trickle));
    });
    await expect(onLoopback({ timeoutMs: 200 })(server.url)).rejects.toMatchObject({ fault: 'timeout' });
  });

  it('gives up on a server that says nothing', async () => {
    const silent = createTcpServer((socket: Socket) => open.push({ close: () => socket.destroy() }));
    opened(silent).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const fetched = onLoopback({ timeoutMs: 100 })(`http://127.0.0.1:${port}/`);
    await expect(fetched).rejects.toMatchObject({ fault: 'timeout' });
  });

  it.each(['gzip', 'br', 'compress', 'gzip, gzip, gzip'])(
    'refuses a body that is not %s as it claims',
    async (coding) => {
      const server = await serve((_request, response) => {
        response.setHeader('content-encoding', coding);
        response.end('not compressed at all');
      });
      await expect(onLoopback()(server.url)).rejects.toMatchObject({ fault: 'encoding' });
    },
  );

  it('tells a status of failure without reading its body', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(503, { 'retry-after': '120' });
      response.write('x');
    });
    const answer = await onLoopback()(server.url);
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '120' } });
    expect(answer.body.length).toBe(0);
  });
});

describe('manners', () => {
  it('names the program and sends the headers asked for', async () => {
    const server = await serve((request, response) => response.end(JSON.stringify(request.headers)));
    const { body } = await onLoopback()(server.url, { 'if-none-match': '"v1"' });
    expect(JSON.parse(Buffer.from(body).toString())).toMatchObject({
      'user-agent': AGENT,
      accept: ACCEPT,
      'if-none-match': '"v1"',
    });
  });

  it('asks one host for one document at a time', async () => {
    let running = 0;
    let most = 0;
    const server = await serve(async (_request, response) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      response.end('ok');
    });
    const get = onLoopback();
    await Promise.all(Array.from({ length: 10 }, (_, index) => get(`${server.url}/${index}`)));
    expect(server.requests).toHaveLength(10);
    expect(most).toBe(1);
  });

  it('lets a host that hangs hold up nobody else', async () => {
    const hanging = await serve(() => {});
    const quick = opened(createServer((_request, response) => response.end('ok')));
    quick.listen(0, '127.0.0.1');
    await new Promise((resolve) => quick.once('listening', resolve));
    const address = quick.address();
    const get = onLoopback({ timeoutMs: 2000 });
    const stuck = get(hanging.url).catch((error: unknown) => error);
    const port = typeof address === 'object' ? address?.port : undefined;
    expect((await get(`http://127.0.0.1:${port}/`)).status).toBe(200);
    expect(await stuck).toMatchObject({ fault: 'timeout' });
  });
});

it("reads the program's own servers, and no others on this machine", async () => {
  const own = await serve((_request, response) => response.end('own'));
  const other = await serve((_request, response) => response.end('other'));
  const get = fetcherFor({ origins: [own.url] });
  expect((await get(`${own.url}/feed`)).status).toBe(200);
  await expect(get(other.url)).rejects.toMatchObject({ fault: 'private' });
  expect(other.requests).toEqual([]);
});
