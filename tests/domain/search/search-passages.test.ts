import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openPassageIndex } from '../../../src/adapters/sqlite-index.ts';
import { searchPassages } from '../../../src/domain/search/search-passages.ts';
import { createRecordingLog } from '../../fixtures/log.ts';
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
const stories = new Map([mill, ferry].map((story) => [story.id, story]));
const index = openPassageIndex(':memory:', createRecordingLog());
index.update([mill, ferry]);
const ports = { index, library: { get: (id: string) => stories.get(id) } };

const find = (query: string, story?: string) =>
  searchPassages(ports, { query, story, limit: 5 }).map((hit) => `${hit.story} ${hit.paragraph}`);

afterAll(() => index.close());

describe('searchPassages within a story', () => {
  it.each([
    ['forms of a word', 'objections to selling', 'mill 3'],
    ['words that news stories use for one another', 'Which company went bankrupt?', 'mill 4'],
    ['the kind of answer that is asked for', 'When was the mill started?', 'mill 4'],
    ['money', 'How much did the town pay for the mill?', 'mill 2'],
    ['a name', 'moss', 'mill 2'],
    ['the sentence before', 'Why did the lawyers fear the river?', 'mill 3'],
  ])('finds by %s', (_, query, expected) => {
    expect(find(query, 'mill')[0]).toBe(expected);
  });

  it('gives exact text and falling scores', () => {
    const hits = searchPassages(ports, { query: 'mill school', story: 'mill', limit: 5 });
    expect(hits.find((hit) => hit.paragraph === 1)?.text).toBe(
      'The old mill at Westport will become a school.',
    );
    expect(hits.map((hit) => hit.score)).toEqual(hits.map((hit) => hit.score).toSorted((a, b) => b - a));
  });

  it('finds nothing for other words and in an unknown story', () => {
    expect(find('zeppelin', 'mill')).toEqual([]);
    expect(find('mill', 'nowhere')).toEqual([]);
  });
});

describe('searchPassages over all stories', () => {
  it('finds the story and in it the paragraph', () => {
    expect(find('Gull Island ferry')[0]).toBe('ferry 1');
    expect(find('Who owns the mill at Westport?')[0]).toBe('mill 2');
    expect(find('zeppelin')).toEqual([]);
  });

  it('keeps falling scores and its limit for any query', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('mill ferry sell', 'How many?', '"', '')),
        (query) => {
          const hits = searchPassages(ports, { query, limit: 3 });
          expect(hits.length).toBeLessThanOrEqual(3);
          expect(hits.map((hit) => hit.score)).toEqual(
            hits.map((hit) => hit.score).toSorted((a, b) => b - a),
          );
        },
      ),
    );
  });
});
