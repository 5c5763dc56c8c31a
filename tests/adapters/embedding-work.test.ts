import { afterEach, describe, expect, it } from 'vitest';
import { createEmbeddingWork } from '../../src/adapters/embedding-work.ts';
import { ModelError } from '../../src/domain/errors.ts';
import type { Embedder, Log } from '../../src/domain/ports.ts';
import { archiveOf } from '../fixtures/archive.ts';
import { createStory } from '../fixtures/story.ts';

const stories = ['ferry', 'harbour', 'tunnel'].map((id) =>
  createStory(`The ${id} opened on Monday.`, { id, title: `Of the ${id}` }),
);
const archives: Awaited<ReturnType<typeof archiveOf>>[] = [];
afterEach(async () => {
  for (const archive of archives.splice(0)) await archive.close();
});

/** The work over three stories with an embedder that `answer` speaks for, and what it told the log. */
async function prepare(answer: (texts: readonly string[], signal: AbortSignal) => Float32Array[]) {
  const archive = await archiveOf(...stories);
  archives.push(archive);
  const warnings: unknown[] = [];
  const silent = () => undefined;
  const log: Log = {
    ...{ debug: silent, info: silent, error: silent },
    warn: (fields: unknown) => void warnings.push(fields),
  };
  const embedder: Embedder = {
    name: 'm',
    embed: async (texts, signal) => answer(texts, signal),
    startDeadline: () => new AbortController().signal,
  };
  const work = createEmbeddingWork({ archive, embedder, log });
  const left = async () => (await archive.withoutVectors('m', 9)).length;
  return { work, warnings, left };
}

const vectors = (texts: readonly string[]) => texts.map(() => Float32Array.of(0.6, 0.8));
const never = new AbortController().signal;

describe('the work that gives stories their vectors', () => {
  it('goes on until no story lacks them', async () => {
    const { work, left } = await prepare(vectors);
    await work(never);
    expect(await left()).toBe(0);
  });

  it('is tried again after a fault, which the log tells once, and takes up what is left', async () => {
    const faults = [new ModelError('bad-request', 'The server takes nothing')];
    const { work, left, warnings } = await prepare((texts) => {
      if (faults.length > 0) throw faults[0];
      return vectors(texts);
    });
    await work(never);
    await work(never);
    expect([await left(), warnings.length]).toEqual([3, 1]);
    faults.pop();
    await work(never);
    expect(await left()).toBe(0);
  });

  it('is given up where the server has no such model', async () => {
    let asked = 0;
    const { work, left } = await prepare(() => {
      asked += 1;
      throw new ModelError('absent', 'No such model');
    });
    await work(never);
    await work(never);
    expect([asked, await left()]).toEqual([1, 3]);
  });

  it('ends between two stories when the program does', async () => {
    const ending = new AbortController();
    const { work, left, warnings } = await prepare((texts) => {
      ending.abort();
      return vectors(texts);
    });
    await work(ending.signal);
    expect([await left(), warnings]).toEqual([2, []]);
  });
});
