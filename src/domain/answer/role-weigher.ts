import type { SentencePassage } from '../english/passages.ts';
import type { Question } from '../search/question.ts';
import type { StoryTerms } from '../search/story-terms.ts';
import { matchStems } from '../search/term-matches.ts';
import { matchRoles } from './roles/match-roles.ts';
import { readFrame } from './roles/question-frame.ts';
import { weighRoles } from './roles/weigh-roles.ts';

/** Likenesses below are chance. */
const LEAST_LIKE = 0.35;
/** How well a word has to stand for another one to name the same before a pronoun. */
const SAME = 0.5;
/** How many sentences back a pronoun points at most, and what a word counts that is only there. */
const SENTENCES_BACK = 2;
const NEARBY = 0.4;

/** Weighs the sentences of one story by who does what to whom in them, beside what `text` asks; 0 where nothing is done. */
export function createRoleWeigher(
  text: string,
  question: Question,
  terms: StoryTerms,
): (sentence: SentencePassage) => number {
  const frame = readFrame(text);
  if (!frame.predicate) return () => 0;
  const known = new Map<string, number>();
  const likeness = (wanted: string, stem: string) => {
    const key = `${wanted} ${stem}`;
    const like = known.get(key) ?? matchStems(wanted, stem);
    known.set(key, like);
    return like < LEAST_LIKE ? 0 : like;
  };
  const best = (wanted: string, stems: Iterable<string>) =>
    Math.max(0, ...Array.from(stems, (stem) => likeness(wanted, stem)));
  return (sentence) => {
    const around = stemsAround(sentence, terms);
    const isKnown = (stem: string) => best(stem, around) > SAME;
    const match = matchRoles(frame, sentence.text, { likeness, asked: question.words, isKnown });
    const own = terms.stems[sentence.index] ?? new Set<string>();
    const has = (stem: string) => Math.max(best(stem, own), NEARBY * best(stem, around));
    return weighRoles(frame, question, match, { text: sentence.text, has });
  };
}

/** The words that a pronoun of the sentence may point to: of the title, its paragraph and the sentences before. */
function stemsAround(
  { index, paragraph }: SentencePassage,
  { sentences, stems, title }: StoryTerms,
): Set<string> {
  const near = sentences.filter(
    (other) =>
      other.paragraph === paragraph || (other.index < index && other.index >= index - SENTENCES_BACK),
  );
  return new Set([...title, ...near.flatMap((other) => [...(stems[other.index] ?? [])])]);
}
