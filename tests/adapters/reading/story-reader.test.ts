import { afterEach, describe, expect, it } from 'vitest';
import { createStoryReader, type ThreadedReader } from '../../../src/adapters/reading/story-reader.ts';
import { ReadingError } from '../../../src/domain/errors.ts';
import { readStory } from '../../../src/domain/quotes/read-story.ts';
import { createStory } from '../../fixtures/story.ts';

const short = createStory('“We will build it again,” Ada Brook said.', { id: 'short' });
/** Takes far longer than a test's patience. */
const endless = createStory('', { id: 'endless' });
const body = '“We said it,” Ada Brook said, and he said that she said it. '.repeat(16_000);
const large = { ...endless, body, paragraphs: [{ number: 1, start: 0, end: body.length }] };

let reader: ThreadedReader;
afterEach(() => reader.close());

describe('the reading thread', () => {
  it('reads as the reading itself does, one story after the other', async () => {
    reader = createStoryReader();
    const stories = Array.from({ length: 5 }, () => short);
    const read = await Promise.all(stories.map((story) => reader.read(story)));
    for (const reading of read) expect(reading).toEqual(readStory(short));
  });

  it('gives up a story that takes too long, and reads the next', async () => {
    reader = createStoryReader({ timeoutMs: 300 });
    const results = await Promise.allSettled([reader.read(large), reader.read(short)]);
    expect(results[0]).toMatchObject({ status: 'rejected', reason: expect.any(ReadingError) });
    expect(String(results[0]?.status === 'rejected' && results[0].reason)).toMatch(/longer than 0\.3 s/);
    expect(results[1]).toMatchObject({ status: 'fulfilled' });
  });

  it('tells of a story that cannot be read', async () => {
    reader = createStoryReader();
    await expect(reader.read({ ...short, language: 'no language' })).rejects.toThrow(ReadingError);
    expect(await reader.read(short)).toEqual(readStory(short));
  });

  it('ends when nothing is to be read, and starts again', async () => {
    reader = createStoryReader({ idleMs: 0 });
    await reader.read(short);
    expect(await reader.read(short)).toEqual(readStory(short));
  });

  it('leaves what was not read when it is closed, as no fault of the story', async () => {
    reader = createStoryReader();
    const [[result]] = await Promise.all([Promise.allSettled([reader.read(large)]), reader.close()]);
    const reason = result?.status === 'rejected' ? result.reason : undefined;
    expect(String(reason)).toMatch(/closed/);
    expect(reason).not.toBeInstanceOf(ReadingError);
  });
});
