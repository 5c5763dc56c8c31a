import type { StoryLibrary } from '../../../src/domain/ports.ts';
import { type Story, splitParagraphs } from '../../../src/domain/story/story.ts';

/** A story of these paragraphs. */
export function storyOf(id: string, ...paragraphs: readonly string[]): Story {
  const body = paragraphs.join('\n\n');
  return {
    id,
    title: id,
    language: 'en',
    tags: [],
    overrides: [],
    body,
    paragraphs: splitParagraphs(body),
    hash: id,
  };
}

export function libraryOf(...stories: readonly Story[]): StoryLibrary {
  return { all: () => stories, get: (id) => stories.find((story) => story.id === id) };
}
