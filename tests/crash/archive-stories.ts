import type { Story } from '../../src/domain/story/story.ts';
import { createStory } from '../fixtures/story.ts';

/** Story `n`, always the same; `draft` is an earlier version of it. */
export function storyNumber(n: number, draft = ''): Story {
  const word = `w${n.toString(36).padStart(4, '0')}x`;
  const body = [
    `The council of ${word} met on Monday${draft && `, a ${draft} says`}.`,
    `“We will mend the road to ${word} before the winter,” said Mayor Ada Brook${n % 97}. “Nobody has to wait.”`,
    `The work begins in May, Omar Lund${n % 89} said.`,
  ].join('\n\n');
  return createStory(body, { id: `story-${n}`, title: `Road to ${word}`, published: '2026-03-12' });
}
