import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How far two words belong together, above 0 to 1, by `LINKS` and by how common each one's sense is. */
export interface WordLink {
  readonly words: readonly [string, string];
  readonly strength: number;
}

/** WordNet's files by part of speech, with the letter that pointers name them by. */
const PARTS = [
  ['noun', 'n'],
  ['verb', 'v'],
  ['adj', 'a'],
  ['adv', 'r'],
] as const;

/**
 * What sharing a synset counts, and what each kind of pointer does (wninput(5WN)): derived forms and pertainyms as much, a
 * wider term and the whole that something is a part of ("Moscow": "Russia") less.
 */
const SYNONYMS = 1;
const LINKS: Readonly<Record<string, number>> = {
  '+': 1,
  '\\': 1,
  '&': 0.6,
  '=': 0.6,
  '*': 0.6,
  '>': 0.6,
  $: 0.6,
  '@': 0.5,
  '@i': 0.5,
  '#p': 0.5,
};

interface Pointer {
  readonly kind: string;
  /** The synset it leads to. */
  readonly target: string;
  /** Places of the words that it joins, from 1; 0 for all of the synset. */
  readonly from: number;
  readonly to: number;
}

interface Synset {
  readonly id: string;
  readonly words: readonly string[];
  readonly pointers: readonly Pointer[];
}

/** What is read of WordNet's files. */
interface WordNet {
  /** By id. */
  readonly synsets: ReadonlyMap<string, Synset>;
  /** How common a word's sense is among its senses, from 0. */
  rankOf(word: string, synset: Synset): number;
  /** How many senses a word has as the part of speech of a synset. */
  countSenses(word: string, synset: Synset): number;
}

/** Of how many senses of a word, the most common ones, the synonyms are taken. */
const SENSES = 2;
/** What has more senses ("go", "get", "make") means the same as too many words. */
const MOST_SENSES = 20;

/** The links between single words of the WordNet files in `folder` (`dict/`), each pair perhaps several times. */
export function readWordNet(folder: string): WordLink[] {
  const { synsets, rankOf } = readFiles(folder);
  const weigh = (word: string, synset: Synset) => 1 / (1 + 0.5 * rankOf(word, synset));
  return [...synsets.values()].flatMap((synset) => linksOf(synset, synsets, weigh));
}

/** The groups of single words that mean the same, each in one of its two most common senses. */
export function readSynonyms(folder: string): string[][] {
  const { synsets, rankOf, countSenses } = readFiles(folder);
  const isTelling = (word: string, synset: Synset) =>
    isSingle(word) && rankOf(word, synset) < SENSES && countSenses(word, synset) <= MOST_SENSES;
  return [...synsets.values()]
    .map((synset) => synset.words.filter((word) => isTelling(word, synset)))
    .filter((words) => words.length > 1);
}

function readFiles(folder: string): WordNet {
  const synsets = new Map<string, Synset>();
  const senses = new Map<string, Sense>();
  for (const [name, letter] of PARTS) {
    for (const line of readLines(join(folder, `index.${name}`))) addSenses(line, letter, senses);
    for (const line of readLines(join(folder, `data.${name}`))) {
      const synset = readSynset(line, letter);
      synsets.set(synset.id, synset);
    }
  }
  return {
    synsets,
    rankOf: (word, { id }) => senses.get(`${word} ${id}`)?.rank ?? 0,
    countSenses: (word, { id }) => senses.get(`${word} ${id}`)?.count ?? 1,
  };
}

/** The licence at the head of each file is indented. */
function readLines(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith(' '));
}

/** A sense's place among the senses of its word, from 0, and how many these are. */
interface Sense {
  readonly rank: number;
  readonly count: number;
}

/** An index line names the synsets of a word, the most common sense first. */
function addSenses(line: string, letter: string, senses: Map<string, Sense>): void {
  const fields = line.trim().split(/\s+/);
  const count = Number(fields[2]);
  for (const [rank, offset] of fields.slice(-count).entries())
    senses.set(`${fields[0]} ${letter}${offset}`, { rank, count });
}

function readSynset(line: string, letter: string): Synset {
  const [head = ''] = line.split(' | ');
  const fields = head.trim().split(/\s+/);
  const count = Number.parseInt(fields[3] ?? '0', 16);
  const words = Array.from({ length: count }, (_, place) =>
    // "galore(ip)": where an adjective may stand.
    (fields[4 + 2 * place] ?? '').replace(/\(.*/, '').toLowerCase(),
  );
  const first = 5 + 2 * count;
  const pointers = Array.from({ length: Number(fields[first - 1]) }, (_, place): Pointer => {
    const [kind = '', offset, part, ends = ''] = fields.slice(first + 4 * place);
    return {
      kind,
      target: `${part}${offset}`,
      from: Number.parseInt(ends.slice(0, 2), 16),
      to: Number.parseInt(ends.slice(2), 16),
    };
  });
  return { id: `${letter}${fields[0]}`, words, pointers };
}

function linksOf(
  synset: Synset,
  synsets: ReadonlyMap<string, Synset>,
  weigh: (word: string, synset: Synset) => number,
): WordLink[] {
  const join = (a: string, b: string, other: Synset, factor: number): WordLink[] =>
    isSingle(a) && isSingle(b) && a !== b
      ? [{ words: [a, b], strength: factor * Math.min(weigh(a, synset), weigh(b, other)) }]
      : [];
  const within = synset.words.flatMap((a, place) =>
    synset.words.slice(place + 1).flatMap((b) => join(a, b, synset, SYNONYMS)),
  );
  const across = synset.pointers.flatMap(({ kind, target, from, to }) => {
    const other = synsets.get(target);
    const factor = LINKS[kind];
    if (!other || factor === undefined) return [];
    const ours = from === 0 ? synset.words : synset.words.slice(from - 1, from);
    const theirs = to === 0 ? other.words : other.words.slice(to - 1, to);
    return ours.flatMap((a) => theirs.flatMap((b) => join(a, b, other, factor)));
  });
  return [...within, ...across];
}

function isSingle(word: string): boolean {
  return /^[a-z]+$/.test(word);
}
