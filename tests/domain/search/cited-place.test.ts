import { expect, it } from 'vitest';
import { findCitedSentence } from '../../../src/domain/search/cited-place.ts';
import { createStory } from '../../fixtures/story.ts';

const story = createStory(
  'The council voted for the bridge on Monday evening. The council voted for the bridge. Nobody spoke.\n\nThe council voted for the bridge.',
);

it('finds the story’s own sentence where it stands, though an earlier one has all of its words', () => {
  expect(findCitedSentence(story, 1, 'The council voted for the bridge.')).toBe(1);
  expect(findCitedSentence(story, 2, 'The council voted for the bridge.')).toBe(3);
});

it('finds what a model wrote by the words that it shares, and nothing where it shares hardly any', () => {
  expect(findCitedSentence(story, 1, 'On Monday evening, councillors voted.')).toBe(0);
  expect(findCitedSentence(story, 1, 'Rain is expected.')).toBeUndefined();
});
