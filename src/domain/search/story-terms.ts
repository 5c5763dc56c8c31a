import { type SentencePassage, sentencePassages } from '../english/passages.ts';
import { tokenize } from '../english/stems.ts';
import type { Story } from '../story/story.ts';

/** The words of a story's sentences, ready for scoring. */
export interface StoryTerms {
  readonly sentences: readonly SentencePassage[];
  /** For each sentence, the stems of all its words. */
  readonly stems: readonly ReadonlySet<string>[];
  /** For each stem, in how many sentences it is. */
  readonly frequency: ReadonlyMap<string, number>;
  /** Stems of the title and the dek, which every sentence is taken to be about. */
  readonly title: ReadonlySet<string>;
  /** All stems of the sentences, the title and the dek. */
  readonly vocabulary: readonly string[];
}

const termsOf = new WeakMap<Story, StoryTerms>();

/** Reads a story's words; computed once for a story object. */
export function readStoryTerms(story: Story): StoryTerms {
  const known = termsOf.get(story);
  if (known) return known;
  const sentences = sentencePassages(story);
  const stems = sentences.map(({ tokens }) => new Set(tokens.map((token) => token.stem)));
  const frequency = new Map<string, number>();
  for (const set of stems) for (const stem of set) frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
  const title = new Set(tokenize(`${story.title} ${story.dek ?? ''}`).map((token) => token.stem));
  const vocabulary = [...new Set([...frequency.keys(), ...title])];
  const terms = { sentences, stems, frequency, title, vocabulary };
  termsOf.set(story, terms);
  return terms;
}
