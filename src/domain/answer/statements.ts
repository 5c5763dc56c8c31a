import { MEN, WOMEN } from '../english/lexicon/first-names.ts';
import { matchName } from '../english/name-match.ts';
import { type SentencePassage, sentencePassages } from '../english/passages.ts';
import { contentWords, type Token, tokenize } from '../english/stems.ts';
import { type IndexedQuotation, indexQuotations, stemsOf } from '../quotes/lookup/quotation-index.ts';
import { rankByMeaning } from '../quotes/lookup/ranking.ts';
import { shownQuotations } from '../quotes/lookup/shown-quotations.ts';
import { matchStems } from '../search/term-matches.ts';
import type { Quotation } from '../story/quotation.ts';
import type { Story } from '../story/story.ts';
import { speaks } from './demands.ts';

/** How much of what somebody is asked about their words have to have. */
const LEAST_MEANING = 0.5;
/** The same for a sentence that only tells what they say. */
const LEAST_SHARED = 0.5;
/** How well a word has to stand for another to name the same people: "Russia", "Russian". */
const SAME_NAME = 0.8;

/**
 * What somebody says in a story about a subject, quotations before reported speech, the nearest first; anything they say where
 * no subject is given. Empty where they are not quoted on it. `speaker` as the reader names them: a person, a role, a country.
 */
export function findStatements(story: Story, speaker: string, about: string): Quotation[] {
  const spoken = indexQuotations(shownQuotations(story)).filter((entry) => isBy(entry, speaker));
  const wanted = stemsOf(about).difference(stemsOf(speaker));
  if (wanted.size === 0) return spoken.map(({ quotation }) => quotation);
  const found = rankByMeaning(spoken, wanted)
    .filter(({ meaning }) => meaning >= LEAST_MEANING)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry.quotation);
  const onIt =
    found.length > 0 ? found : spoken.map(({ quotation }) => quotation).filter(followsSubject(story, wanted));
  return onIt.toSorted((a, b) => Number(a.kind === 'indirect') - Number(b.kind === 'indirect'));
}

/** "Moss laughed at the price. “It shows …,” she said": the words before a quotation in its paragraph name the whole subject. */
function followsSubject(story: Story, wanted: ReadonlySet<string>): (quotation: Quotation) => boolean {
  return ({ paragraph, end }) => {
    const from = story.paragraphs[paragraph - 1]?.start ?? end;
    const before = tokenize(story.body.slice(from, end));
    return [...wanted].every((stem) => before.some((token) => matchStems(stem, token.stem) >= SAME_NAME));
  };
}

/** The sentences that tell what somebody says of a subject in no words of theirs: "Lind called the price absurd." In story order. */
export function findTellings(story: Story, speaker: string, about: string): SentencePassage[] {
  const names = contentWords(tokenize(speaker));
  const name = names.at(-1);
  const wanted = [...stemsOf(about).difference(stemsOf(speaker))];
  if (!name || wanted.length === 0) return [];
  return sentencePassages(story).filter((sentence) => {
    const { tokens } = sentence;
    const met = wanted.map((stem) => Math.max(...tokens.map((token) => matchStems(stem, token.stem))));
    return (
      speaks(name, sentence) &&
      !isNamesake(names, sentence) &&
      met.reduce((sum, one) => sum + one, 0) >= LEAST_SHARED * wanted.length
    );
  });
}

/** "Bill Moss" is not Ada Moss: another given name stands before the surname, and hers nowhere. */
function isNamesake(names: readonly Token[], { tokens }: SentencePassage): boolean {
  const [first, last] = names.slice(-2);
  if (!first || !last || !/^\p{Lu}/u.test(first.text)) return false;
  const place = tokens.findIndex(({ stem }) => stem === last.stem);
  const before = tokens[place - 1];
  const isGiven = before !== undefined && (MEN.has(before.lower) || WOMEN.has(before.lower));
  return isGiven && before.stem !== first.stem && !tokens.some(({ stem }) => stem === first.stem);
}

function isBy({ quotation: { speaker: name, role = '' } }: IndexedQuotation, asked: string): boolean {
  if (name === null) return false;
  if (matchName(asked, name, role) > 0) return true;
  // A country speaks through its ministers, a campaign through its manager.
  const words = tokenize(`${name} ${role}`);
  const wanted = [...stemsOf(asked)];
  return (
    wanted.length > 0 &&
    wanted.every((stem) => words.some((word) => matchStems(stem, word.stem) >= SAME_NAME))
  );
}
