import { expect, it } from 'vitest';
import { findQuotations, listSpeakers } from '../../../src/domain/quotes/find.ts';
import { libraryOf, storyOf } from './story-of.ts';

const harbour = storyOf(
  'harbour',
  'The harbour wall will be raised next year.',
  '“We cannot pump the water out of the old town every winter,” said Mayor Zoë Álvarez.',
  '“The budget is a separate matter that the council has to settle first,” treasurer Omar Lund said.',
);
const library = libraryOf(harbour);

it('ranks what the reader means first, in other forms of its words', () => {
  const [first] = findQuotations({ library }, { about: 'budgets settled by councils', limit: 3 });
  expect(first?.text).toMatch(/^The budget/);
  expect(first?.story).toBe('harbour');
});

it.each(['alvarez', 'Mayor', 'zoe', 'Alvares'])('finds a speaker typed as %s', (speaker) => {
  const found = findQuotations({ library }, { speaker, limit: 3 });
  expect(found.map((quotation) => quotation.speaker)).toEqual(['Zoë Álvarez']);
});

it('finds nothing for somebody who is not quoted, or a story that is not stored', () => {
  expect(findQuotations({ library }, { speaker: 'Grimsby', limit: 3 })).toEqual([]);
  expect(findQuotations({ library }, { story: 'airport', limit: 3 })).toEqual([]);
});

it('lists the speakers that fit the letters typed so far', () => {
  expect(listSpeakers(library, 'lu', 5).map(({ name }) => name)).toEqual(['Omar Lund']);
  expect(listSpeakers(library, '', 5)).toHaveLength(2);
});
