import { COMMON_TITLE_WORDS } from '../../english/lexicon/name-words.ts';
import { relatedness } from '../../english/relatedness.ts';
import type { Evidence } from '../evidence.ts';
import type { Finding } from '../grounding.ts';
import { findNearest } from '../nearest.ts';
import type { Reading, Word } from '../reading.ts';
import { nameForms } from '../wording.ts';
import { isShortFor } from './name.ts';

/** Among how many cited sentences the one is looked for that the sentence repeats. */
const CANDIDATES = 3;

/** The share of its words that a sentence has in common with the one it repeats, in the same order. */
const LEAST_COMMON = 0.65;

/** How many words may stand for one another between two that both have. */
const LONGEST_SWAP = 3;

/** What is longer is no sentence. */
const MOST_WORDS = 200;

/** From this nearness in meaning on a name may stand for another. */
const RELATED = 0.5;

/** Words that stand in one place of two sentences. */
type Swap = readonly [mine: readonly Word[], theirs: readonly Word[]];

/**
 * No other name stands where the cited text has one, in a sentence that repeats one of the text nearly word for word:
 * "Wisconsin and Ohio" for "Wisconsin and Iowa". Let pass: other forms of the name, names that the story joins, and titles.
 */
export function checkPlaces(claim: Reading, evidence: Evidence): Finding[] {
  const isOther = ([mine, theirs]: Swap) =>
    mine.length > 0 &&
    theirs.length > 0 &&
    !mine.some((name) => theirs.some((other) => mayBeOne(name, other, evidence)));
  const swap = findNearest(claim, evidence, CANDIDATES)
    .flatMap((index) => {
      const { from, to } = evidence.sentences[index] ?? { from: 0, to: 0 };
      return findSwaps(claim.words, evidence.words.slice(from, to));
    })
    .find(isOther);
  if (!swap) return [];
  const [mine, theirs] = swap.map((words) => words.map(({ text }) => text).join(' '));
  return [{ kind: 'name', detail: `The cited text has "${theirs}" where this sentence has "${mine}".` }];
}

/** The names of either sentence that stand in one place and only in it; none where the first has too little of the second. */
function findSwaps(mine: readonly Word[], theirs: readonly Word[]): Swap[] {
  if (theirs.length > MOST_WORDS) return [];
  const common = alignWords(mine, theirs);
  if (common.length < LEAST_COMMON * mine.length) return [];
  return common.flatMap(([at, place], index): Swap[] => {
    const [nextAt, nextPlace] = common[index + 1] ?? [mine.length, theirs.length];
    const [left, right] = [mine.slice(at + 1, nextAt), theirs.slice(place + 1, nextPlace)];
    if (Math.max(left.length, right.length) > LONGEST_SWAP) return [];
    return [[namesMissingIn(left, theirs), namesMissingIn(right, mine)]];
  });
}

/** Names of which `others` have no form: neither the word nor a shorter or a longer one for it. */
function namesMissingIn(words: readonly Word[], others: readonly Word[]): Word[] {
  const isName = ({ capital, content, lower }: Word) => capital && content && !COMMON_TITLE_WORDS.has(lower);
  const isSame = (a: Word, b: Word) =>
    a.stem === b.stem || (b.capital && (isShortFor(a.lower, b.lower) || isShortFor(b.lower, a.lower)));
  return words.filter((word) => isName(word) && !others.some((other) => isSame(word, other)));
}

/** Whether two names may mean the same: they are forms of one, near in meaning, or side by side somewhere in the cited text. */
function mayBeOne(a: Word, b: Word, { positions }: Evidence): boolean {
  if (nameForms(a.stem).includes(b.stem) || relatedness(a.stem, b.stem) > RELATED) return true;
  const places = new Set(positions.get(b.stem));
  return (positions.get(a.stem) ?? []).some((at) => places.has(at - 1) || places.has(at + 1));
}

/** The longest run of words, not all side by side, that both have in the same order, as pairs of indices. */
function alignWords(a: readonly Word[], b: readonly Word[]): (readonly [number, number])[] {
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  const from = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      longest[i * width + j] =
        a[i]?.stem === b[j]?.stem ? from(i + 1, j + 1) + 1 : Math.max(from(i + 1, j), from(i, j + 1));
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i]?.stem === b[j]?.stem) pairs.push([i++, j++]);
    else if (from(i + 1, j) >= from(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}
