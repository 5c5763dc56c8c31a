import { findSentences } from '../english/passages.ts';
import type { Reading, StoryText } from '../story/story.ts';
import { readQuotations } from './story-quotations.ts';

/**
 * To be raised with every change by which reading finds other sentences, quotations or speakers: stored stories are then
 * read again, newest first, while their old reading serves.
 */
export const READING_VERSION = 7;

/** Reads a story: its sentences, its quotations and who says them. Takes time in proportion to its length. */
export function readStory(story: StoryText): Reading {
  return { sentences: findSentences(story), quotations: readQuotations(story) };
}
