import { splitSentences } from '../../src/domain/english/sentences.ts';
import { checkSentence } from '../../src/domain/grounding/check-sentence.ts';
import { readStory } from '../../src/domain/quotes/read-story.ts';
import { paragraphText, type Story } from '../../src/domain/story/story.ts';
import { readPolnear } from './polnear.ts';

/** Every how many-th story is read: the check is timed on what has not been read before as well as on what has. */
const EVERY = 10;

/** Milliseconds a sentence: each sentence, its last word left out so that it is no copy, against its paragraph. */
export function benchGrounding(data: string): void {
  const stories = readPolnear(data)
    .filter((_, index) => index % EVERY === 0)
    .map((text) => ({ ...text, ...readStory(text) }));
  const cases = stories.flatMap(listCases);
  const [warm] = stories;
  if (warm) checkSentence(warm, 'A first sentence loads the tagger.', [1]);
  const first = cases.map(timeCheck);
  const again = cases.map(timeCheck);
  console.log(`${stories.length} stories, ${cases.length} sentences`);
  console.table({
    'paragraph read for the first time': summarise(first),
    'paragraph read before': summarise(again),
  });
  console.log('wanted: mean ≤ 2 ms');
}

interface Case {
  readonly story: Story;
  readonly sentence: string;
  readonly paragraph: number;
}

function listCases(story: Story): Case[] {
  return story.paragraphs.flatMap(({ number }) => {
    const text = paragraphText(story, number) ?? '';
    return splitSentences(text).map(({ start, end }) => ({
      story,
      sentence: text
        .slice(start, end)
        .trim()
        .replace(/\s\S+$/, '.'),
      paragraph: number,
    }));
  });
}

function timeCheck({ story, sentence, paragraph }: Case): number {
  const started = performance.now();
  checkSentence(story, sentence, [paragraph]);
  return performance.now() - started;
}

function summarise(times: readonly number[]): Record<string, string> {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2);
  const mean = times.reduce((sum, ms) => sum + ms, 0) / Math.max(1, times.length);
  return { 'mean ms': mean.toFixed(2), 'p50 ms': at(0.5), 'p95 ms': at(0.95), 'p99 ms': at(0.99) };
}
