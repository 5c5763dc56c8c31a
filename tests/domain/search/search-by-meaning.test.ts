import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createOpenAiEmbedder } from '../../../src/adapters/openai/openai-embedder.ts';
import { findQuotations } from '../../../src/domain/quotes/lookup/find.ts';
import { embedNextStory } from '../../../src/domain/search/embed-stories.ts';
import { createMeaningSearch } from '../../../src/domain/search/search-by-meaning.ts';
import { searchPassages } from '../../../src/domain/search/search-passages.ts';
import { archiveOf } from '../../fixtures/archive.ts';
import { createStory } from '../../fixtures/story.ts';

/** What the model on loopback knows: words of one list mean the same. */
const CONCEPTS = ['quokka marsupial', 'zeppelin dirigible', 'ledger'].map((words) => words.split(' '));

interface Asked {
  readonly model: string;
  readonly input: readonly string[];
}

/** A server that refuses the texts which `refuses` names, answers `status`, and never answers with status 0. */
async function startEmbeddings(status = 200, refuses: (text: string) => boolean = () => false) {
  const calls: Asked[] = [];
  const server = createServer(async (request, response) => {
    const asked = (await json(request)) as Asked;
    calls.push(asked);
    if (status === 0) return;
    const code = asked.input.some(refuses) ? 400 : status;
    const data = asked.input.map((text, index) => ({ index, object: 'embedding', embedding: embed(text) }));
    response.writeHead(code, { 'content-type': 'application/json' });
    response.end(JSON.stringify(code === 200 ? { object: 'list', model: asked.model, data } : {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  return { calls, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` };
}

function embed(text: string): number[] {
  const last = text.toLowerCase().split('\n').at(-1) ?? '';
  const counts = CONCEPTS.map((words) => (words.some((word) => last.includes(word)) ? 5 : 0));
  return [...counts, 1 + (text.length % 7) / 100];
}

const filler = Array.from({ length: 30 }, (_, n) => `Paragraph ${n} tells of the harbour.`).join('\n\n');
const zoo = createStory(`${filler}\n\nA quokka was born on Monday.`, { id: 'zoo', title: 'News of the day' });
const sky = createStory(
  `${Array.from({ length: 20 }, (_, n) => `“We counted boat ${n} in the harbour,” said Ada Brook.`).join('\n\n')}\n\n“The zeppelin will land at noon,” said Ada Brook.`,
  { id: 'sky', title: 'Over the town' },
);

async function prepare(model: string, status = 200, refuses?: (text: string) => boolean) {
  const archive = await archiveOf(zoo, sky);
  onTestFinished(() => archive.close());
  const server = await startEmbeddings(status, refuses);
  const embedder = createOpenAiEmbedder({ model, baseUrl: server.baseUrl, queryMs: 300 });
  const embedAll = async () => {
    while ((await embedNextStory({ archive, embedder }, AbortSignal.timeout(10_000))) !== undefined);
  };
  const ports = { archive, meaning: createMeaningSearch({ archive, embedder }) };
  const find = async () =>
    (await searchPassages(ports, { query: 'marsupial', scope: {}, limit: 3 })).map((hit) => hit.text);
  return { archive, server, ports, embedAll, find };
}

describe('search by meaning', () => {
  it('finds a passage that shares no word with the query, and nothing before it has vectors', async () => {
    const { embedAll, find, server } = await prepare('m');
    expect(await find()).toEqual([]);
    await embedAll();
    expect(await find()).toEqual(['A quokka was born on Monday.']);
    expect(server.calls.filter(({ input }) => input[0] === 'marsupial')).toHaveLength(1);
  });

  it('finds a quotation that shares no word with what it is to be about', async () => {
    const { embedAll, ports } = await prepare('m');
    await embedAll();
    const found = await findQuotations(ports, { about: 'dirigible', scope: {}, limit: 1 });
    expect(found.map(({ text }) => text)).toEqual(['The zeppelin will land at noon,']);
  });

  it('adds nothing for a query to which nothing is near, and keeps what words find', async () => {
    const { embedAll, ports } = await prepare('m');
    await embedAll();
    expect(await searchPassages(ports, { query: 'ledger', scope: {}, limit: 3 })).toEqual([]);
    const [first] = await searchPassages(ports, { query: 'born on Monday', scope: {}, limit: 3 });
    expect(first).toMatchObject({ story: 'zoo', paragraph: 31 });
  });

  it('leaves to words a story that the server never takes, and goes on', async () => {
    const { archive, embedAll, find } = await prepare('m', 200, (text) => text.includes('zeppelin'));
    await embedAll();
    expect(await archive.withoutVectors('m', 5)).toEqual([]);
    expect(await find()).toEqual(['A quokka was born on Monday.']);
  });

  it('lets the stories wait where the server takes no text at all', async () => {
    const { archive, embedAll, find } = await prepare('m', 400);
    await expect(embedAll()).rejects.toMatchObject({ name: 'ModelError', fault: 'bad-request' });
    expect(await archive.withoutVectors('m', 5)).toHaveLength(2);
    expect(await find()).toEqual([]);
  });

  it('finds by words what a server that does not answer keeps waiting, and asks it no more for a while', async () => {
    const { ports, find, server } = await prepare('m', 0);
    const [first] = await searchPassages(ports, { query: 'born on Monday', scope: {}, limit: 3 });
    expect(first).toMatchObject({ story: 'zoo', paragraph: 31 });
    const asked = server.calls.length;
    expect(await find()).toEqual([]);
    expect(server.calls).toHaveLength(asked);
  });

  it('goes by words alone where the server has no embeddings, and asks it no more', async () => {
    const { embedAll, find, server } = await prepare('m', 404);
    await expect(embedAll()).rejects.toMatchObject({ name: 'ModelError', fault: 'absent' });
    expect(await find()).toEqual([]);
    expect(server.calls).toHaveLength(1);
  });
});
