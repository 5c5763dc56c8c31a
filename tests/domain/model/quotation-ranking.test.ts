import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rankQuotationsWithModel } from '../../../src/domain/model/quotation-ranking.ts';
import { type ModelFixture, openModelFixture } from '../../fixtures/model-access.ts';

const CANDIDATES = [
  { text: 'We kept that promise', speaker: 'Tomas Lindqvist' },
  { text: 'It was built in 1961', speaker: 'Amina Okoye' },
  { text: 'a promise with an expiry date', speaker: null },
];

let fixture: ModelFixture;
beforeAll(async () => {
  fixture = await openModelFixture(() => ({ silent: true }));
});
afterAll(() => fixture[Symbol.asyncDispose]());

async function rank(content: unknown, about: string) {
  fixture.server.script(() => ({ content }));
  const ranked = await rankQuotationsWithModel(fixture.ports.model, { about, candidates: CANDIDATES });
  return ranked.map((candidate) => CANDIDATES.indexOf(candidate));
}

describe('quotations ranked by a model', () => {
  it('stand in its order, those that it leaves out after them', async () => {
    expect(await rank({ ids: [3] }, 'broken promises')).toEqual([2, 0, 1]);
    const prompt = fixture.server.calls[0]?.body.messages[1]?.content;
    expect(prompt).toContain('[3] a promise with an expiry date — unattributed');
  });

  it.each([
    ['that do not exist', [99, 0, -1, 2], [1, 0, 2]],
    ['twice', [2, 2, 1, 2], [1, 0, 2]],
    ['none', [], [0, 1, 2]],
  ])('are all there, once each, whatever numbers it gives: %s', async (name, ids, order) => {
    expect(await rank({ ids }, name)).toEqual(order);
  });

  it.each([
    ['fails', 'no JSON'],
    ['writes quotations of its own', { ids: ['We broke that promise'] }],
  ])('keep their order when it %s', async (name, content) => {
    expect(await rank(content, name)).toEqual([0, 1, 2]);
  });
});
