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

const rotate = { id: 's1', guild: 'g1', channel: 'c1', post: 'rotate' } as const;
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
  it('stays with the newest story and takes its quotations in turn', async () => {
    expect(await postTimes(3, { ...rotate, post: 'latest' })).toEqual([
      'ferry: The ferry ',
      'ferry: We have wa',
      'ferry: The ferry ',
    ]);
  });
});

describe('digest', () => {
  const digest = { ...rotate, post: 'digest' } as const;

  it('lists the newest eight, counts the others, and remembers all', async () => {
    const many = Array.from({ length: 11 }, (_, n) => createStory('Text.', { id: `n${n}` }));
    const { headline, subjects, scope } = await choose(digest, many, new Map());
    expect(headline).toMatchObject({ kind: 'digest', more: 3 });
    expect(subjects).toHaveLength(11);
    expect(scope).toBe('schedule:s1');
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
