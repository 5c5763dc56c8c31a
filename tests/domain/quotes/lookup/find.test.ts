import { expect, it } from 'vitest';
import { findQuotations, type QuotationQuery } from '../../../../src/domain/quotes/lookup/find.ts';
import { archiveOf } from '../../../fixtures/archive.ts';
import { storyOf } from '../story-of.ts';

const harbour = storyOf(
  'harbour',
  'The harbour wall will be raised next year.',
  '“We cannot pump the water out of the old town every winter,” said Mayor Zoë Álvarez.',
  '“The budget is a separate matter that the council has to settle first,” treasurer Omar Lund said.',
);
const archive = await archiveOf(harbour);
type Query = Omit<QuotationQuery, 'scope'>;
const find = (query: Query) => findQuotations({ archive }, { scope: {}, ...query });

it('ranks what the reader means first, in other forms of its words', async () => {
  const [first] = await find({ about: 'budgets settled by councils', limit: 3 });
  expect(first?.text).toMatch(/^The budget/);
  expect(first?.story.id).toBe('harbour');
});

it.each(['alvarez', 'Mayor', 'zoe', 'Alvares'])('finds a speaker typed as %s', async (speaker) => {
  const found = await find({ speaker, limit: 3 });
  expect(found.map((quotation) => quotation.speaker)).toEqual(['Zoë Álvarez']);
});

it('finds nothing for somebody who is not quoted, or a story that is not stored', async () => {
  expect(await find({ speaker: 'Grimsby', limit: 3 })).toEqual([]);
  expect(await find({ story: 'airport', limit: 3 })).toEqual([]);
});

it('lists the speakers that fit the letters typed so far', async () => {
  expect((await archive.speakers({}, 'lu', 5)).map(({ name }) => name)).toEqual(['Omar Lund']);
  expect(await archive.speakers({}, '', 5)).toHaveLength(2);
});

const debate = storyOf(
  'debate',
  '“We are going to hire four hundred new teachers before the autumn term begins,” said Ines Falk, head of the school board.',
  'The meeting lasted two hours.',
  'Jobless young people stood outside.',
  '“There is nothing here for anybody under thirty, and there has been nothing for years,” Tom Reed said.',
  'Falk said the board would meet again in March to settle the remaining contracts with the town.',
);
const both = await archiveOf(debate, harbour);
const findInBoth = (query: Query) => findQuotations({ archive: both }, { scope: {}, ...query });

it.each([
  ['employment for educators', /four hundred new teachers/],
  ['unemployed youth', /nothing here for anybody/],
  ['what Falk says', /four hundred/],
])('finds by another word, by the paragraphs around, by the speaker: %s', async (about, expected) => {
  expect((await findInBoth({ about, story: 'debate', limit: 1 }))[0]?.text).toMatch(expected);
});

it('still answers a paraphrase without shared words when the speaker or the story narrows it', async () => {
  const about = 'zygotes';
  expect(await findInBoth({ about, speaker: 'Reed', limit: 3 })).toHaveLength(1);
  expect(await findInBoth({ about, limit: 3 })).toEqual([]);
});

it('puts direct speech before reported speech, which it gives only when asked to', async () => {
  const kinds = async (reported?: boolean) =>
    (await findInBoth({ speaker: 'Falk', reported, limit: 5 })).map(({ kind }) => kind);
  expect(await kinds(true)).toEqual(['direct', 'indirect']);
  expect(await kinds()).toEqual(['direct']);
});

it('gives reported speech where the speaker is quoted with nothing else', async () => {
  const talk = storyOf('talk', 'Ada Brook said on Monday that the bridge would open again in May.');
  const talking = await archiveOf(talk);
  expect(await findQuotations({ archive: talking }, { scope: {}, speaker: 'Brook', limit: 5 })).toMatchObject(
    [{ kind: 'indirect', text: 'the bridge would open again in May' }],
  );
  expect(await findQuotations({ archive: talking }, { scope: {}, story: 'talk', limit: 5 })).toEqual([]);
});

it('gives the most quotable in story order when nothing is asked, at most as many as wanted', async () => {
  const found = await findInBoth({ story: 'debate', limit: 2 });
  expect(found.map(({ paragraph }) => paragraph)).toEqual([1, 4]);
  expect(await findInBoth({ limit: 0 })).toEqual([]);
});
