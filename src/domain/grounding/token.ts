import { createRequire } from 'node:module';
import { stemmer } from 'stemmer';
import type model from 'wink-eng-lite-web-model';
import type winkNLP from 'wink-nlp';
import type { WinkMethods } from 'wink-nlp';
import type { Span } from '../story/story.ts';

/** One word or mark of a text; `start` and `end` are UTF-16 offsets into it. */
export interface Token extends Span {
  readonly text: string;
  readonly lower: string;
  /** Dictionary form in lower case ("said" → "say", "n't" → "not"). */
  readonly lemma: string;
  /** Porter stem of the lemma, so that "retaliate" and "retaliation" agree. */
  readonly stem: string;
  /** Universal part of speech: NOUN, PROPN, VERB, AUX, ADJ, ADV, NUM, … */
  readonly pos: string;
}

/** Letters beyond which a run of letters is no word, and stemming it would take too long. */
const LONGEST_WORD = 50;

const load = createRequire(import.meta.url);
const taggers = new WeakMap<object, WinkMethods>();

// The model takes half a second and some 60 MB: a bot that checks nothing does without.
function loadTagger(): WinkMethods {
  const known = taggers.get(load);
  if (known) return known;
  const create: typeof winkNLP = load('wink-nlp');
  const english: typeof model = load('wink-eng-lite-web-model');
  const tagger = create(english, ['pos']);
  taggers.set(load, tagger);
  return tagger;
}

/** Puts spaces for what is too long to be a word, so that the tagger's time stays in bounds and offsets hold. */
function cutRuns(text: string): string {
  return text.replace(/\S{1000,}/g, (run) => run.slice(0, 1000).padEnd(run.length));
}

/** The words and marks of `text` in order, each with its part of speech. */
export function tagText(text: string): Token[] {
  const { its, readDoc } = loadTagger();
  const tokens = readDoc(cutRuns(text)).tokens();
  const values = tokens.out(its.value);
  const tags: readonly string[] = tokens.out(its.pos);
  // The package types its.lemma for single items only; lists take it too, with gaps for words it does not know.
  const lemmas: readonly (string | undefined)[] = tokens.out(its.lemma as unknown as typeof its.normal);
  const parts = tags.map((tag, index) => correctTag(tag, index, values, tags));
  let end = 0;
  return values.flatMap((value, index) => {
    const start = Math.max(end, text.indexOf(value, end));
    end = Math.min(text.length, start + value.length);
    const lower = value.toLowerCase().replaceAll('’', "'");
    const lemma = findLemma((lemmas[index] ?? lower).toLowerCase(), parts[index] ?? 'X');
    return splitToken({
      text: value,
      lower,
      lemma,
      stem: lemma.length > LONGEST_WORD ? lemma : stemmer(lemma),
      pos: parts[index] ?? 'X',
      start,
      end,
    });
  });
}

/** Mends what the tagger gets wrong most: names that are also verbs ("against Lynch"), and "the suit demands a…". */
function correctTag(tag: string, index: number, values: readonly string[], tags: readonly string[]): string {
  const value = values[index] ?? '';
  const [before, after] = [tags[index - 1] ?? '', tags[index + 1] ?? ''];
  const inside = index > 0 && !/^[.!?:;"“”‘’'(—–-]$/.test(values[index - 1] ?? '');
  if (tag === 'VERB' && inside && /^\p{Lu}\p{Ll}/u.test(value)) return 'PROPN';
  if (tag === 'VERB' && /^(?:black|white|open|free)$/i.test(value) && after === 'NOUN') return 'ADJ';
  // "has retired", ", promising to go": these are no adjectives.
  if (
    tag === 'ADJ' &&
    /ed$/.test(value) &&
    /^(?:has|have|had|'ve|'d)$/.test(values[index - 1] ?? '') &&
    after !== 'NOUN'
  )
    return 'VERB';
  if (tag === 'ADJ' && /ing$/.test(value) && values[index - 1] === ',' && values[index + 1] === 'to')
    return 'VERB';
  const thirdPerson = tag === 'NOUN' && /[^s]s$/.test(value) && /^(?:NOUN|PROPN)$/.test(before);
  const possessive = /^(?:his|her|its|their|my|our|your)$/i.test(values[index + 1] ?? '');
  return thirdPerson && (after === 'DET' || possessive) ? 'VERB' : tag;
}

/** The tagger leaves verbs that it took for adjectives as they are: "promising" for "promise". */
function findLemma(lemma: string, pos: string): string {
  const base = pos === 'VERB' ? /^(.{3,})(?:ing|ed)$/.exec(lemma)?.[1] : undefined;
  if (!base) return lemma;
  if (/([^aeiouls])\1$/.test(base)) return base.slice(0, -1);
  return /(?:[cszvu]|[iu]r|at)$/.test(base) && !base.endsWith('ss') ? `${base}e` : base;
}

/** What is one token to the tagger, but more to a reader: "70-29", "-27" and "I'm". */
function splitToken(token: Token): Token[] {
  if (/^i'm$/.test(token.lower)) {
    const middle = token.start + 1;
    const [pronoun, verb] = [token.text.slice(0, 1), token.text.slice(1)];
    return [
      { ...token, text: pronoun, lower: 'i', lemma: 'i', stem: 'i', pos: 'PRON', end: middle },
      { ...token, text: verb, lower: "'m", lemma: 'be', stem: 'be', pos: 'AUX', start: middle },
    ];
  }
  if (!/^[$€£]?[\d.,]*[-–][$€£]?\d[\d.,]*$/.test(token.text)) return [token];
  return Array.from(token.text.matchAll(/[-–]|[^-–]+/g), (match) => {
    const text = match[0];
    const start = token.start + match.index;
    const pos = /\d/.test(text) ? 'NUM' : 'PUNCT';
    return { text, lower: text, lemma: text, stem: text, pos, start, end: start + text.length };
  });
}
