import type { Attribution } from '../attributions.ts';
import type { Content } from '../contents.ts';
import type { Range } from '../grammar.ts';
import type { Token } from '../tokens.ts';
import { findVerb } from '../verbs.ts';
import { classOf, lemmaOf } from './word-class.ts';

/** What is seen of one token; every value is a name, and a conjunction of names is a feature of the model. */
export interface Observation {
  readonly word: string;
  readonly lemma: string;
  readonly class: string;
  readonly ending: string;
  /** Form and use of a listed verb. */
  readonly verb: string;
  readonly place: 'first' | 'last' | 'inner';
  /** Whether the sentence holds marked words. */
  readonly marked: string;
  /** Whether the grammar sees a cue or its source here. */
  part: 'cue' | 'source' | 'none';
  /** The first content that the grammar would give a cue and that covers the token: edge and form; its cue's verb; all of them. */
  form: string;
  formVerb: string;
  forms: string;
  /** The last cue before the token, how far it is, and how many commas stand between. */
  cue: string;
  cueDistance: string;
  commas: string;
  /** The next cue after the token, with its distance. */
  nextCue: string;
}

export type Trait = keyof Observation;

/** Contents that the grammar would give to the attributions of a sentence. */
export interface Candidate {
  readonly attribution: Attribution;
  readonly content: Content;
}

const NONE = '_';

/** One observation a token of the sentence, in order. */
export function observe(
  tokens: readonly Token[],
  { from, to }: Range,
  attributions: readonly Attribution[],
  candidates: readonly Candidate[],
): Observation[] {
  const sentence = tokens.slice(from, to);
  const marked = sentence.some(({ kind }) => kind === 'run') ? 'marked' : 'plain';
  const seen = sentence.map((token, at): Observation => {
    const verb = findVerb(token.lower);
    return {
      ...BLANK,
      word: token.lower || 'run',
      lemma: lemmaOf(token),
      class: classOf(token),
      ending: token.lower.slice(-3),
      verb: verb ? `${verb.form} ${verb.use}` : NONE,
      place: at === 0 ? 'first' : at === sentence.length - 1 ? 'last' : 'inner',
      marked,
    };
  });
  markParts(seen, from, attributions);
  markForms(seen, from, candidates);
  lookBack(seen);
  lookAhead(seen);
  return seen;
}

const BLANK = {
  part: 'none',
  form: NONE,
  formVerb: NONE,
  forms: NONE,
  cue: NONE,
  cueDistance: NONE,
  commas: '0',
  nextCue: NONE,
} as const;

function markParts(seen: Observation[], offset: number, attributions: readonly Attribution[]): void {
  const mark = ({ from, to }: Range, part: Observation['part']) => {
    for (const observation of seen.slice(from - offset, to - offset)) observation.part = part;
  };
  for (const { source } of attributions) if (source) mark(source, 'source');
  for (const { cue } of attributions) mark(cue, 'cue');
}

function markForms(seen: Observation[], offset: number, candidates: readonly Candidate[]): void {
  const all: string[][] = seen.map(() => []);
  for (const { attribution, content } of candidates) {
    const { verb } = attribution;
    for (let at = content.from; at < content.to; at += 1) {
      const form = `${at === content.from ? 'opens' : 'in'} ${content.form}`;
      const observation = seen[at - offset];
      if (!observation) continue;
      all[at - offset]?.push(form);
      if (observation.form !== NONE) continue;
      observation.form = form;
      observation.formVerb = typeof verb === 'string' ? verb : verb.verb;
    }
  }
  all.forEach((forms, at) => {
    const observation = seen[at];
    if (observation && forms.length > 0) observation.forms = forms.sort().join('|');
  });
}

/** Fills in the last cue before each token. */
function lookBack(seen: Observation[]): void {
  let cue: { lemma: string; at: number; commas: number } | undefined;
  seen.forEach((observation, at) => {
    if (cue) {
      observation.cue = cue.lemma;
      observation.cueDistance = distance(at - cue.at);
      observation.commas = String(Math.min(cue.commas, 3));
    }
    if (observation.part === 'cue') cue = { lemma: observation.lemma, at, commas: 0 };
    else if (cue && observation.class === ',') cue.commas += 1;
  });
}

/** Fills in the next cue after each token. */
function lookAhead(seen: Observation[]): void {
  let cue: { lemma: string; at: number } | undefined;
  for (let at = seen.length - 1; at >= 0; at -= 1) {
    const observation = seen[at];
    if (!observation) continue;
    if (cue) observation.nextCue = `${cue.lemma} ${distance(cue.at - at)}`;
    if (observation.part === 'cue') cue = { lemma: observation.lemma, at };
  }
}

function distance(tokens: number): string {
  if (tokens < 4) return String(tokens);
  return tokens < 6 ? '4+' : tokens < 10 ? '6+' : '10+';
}
