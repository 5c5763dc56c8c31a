import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { searchPassages } from '../../../src/domain/search/search-passages.ts';
import { archiveOf } from '../../fixtures/archive.ts';
import { createStory } from '../../fixtures/story.ts';

const mill = createStory(
  `The old mill at Westport will become a school.

Ada Moss, who owns the mill, sold it to the town for 40,000 crowns.

The council's lawyers had objected to the sale. They feared that the river would flood the cellar.

The corporation that built the mill failed in 1931.

Children will move in next autumn, teacher Bo Lind said.`,
  { id: 'mill', title: 'Westport turns its mill into a school' },
);
const ferry = createStory('The ferry to Gull Island stops in May.\n\nThe board will sell it.', {
  id: 'ferry',
  title: 'Gull Island loses its ferry',
});
const archive = await archiveOf(mill, ferry);
const search = (query: string, story?: string, limit = 5) =>
  searchPassages({ archive }, { query, scope: {}, story, limit });
const find = async (query: string, story?: string) =>
  (await search(query, story)).map((hit) => `${hit.story} ${hit.paragraph}`);

afterAll(() => archive.close());

describe('searchPassages within a story', () => {
  it.each([
    ['forms of a word', 'objections to selling', 'mill 3'],
    ['words that news stories use for one another', 'Which company went bankrupt?', 'mill 4'],
    ['the kind of answer that is asked for', 'In which year was the mill constructed?', 'mill 4'],
    ['money', 'How much did the town pay for the mill?', 'mill 2'],
    ['a name', 'moss', 'mill 2'],
    ['the sentence before', 'Why did the lawyers fear the river?', 'mill 3'],
  ])('finds by %s', async (_, query, expected) => {
    expect((await find(query, 'mill'))[0]).toBe(expected);
  });

  it('gives exact text and falling scores', async () => {
    const hits = await search('mill school', 'mill');
    expect(hits.find((hit) => hit.paragraph === 1)?.text).toBe(
      'The old mill at Westport will become a school.',
    );
    expect(hits.map((hit) => hit.score)).toEqual(hits.map((hit) => hit.score).toSorted((a, b) => b - a));
  });

  it('finds nothing for other words and in an unknown story', async () => {
    expect(await find('zeppelin', 'mill')).toEqual([]);
    expect(await find('mill', 'nowhere')).toEqual([]);
  });
});

describe('searchPassages over all stories', () => {
  it('finds the story and in it the paragraph', async () => {
    expect((await find('Gull Island ferry'))[0]).toBe('ferry 1');
    expect((await find('Who owns the mill at Westport?'))[0]).toBe('mill 2');
    expect(await find('zeppelin')).toEqual([]);
  });

  it('keeps falling scores and its limit for any query', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('mill ferry sell', 'How many?', '"', '')),
        async (query) => {
          const hits = await search(query, undefined, 3);
          expect(hits.length).toBeLessThanOrEqual(3);
          expect(hits.map((hit) => hit.score)).toEqual(
            hits.map((hit) => hit.score).toSorted((a, b) => b - a),
          );
        },
      ),
    );
  });
});
