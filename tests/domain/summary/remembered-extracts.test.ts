import { expect, it } from 'vitest';
import { summarizeExtractively } from '../../../src/domain/summary/extract.ts';
import { type Extract, rememberExtracts } from '../../../src/domain/summary/remembered-extracts.ts';
import { createStory } from '../../fixtures/story.ts';

const BODY = 'The harbour bridge reopened on Thursday. It had been closed for eleven weeks.';

function counted() {
  const made: string[] = [];
  const extract: Extract = (story, options) => {
    made.push(`${story.id} ${story.hash} ${options.length} ${options.focus ?? ''}`.trim());
    return summarizeExtractively(story, options);
  };
  return { made, extract };
}

it('a summary that is asked for again is the same and made once', () => {
  const { made, extract } = counted();
  const remember = rememberExtracts(extract);
  const story = createStory(BODY, { id: 'bridge' });
  const first = remember(story, { length: 'brief' });
  expect(first).toEqual(summarizeExtractively(story, { length: 'brief' }));
  expect(remember({ ...story }, { length: 'brief' })).toBe(first);
  expect(made).toHaveLength(1);
});

it('another version, length or focus is another summary', () => {
  const { made, extract } = counted();
  const remember = rememberExtracts(extract);
  const story = { ...createStory(BODY, { id: 'bridge' }), hash: 'h1' };
  remember(story, { length: 'brief' });
  remember({ ...story, hash: 'h2' }, { length: 'brief' });
  remember(story, { length: 'full' });
  remember(story, { length: 'brief', focus: 'weeks' });
  expect(made).toEqual(['bridge h1 brief', 'bridge h2 brief', 'bridge h1 full', 'bridge h1 brief weeks']);
});

it('forgets the one that was not asked for the longest', () => {
  const { made, extract } = counted();
  const remember = rememberExtracts(extract, 2);
  const ask = (id: string) => remember({ ...createStory(BODY, { id }), hash: 'h' }, { length: 'brief' });
  for (const id of ['a', 'b', 'a', 'c', 'a', 'b']) ask(id);
  expect(made.map((one) => one[0]).join('')).toBe('abcb');
});
