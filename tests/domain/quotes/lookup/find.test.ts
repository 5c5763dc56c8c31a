import { expect, it } from 'vitest';
import { findQuotations, listSpeakers } from '../../../../src/domain/quotes/lookup/find.ts';
import { libraryOf, storyOf } from '../story-of.ts';

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

const debate = storyOf(
  'debate',
  '“We are going to hire four hundred new teachers before the autumn term begins,” said Ines Falk, head of the school board.',
  'The meeting lasted two hours.',
  'Jobless young people stood outside.',
  '“There is nothing here for anybody under thirty, and there has been nothing for years,” Tom Reed said.',
  'Falk said the board would meet again in March to settle the remaining contracts with the town.',
);
const both = libraryOf(debate, harbour);

it.each([
  ['employment for educators', /four hundred new teachers/],
  ['unemployed youth', /nothing here for anybody/],
  ['what Falk says', /four hundred/],
])('finds by another word, by the paragraphs around, by the speaker: %s', (about, expected) => {
  expect(findQuotations({ library: both }, { about, story: 'debate', limit: 1 })[0]?.text).toMatch(expected);
});

it('still answers a paraphrase without shared words when the speaker or the story narrows it', () => {
  const about = 'zygotes';
  expect(findQuotations({ library: both }, { about, speaker: 'Reed', limit: 3 })).toHaveLength(1);
  expect(findQuotations({ library: both }, { about, limit: 3 })).toEqual([]);
});

it('puts direct speech before reported speech, which it gives only when asked to', () => {
  const kinds = (reported?: boolean) =>
    findQuotations({ library: both }, { speaker: 'Falk', reported, limit: 5 }).map(({ kind }) => kind);
  expect(kinds(true)).toEqual(['direct', 'indirect']);
  expect(kinds()).toEqual(['direct']);
});

it('gives reported speech where the speaker is quoted with nothing else', () => {
  const talk = storyOf('talk', 'Ada Brook said on Monday that the bridge would open again in May.');
  expect(findQuotations({ library: libraryOf(talk) }, { speaker: 'Brook', limit: 5 })).toMatchObject([
    { kind: 'indirect', text: 'the bridge would open again in May' },
  ]);
  expect(findQuotations({ library: libraryOf(talk) }, { story: 'talk', limit: 5 })).toEqual([]);
});

it('gives the most quotable in story order when nothing is asked, at most as many as wanted', () => {
  const found = findQuotations({ library: both }, { story: 'debate', limit: 2 });
  expect(found.map(({ paragraph }) => paragraph)).toEqual([1, 4]);
  expect(findQuotations({ library: both }, { limit: 0 })).toEqual([]);
});
