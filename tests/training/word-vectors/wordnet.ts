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

/** The links between single words of the WordNet files in `folder` (`dict/`), each pair perhaps several times. */
export function readWordNet(folder: string): WordLink[] {
  const synsets = new Map<string, Synset>();
  const senses = new Map<string, number>();
  for (const [name, letter] of PARTS) {
    for (const line of readLines(join(folder, `index.${name}`))) addSenses(line, letter, senses);
    for (const line of readLines(join(folder, `data.${name}`))) {
      const synset = readSynset(line, letter);
      synsets.set(synset.id, synset);
    }
  }
  const weigh = (word: string, synset: Synset) => 1 / (1 + 0.5 * (senses.get(`${word} ${synset.id}`) ?? 0));
  return [...synsets.values()].flatMap((synset) => linksOf(synset, synsets, weigh));
}

/** The licence at the head of each file is indented. */
function readLines(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith(' '));
}

/** An index line names the synsets of a word, the most common sense first. */
function addSenses(line: string, letter: string, senses: Map<string, number>): void {
  const fields = line.trim().split(/\s+/);
  const count = Number(fields[2]);
  for (const [rank, offset] of fields.slice(-count).entries())
    senses.set(`${fields[0]} ${letter}${offset}`, rank);
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
