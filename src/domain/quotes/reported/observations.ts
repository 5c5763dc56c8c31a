import type { Range } from '../../english/grammar.ts';
import type { Token } from '../../english/tokens.ts';
import { findVerb } from '../../english/verbs.ts';
import type { Attribution } from '../cues/attributions.ts';
import type { Content } from '../spans/contents.ts';
import { classOf, lemmaOf } from './word-class.ts';

/**
 * What is seen of each token, as names whose conjunctions are the features of the model.
 *
 * - `ending`: its last three letters; `verb`: form and use of a listed verb; `place`: first, last or inner;
 *   `marked`: whether the sentence holds marked words.
 * - `part`: whether the grammar sees a cue or a source here; `form`, `formVerb`: the first content that the grammar would
 *   give to a cue and that covers the token (edge and form), and that cue's verb; `forms`: all such contents.
 * - `cue`, `cueDistance`, `commas`: the last cue before the token, how far it is, how many commas stand between;
 *   `nextCue`: the next one, with its distance.
 */
export const TRAITS = [
  'word',
  'lemma',
  'class',
  'ending',
  'verb',
  'place',
  'marked',
  'part',
  'form',
  'formVerb',
  'forms',
  'cue',
  'cueDistance',
  'commas',
  'nextCue',
] as const;

export type Trait = (typeof TRAITS)[number];

/** The tokens of a sentence, trait by trait: each list has one value a token. */
export type Observations = Readonly<Record<Trait, string[]>>;

/** A content that the grammar would give to an attribution. */
export interface Candidate {
  readonly attribution: Attribution;
  readonly content: Content;
}

const NONE = '_';

/** Observes the tokens of a sentence, of which attributions and their contents are known by grammar. */
export function observe(
  tokens: readonly Token[],
  { from, to }: Range,
  attributions: readonly Attribution[],
  candidates: readonly Candidate[],
): Observations {
  const sentence = tokens.slice(from, to);
  const all = (value: string) => Array<string>(sentence.length).fill(value);
  const seen: Observations = {
    word: sentence.map(({ lower }) => lower || 'run'),
    lemma: sentence.map(lemmaOf),
    class: sentence.map(classOf),
    ending: sentence.map(({ lower }) => lower.slice(-3)),
    verb: sentence.map(({ lower }) => describeVerb(lower)),
    place: sentence.map((_, at) => (at === 0 ? 'first' : at === sentence.length - 1 ? 'last' : 'inner')),
    marked: all(sentence.some(({ kind }) => kind === 'run') ? 'marked' : 'plain'),
    part: all(NONE),
    form: all(NONE),
    formVerb: all(NONE),
    forms: all(NONE),
    cue: all(NONE),
    cueDistance: all(NONE),
    commas: all('0'),
    nextCue: all(NONE),
  };
  markParts(seen, from, attributions);
  markForms(seen, from, candidates);
  lookBack(seen);
  lookAhead(seen);
  return seen;
}

function describeVerb(word: string): string {
  const verb = findVerb(word);
  return verb ? `${verb.form} ${verb.use}` : NONE;
}

function markParts({ part }: Observations, offset: number, attributions: readonly Attribution[]): void {
  for (const { source } of attributions)
    if (source) part.fill('source', source.from - offset, source.to - offset);
  for (const { cue } of attributions) part.fill('cue', cue.from - offset, cue.to - offset);
}

function markForms(
  { form, formVerb, forms }: Observations,
  offset: number,
  candidates: readonly Candidate[],
): void {
  const all: string[][] = form.map(() => []);
  for (const { attribution, content } of candidates) {
    const { verb } = attribution;
    for (let at = content.from - offset; at < content.to - offset; at += 1) {
      const edged = `${at === content.from - offset ? 'opens' : 'in'} ${content.form}`;
      all[at]?.push(edged);
      if (form[at] !== NONE) continue;
      form[at] = edged;
      formVerb[at] = typeof verb === 'string' ? verb : verb.verb;
    }
  }
  all.forEach((found, at) => {
    if (found.length > 0) forms[at] = found.sort().join('|');
  });
}

function lookBack({ part, lemma, class: classes, cue, cueDistance, commas }: Observations): void {
  let last: { lemma: string; at: number; commas: number } | undefined;
  part.forEach((here, at) => {
    if (last) {
      cue[at] = last.lemma;
      cueDistance[at] = describeDistance(at - last.at);
      commas[at] = String(Math.min(last.commas, 3));
    }
    if (here === 'cue') last = { lemma: lemma[at] ?? NONE, at, commas: 0 };
    else if (last && classes[at] === ',') last.commas += 1;
  });
}

function lookAhead({ part, lemma, nextCue }: Observations): void {
  let next: { lemma: string; at: number } | undefined;
  for (let at = part.length - 1; at >= 0; at -= 1) {
    if (next) nextCue[at] = `${next.lemma} ${describeDistance(next.at - at)}`;
    if (part[at] === 'cue') next = { lemma: lemma[at] ?? NONE, at };
  }
}

function describeDistance(tokens: number): string {
  if (tokens < 4) return String(tokens);
  return tokens < 6 ? '4+' : tokens < 10 ? '6+' : '10+';
}
