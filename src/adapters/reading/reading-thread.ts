import { parentPort } from 'node:worker_threads';
import { readStory } from '../../domain/quotes/read-story.ts';
import type { Reading, StoryText } from '../../domain/story/story.ts';

/* A thread that reads stories: each message is one, answered by its reading or by why there is none; first it says 'ready'. */

export type ReadingAnswer = 'ready' | { readonly reading: Reading } | { readonly fault: string };

function say(answer: ReadingAnswer): void {
  parentPort?.postMessage(answer);
}

parentPort?.on('message', (story: StoryText) => {
  try {
    say({ reading: readStory(story) });
  } catch (error) {
    say({ fault: error instanceof Error ? error.message : String(error) });
  }
});
say('ready');
