import { type Observations, TRAITS } from './observations.ts';

/**
 * The conjunctions of traits that the model weighs: at most four traits, each with how many tokens it stands from the one
 * that is tagged. To extend: add one and train again.
 */
const TEMPLATES: readonly string[] = [
  'word',
  'word+1',
  'lemma',
  'lemma-1',
  'lemma+1',
  'lemma-1 lemma',
  'lemma lemma+1',
  'lemma-2 lemma-1',
  'lemma-2 lemma-1 class',
  'class-1 class',
  'class class+1',
  'class-1 class class+1',
  'class class+1 class+2',
  'class class+1 class+2 class+3',
  'ending',
  'verb',
  'verb-1',
  'verb+1',
  'part',
  'form-1 form',
  'form form+1',
  'form formVerb',
  'form-1 form formVerb',
  'forms-1 forms',
  'form class+1',
  'form word+1',
  'cue',
  'cue cueDistance',
  'cue word',
  'cue class+1',
  'cue word+1',
  'commas word',
  'commas word+1',
  'nextCue',
  'place',
  'marked class place',
  'word+1 class+2',
  'class word+1',
];

/** Tokens that a template looks to either side of the one that is tagged. */
const REACH = 3;

const NAMES: readonly string[] = TRAITS;

/**
 * For each template where its parts stand in a table of `TRAITS.length` values a token that begins `REACH` tokens before the
 * tagged one.
 */
const PLACES = TEMPLATES.map((template) =>
  template.split(' ').map((part) => {
    const [, name, offset = '0'] = /^(.+?)([+-]\d)?$/.exec(part) ?? [];
    const trait = NAMES.indexOf(name ?? '');
    if (trait < 0) throw new Error(`The template "${template}" names no trait by "${part}"`);
    return trait + (Number(offset) + REACH) * TRAITS.length;
  }),
);

/** Number of features of each token. */
export const FEATURES = TEMPLATES.length;

/** The features of a sentence as 32-bit hashes, `FEATURES` a token, token after token. */
export function hashFeatures(sentence: Observations): Int32Array {
  const { length } = sentence.word;
  const values = hashTraits(sentence, length);
  const hashes = new Int32Array(length * FEATURES);
  for (let template = 0; template < FEATURES; template += 1) {
    const {
      length: parts,
      0: first = 0,
      1: second = 0,
      2: third = 0,
      3: fourth = 0,
    } = PLACES[template] ?? [];
    for (let at = 0, base = 0; at < length; at += 1, base += TRAITS.length) {
      let hash = mix(template + 1, values[base + first] ?? 0);
      if (parts > 1) hash = mix(hash, values[base + second] ?? 0);
      if (parts > 2) hash = mix(hash, values[base + third] ?? 0);
      if (parts > 3) hash = mix(hash, values[base + fourth] ?? 0);
      hashes[at * FEATURES + template] = hash;
    }
  }
  return hashes;
}

/** A hash of each trait, token after token, with `REACH` empty tokens on either side. */
function hashTraits(sentence: Observations, length: number): Int32Array {
  const width = TRAITS.length;
  const values = new Int32Array((length + 2 * REACH) * width);
  TRAITS.forEach((trait, column) => {
    let place = REACH * width + column;
    for (const value of sentence[trait]) {
      values[place] = hashText(value);
      place += width;
    }
  });
  return values;
}

/** FNV-1a over UTF-16 units: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

/** Takes one more value into a hash, as FNV-1a does with one byte, and lets its high bits count below too. */
function mix(hash: number, value: number): number {
  const mixed = Math.imul(hash ^ value, 0x01000193);
  return mixed ^ (mixed >>> 15);
}
