import type { Quantity } from '../english/quantity.ts';
import { stemsNear } from '../english/relatedness.ts';
import type { Quotation } from '../story/quotation.ts';
import { type Paragraph, paragraphText, type Story } from '../story/story.ts';
import { type Reading, readText, type Word } from './reading.ts';
import { nameForms } from './wording.ts';

/** From this nearness in meaning on a word of the cited text may stand for one of the sentence. */
const SYNONYM = 0.5;

/** A quantity of the cited text; `at` is its first word's index among all cited words. */
export interface StatedQuantity extends Quantity {
  readonly at: number;
}

/** A sentence of the cited text: those of all cited words from index `from` up to `to`. */
export interface CitedSentence {
  /** With single blanks. */
  readonly text: string;
  /** Index of its paragraph among those cited. */
  readonly paragraph: number;
  readonly from: number;
  readonly to: number;
  readonly quotations: readonly Quotation[];
}

/** The paragraphs that a sentence cites, in the order cited. `missing` are cited numbers that the story has no paragraph for. */
export interface Evidence {
  readonly story: Story;
  readonly numbers: readonly number[];
  readonly missing: readonly number[];
  readonly texts: readonly string[];
  readonly words: readonly Word[];
  /** Each sentence with what is said in it; `Word.sentence` counts through all paragraphs. */
  readonly sentences: readonly CitedSentence[];
  readonly quantities: readonly StatedQuantity[];
  /** Where the words of each stem stand, ascending. */
  readonly positions: ReadonlyMap<string, readonly number[]>;
  /** The stems of the words with a capital, each once. */
  readonly names: readonly string[];
  /** What `findWord` has found for a stem before. */
  readonly places: Map<string, readonly number[]>;
}

const memo = new WeakMap<Paragraph, Reading>();
const gathered = new WeakMap<Story, { readonly cites: string; readonly evidence: Evidence }>();

/** Gathers the cited paragraphs; a number cited twice counts once. The last gathering of a story is kept. */
export function gatherEvidence(story: Story, cites: readonly number[]): Evidence {
  const wanted = [...new Set(cites)];
  const known = gathered.get(story);
  if (known?.cites === wanted.join()) return known.evidence;
  const evidence = gather(story, wanted);
  gathered.set(story, { cites: wanted.join(), evidence });
  return evidence;
}

function gather(story: Story, wanted: readonly number[]): Evidence {
  const numbers = wanted.filter((number) => paragraphText(story, number) !== undefined);
  const words: Word[] = [];
  const sentences: CitedSentence[] = [];
  const quantities: StatedQuantity[] = [];
  for (const [paragraph, number] of numbers.entries()) {
    const reading = readParagraph(story, number);
    const [offset, first] = [words.length, sentences.length];
    for (const quantity of reading.quantities) quantities.push({ ...quantity, at: offset + quantity.from });
    for (const word of reading.words) words.push({ ...word, sentence: word.sentence + first });
    for (const sentence of citeSentences(reading, paragraph, offset)) sentences.push(sentence);
  }
  return {
    story,
    numbers,
    missing: wanted.filter((number) => !numbers.includes(number)),
    texts: numbers.map((number) => paragraphText(story, number) ?? ''),
    words,
    sentences,
    quantities,
    positions: findPositions(words),
    names: [...new Set(words.filter(({ capital }) => capital).map(({ stem }) => stem))],
    places: new Map(),
  };
}

/** The sentences of a cited paragraph whose words begin at `offset` among all. */
function citeSentences(
  { text, words, sentences, quotations }: Reading,
  paragraph: number,
  offset: number,
): CitedSentence[] {
  let to = 0;
  return sentences.map(({ start, end }, index) => {
    const from = to;
    while (words[to]?.sentence === index) to += 1;
    return {
      text: text.slice(start, end).replace(/\s+/g, ' ').trim(),
      paragraph,
      from: offset + from,
      to: offset + to,
      quotations: quotations.filter((quotation) => quotation.start < end && quotation.end > start),
    };
  });
}

function findPositions(words: readonly Word[]): Map<string, number[]> {
  const positions = new Map<string, number[]>();
  for (const [at, { stem }] of words.entries()) {
    const known = positions.get(stem);
    if (known) known.push(at);
    else positions.set(stem, [at]);
  }
  return positions;
}

/** Reads paragraph `number` of a story, once; one that the story does not have reads as an empty text. */
export function readParagraph(story: Story, number: number): Reading {
  const paragraph = story.paragraphs[number - 1];
  if (!paragraph) return readText('', []);
  const known = memo.get(paragraph);
  if (known) return known;
  const quotations = story.quotations
    .filter((quotation) => quotation.paragraph === number)
    .map((quotation) => ({
      ...quotation,
      start: quotation.start - paragraph.start,
      end: quotation.end - paragraph.start,
    }));
  const reading = readText(story.body.slice(paragraph.start, paragraph.end), quotations);
  memo.set(paragraph, reading);
  return reading;
}

/** Where the cited text has this word or, where it has not, those nearest in meaning; ascending for each form, empty when nowhere. */
export function findWord(evidence: Evidence, word: Word): readonly number[] {
  const { places, positions } = evidence;
  let found = places.get(word.stem);
  if (!found) {
    found = findName(evidence, word);
    if (found.length === 0)
      found = stemsNear(word.stem, positions.keys(), SYNONYM).flatMap((stem) => positions.get(stem) ?? []);
    places.set(word.stem, found);
  }
  return found;
}

/** Where it has this word of a name, or another form of the name. */
export function findName({ positions }: Evidence, { stem }: Word): readonly number[] {
  return [stem, ...nameForms(stem)].flatMap((form) => positions.get(form) ?? []);
}

/** The share of `words` that each cited sentence has, counting those of its words for which `counts` holds. */
export function shareBySentence(
  words: readonly Word[],
  evidence: Evidence,
  counts: (cited: Word) => boolean = () => true,
): ReadonlyMap<number, number> {
  const shares = new Map<number, number>();
  for (const word of words) {
    const cited = findWord(evidence, word)
      .flatMap((at) => evidence.words[at] ?? [])
      .filter(counts);
    for (const sentence of new Set(cited.map((other) => other.sentence)))
      shares.set(sentence, (shares.get(sentence) ?? 0) + 1 / words.length);
  }
  return shares;
}
