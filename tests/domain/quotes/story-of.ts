import { readStory } from '../../../src/domain/quotes/read-story.ts';
import { type Story, splitParagraphs } from '../../../src/domain/story/story.ts';

/** A story of these paragraphs, read. */
export function storyOf(id: string, ...paragraphs: readonly string[]): Story {
  const body = paragraphs.join('\n\n');
  const text = {
    id,
    title: id,
    language: 'en',
    tags: [],
    overrides: [],
    body,
    paragraphs: splitParagraphs(body),
    hash: id,
  };
  return { ...text, ...readStory(text) };
}
