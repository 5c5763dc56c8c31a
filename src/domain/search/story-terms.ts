import { type SentencePassage, sentencePassages } from '../english/passages.ts';
import { stemsIn } from '../english/stems.ts';
import type { Story } from '../story/story.ts';
import { readForms, type WordForms } from './word-forms.ts';

/** The words of a story's sentences, ready for scoring. */
export interface StoryTerms {
  readonly sentences: readonly SentencePassage[];
  /** For each sentence, the stems of all its words, and the initials of its names. */
  readonly stems: readonly ReadonlySet<string>[];
  /** For each stem, in how many sentences it is. */
  readonly frequency: ReadonlyMap<string, number>;
  /** Stems of the title and the dek, which every sentence is taken to be about. */
  readonly title: ReadonlySet<string>;
  /** All stems of the sentences, the title and the dek, ready to be compared. */
  readonly vocabulary: readonly WordForms[];
}

const termsOf = new WeakMap<Story, StoryTerms>();

/** Three to six capitalised words, small ones between them: "Northern Sea Alliance", "Bureau of Fishing and Trade". */
const LONG_NAME =
  /(?<![\p{L}\p{M}’'-])\p{Lu}[\p{L}\p{M}’'-]+(?: (?:(?:of|for|and|the|on|in|&) ){0,2}\p{Lu}[\p{L}\p{M}’'-]+){2,5}/gu;
const LEAST_INITIALS = 3;

/** What the names of a text may be shortened to, in lower case as stems are: "nsa"; other words may stand before and after. */
function initialsOf(text: string): string[] {
  return (text.match(LONG_NAME) ?? []).flatMap((name) => {
    const initials = (name.match(/(?<![\p{L}’'-])\p{Lu}/gu) ?? []).join('').toLowerCase();
    return Array.from({ length: initials.length - LEAST_INITIALS + 1 }, (_, from) =>
      Array.from({ length: initials.length - from - LEAST_INITIALS + 1 }, (__, more) =>
        initials.slice(from, from + LEAST_INITIALS + more),
      ),
    ).flat();
  });
}

function stemsOfSentence({ text, tokens }: SentencePassage): Set<string> {
  const stems = new Set<string>();
  let capitals = 0;
  for (const token of tokens) {
    stems.add(token.stem);
    if (token.text !== token.lower) capitals += 1;
  }
  // Most sentences have no name so long, which takes longer to see than all else of them.
  if (capitals >= LEAST_INITIALS) for (const initials of initialsOf(text)) stems.add(initials);
  return stems;
}

/** Reads a story's words; computed once for a story object. */
export function readStoryTerms(story: Story): StoryTerms {
  const known = termsOf.get(story);
  if (known) return known;
  const sentences = sentencePassages(story);
  const stems = sentences.map(stemsOfSentence);
  const frequency = new Map<string, number>();
  for (const set of stems) for (const stem of set) frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
  const title = new Set(stemsIn(`${story.title} ${story.dek ?? ''}`));
  const vocabulary = Array.from(new Set([...frequency.keys(), ...title]), readForms);
  const terms = { sentences, stems, frequency, title, vocabulary };
  termsOf.set(story, terms);
  return terms;
}
