import type { SentencePassage } from '../english/passages.ts';
import { type Question, readQuestion } from '../search/question.ts';
import { isHeading, scoreSentences } from '../search/rank-story.ts';
import { readStoryTerms, type StoryTerms } from '../search/story-terms.ts';
import type { Story } from '../story/story.ts';
import { readDemands } from './demands.ts';
import { type Asked, findMissing } from './missing.ts';
import { createRoleWeigher } from './role-weigher.ts';
import { FITS } from './roles/weigh-roles.ts';
import { readWords } from './story-words.ts';

/**
 * What each sign counts; 0 and above is an answer. Fitted by logistic regression (each sentence, or none, is the answer) on
 * 332 questions about 55 articles, four in ten of them not answered there, and rounded; the last two by a search on
 * 238 more. On 20 articles used for neither 0.83 of the answers and 0.73 of the refusals were right.
 */
const WEIGHTS = {
  bias: -1.85,
  own: 1.4,
  near: 3,
  kindMissing: -4.1,
  countMissing: -3,
  nameMissing: -1.1,
  numberMissing: -2,
  speakerMissing: -4,
  roleMissing: -1.7,
  officeMissing: -3,
  undecided: -3,
  unnamed: -1,
  verbMissing: -3,
};

/** A sentence with how far it answers a question: 0 and above where it probably does. */
export interface SupportedSentence {
  readonly sentence: SentencePassage;
  readonly support: number;
  /** The share of the question's words, by weight, that it and the sentences around it have or come near to; 0 to 1. */
  readonly near: number;
}

/** The sentences of a story that share a word with the question, the best supported answer first. */
export function measureSupport(story: Story, text: string): SupportedSentence[] {
  const terms = readStoryTerms(story);
  const question = dropGivenNames(readQuestion(text), terms);
  const decides = /^(?:did|do|does|is|are|was|were|has|have|had)\s/i.test(text.trim());
  const asked: Asked = { question, demands: readDemands(text), words: readWords(terms), decides };
  const weighRoles = createRoleWeigher(text, question, terms);
  return scoreSentences(story, question)
    .filter(({ near, sentence }) => near > 0 && !isHeading(sentence, story))
    .map(({ sentence, own, near }) => {
      const support = weigh({ bias: 1, own, near, ...findMissing(sentence, asked) });
      // Further below no gain makes it an answer.
      return { sentence, near, support: support + FITS < 0 ? support : support + weighRoles(sentence) };
    })
    .sort((a, b) => b.support - a.support || a.sentence.index - b.sentence.index);
}

/** Without the given name of somebody whom the story calls by the surname more often. */
function dropGivenNames(question: Question, { frequency }: StoryTerms): Question {
  const isName = (text: string | undefined) => text !== undefined && /^\p{Lu}/u.test(text);
  const terms = question.terms.filter((token, place) => {
    const next = question.terms[place + 1];
    if (!next || !isName(token.text) || !isName(next.text) || next.start > token.end + 1) return true;
    const given = frequency.get(token.stem) ?? 0;
    return given === 0 || given >= (frequency.get(next.stem) ?? 0);
  });
  return { ...question, terms };
}

type Signs = Readonly<Record<keyof typeof WEIGHTS, number>>;

function weigh(signs: Signs): number {
  return Object.entries(WEIGHTS).reduce(
    (sum, [sign, weight]) => sum + weight * signs[sign as keyof Signs],
    0,
  );
}
