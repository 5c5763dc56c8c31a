import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../../src/domain/fingerprint.ts';
import { chooseHeadline, type HeadlineChoice, recallHeadline } from '../../../src/domain/headlines/choice.ts';
import type { Story } from '../../../src/domain/story/story.ts';
import { archiveOf } from '../../fixtures/archive.ts';
import { createStory } from '../../fixtures/story.ts';

const ferry = createStory(
  [
    '“The ferry will sail again before the winter,” said Ida Moss.',
    '“We have waited for the harbour to be dredged,” said Ida Moss.',
    '“No,” said Tom Reed. It has lain still since May.',
  ].join('\n\n'),
  { id: 'ferry', title: 'Ferry to sail again' },
);
const mill = createStory('“Nobody asked the people who live by the mill,” said Tom Reed.', { id: 'mill' });
const rain = createStory('It rained for nine days in the valley. The river rose.', { id: 'rain' });
const STORIES = [ferry, mill, rain];

const rotate = { guild: 'g1', channel: 'c1', post: 'rotate', since: Date.parse('2026-03-01') } as const;
type Turn = Parameters<typeof chooseHeadline>[1];

async function choose(
  schedule: Turn,
  stories: readonly Story[],
  shown: ReadonlyMap<string, number>,
): Promise<HeadlineChoice> {
  const choice = await chooseHeadline(await archiveOf(...stories), schedule, shown);
  if ('reason' in choice) throw new Error(choice.reason);
  return choice;
}

/** Posts `count` times as the ledger would record it; "ferry: The ferry will…" for each. */
async function postTimes(count: number, schedule: Turn = rotate): Promise<string[]> {
  const shown = new Map<string, number>();
  const posts: string[] = [];
  for (let slot = 0; slot < count; slot += 1) {
    const { headline, subjects } = await choose(schedule, STORIES, shown);
    for (const subject of subjects) shown.set(subject, slot);
    if (headline.kind === 'digest') posts.push(headline.stories.map(({ id }) => id).join());
    else posts.push(`${headline.story.id}: ${headline.quotation?.text.slice(0, 10) ?? '-'}`);
  }
  return posts;
}

/** The others name their versions and quotations. */
function storiesAmong(subjects: readonly string[]): number {
  return subjects.filter((subject) => subject.startsWith('story:')).length;
}

describe('rotate', () => {
  it('goes through all stories and all their quotations before it repeats one', async () => {
    expect(await postTimes(8)).toEqual([
      'ferry: The ferry ',
      'mill: Nobody ask',
      'rain: -',
      'ferry: We have wa',
      'mill: Nobody ask',
      'rain: -',
      'ferry: The ferry ',
      'mill: Nobody ask',
    ]);
  });

  it('takes a new story next', async () => {
    const { subjects } = await choose(rotate, STORIES, new Map());
    const shown = new Map(subjects.map((subject) => [subject, 1]));
    const fresh = createStory('“It is a great day for the whole island,” said Ida Moss.', { id: 'fresh' });
    expect((await choose(rotate, [fresh, ...STORIES], shown)).headline).toMatchObject({
      story: { id: 'fresh' },
    });
  });
});

describe('latest', () => {
  const latest = { ...rotate, post: 'latest' } as const;

  it('takes the newest story once, and nothing that was there before', async () => {
    const { subjects } = await choose(latest, STORIES, new Map());
    const shown = new Map(subjects.map((subject) => [subject, 1]));
    expect(await chooseHeadline(await archiveOf(...STORIES), latest, shown)).toEqual({
      reason: 'Nothing is new since the last post.',
    });
  });

  it('takes each of the stories that came since, whoever else posts in the channel', async () => {
    const fresh = ['2026-03-03', '2026-03-02', '2026-02-01'].map((published, n) =>
      createStory('“It is a great day for the whole island,” said Ida Moss.', { id: `n${n}`, published }),
    );
    const shown = new Map<string, number>([['story:n0', 1]]);
    const { headline, subjects } = await choose(latest, fresh, shown);
    expect(headline).toMatchObject({ story: { id: 'n1' } });
    for (const subject of subjects) shown.set(subject, 2);
    expect(await chooseHeadline(await archiveOf(...fresh), latest, shown)).toHaveProperty('reason');
  });
});

describe('digest', () => {
  const digest = { ...rotate, post: 'digest' } as const;
  const many = (published: string) =>
    Array.from({ length: 11 }, (_, n) => createStory('Text.', { id: `n${n}`, published }));

  it('lists the newest eight, and goes on with the others in the next one', async () => {
    const stories = many('2026-03-02');
    const { headline, subjects, scope } = await choose(digest, stories, new Map());
    expect(headline).toMatchObject({ kind: 'digest', more: 3 });
    expect([storiesAmong(subjects), scope]).toEqual([8, 'channel:c1']);
    const next = await choose(digest, stories, new Map(subjects.map((subject) => [subject, 1])));
    expect(next.headline).toMatchObject({ more: 0 });
    expect(storiesAmong([...new Set([...subjects, ...next.subjects])])).toBe(11);
  });

  it('does not go on with what was there before the schedule', async () => {
    const { headline, subjects } = await choose(digest, many('2026-02-02'), new Map());
    expect(headline).toMatchObject({ more: 0, stories: { length: 8 } });
    expect(storiesAmong(subjects)).toBe(11);
  });

  it('has nothing to post when all were shown, or when nothing is stored', async () => {
    const { subjects } = await choose(digest, STORIES, new Map());
    const shown = new Map(subjects.map((subject) => [subject, 1]));
    const reasonOf = async (schedule: Turn, stories: readonly Story[]) =>
      chooseHeadline(await archiveOf(...stories), schedule, shown);
    expect(await reasonOf(digest, STORIES)).toEqual({ reason: 'Nothing is new since the last post.' });
    expect(await reasonOf(digest, [])).toEqual({ reason: 'No story is stored.' });
    expect(await reasonOf(rotate, [])).toEqual({ reason: 'No story is stored.' });
  });
});

describe('what is posted', () => {
  it('is a whole sentence and a quotation of the story, word for word', async () => {
    const { headline } = await choose(rotate, STORIES, new Map());
    if (headline.kind !== 'story' || !headline.quotation) throw new Error('no quotation');
    const { start, end, text } = headline.quotation;
    expect(ferry.body.slice(start, end)).toBe(text);
    expect(headline.sentence && ferry.body.includes(headline.sentence.text)).toBe(true);
  });

  it('is found again by its subjects', async () => {
    for (const post of ['rotate', 'digest'] as const) {
      const { headline, subjects } = await choose({ ...rotate, post }, STORIES, new Map());
      const recall = async (...stories: readonly Story[]) =>
        recallHeadline(await archiveOf(...stories), { ...rotate, post }, subjects);
      expect(await recall(...STORIES)).toMatchObject(JSON.parse(JSON.stringify(headline)));
      expect(await recall()).toBeUndefined();
    }
  });
});

it('gives different texts different fingerprints of 11 characters', () => {
  const prints = Array.from({ length: 20_000 }, (_, n) => fingerprint(`story-${n}`));
  expect(new Set(prints).size).toBe(prints.length);
  expect(prints.every((print) => /^[\da-z]{11}$/.test(print))).toBe(true);
});
