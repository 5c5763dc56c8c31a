import { afterAll, describe, expect, it } from 'vitest';
import { createStoriesCommand } from '../../src/commands/stories.ts';
import { archiveOf } from '../fixtures/archive.ts';
import { buttonsOf, invoke, readReply } from '../fixtures/invocation.ts';
import { openFixtureArchive } from '../fixtures/library.ts';
import { createStory } from '../fixtures/story.ts';

const { archive, close } = await openFixtureArchive();
afterAll(close);
const stories = createStoriesCommand({ archive });

describe('/stories', () => {
  it('lists what is stored, newest first, each with its summary a press away', async () => {
    const reply = await stories.run(invoke());
    expect(readReply(reply)).toMatch(/^2 stories stored\nHarbour bridge[\s\S]*Central library/);
    expect(buttonsOf(reply)).toEqual(['Summary', 'Summary']);
  });

  it('finds stories by words of their text too', async () => {
    const text = readReply(await stories.run(invoke({ search: 'stairwells' })));
    expect(text).toMatch(/^1 story for stairwells\nCentral library/);
  });

  it('says when nothing fits', async () => {
    expect(readReply(await stories.run(invoke({ search: 'zeppelin' })))).toMatch(
      /No stored story matches “zeppelin”/,
    );
  });

  it('shows many stories in pages that are turned by their buttons', async () => {
    const many = Array.from({ length: 12 }, (_, n) =>
      createStory('It rained.', { id: `s${String(n).padStart(2, '0')}`, title: `Story ${n}` }),
    );
    const paged = createStoriesCommand({ archive: await archiveOf(...many) });
    const page = await paged.run(invoke());
    expect(readReply(page)).toMatch(/Stories 1–5 of 12/);
    const last = await paged.presses?.page?.run(['', '10'], invoke());
    expect(last && readReply(last)).toMatch(/Story 10[\s\S]*Story 11[\s\S]*Stories 11–12 of 12/);
    const beyond = await paged.presses?.page?.run(['', '9999'], invoke());
    expect(beyond && readReply(beyond)).toMatch(/Stories 11–12/);
  });
});
