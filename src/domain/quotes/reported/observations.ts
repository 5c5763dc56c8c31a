import type { Attribution } from '../attributions.ts';
import type { Content } from '../contents.ts';
import type { Range } from '../grammar.ts';
import type { Token } from '../tokens.ts';
import { findVerb } from '../verbs.ts';
import { classOf, isOpenClass, isVerbClass, lemmaOf } from './word-class.ts';

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
  /** The last cue before the token, how far it is, how many commas since, and what followed it. */
  cue: string;
  cueDistance: string;
  commas: string;
  joint: string;
  /** The next cue after the token, with its distance. */
  nextCue: string;
  /** The last verb before the token, its subject, and what followed it. */
  lastVerb: string;
  subject: string;
  verbJoint: string;
  /** The next mark, with its distance, and whether a finite verb comes before it. */
  nextMark: string;
  clause: string;
  /** The last two nouns, verbs or adjectives before the token. */
  open1: string;
  open2: string;
}

export type Trait = keyof Observation;

/** Contents that the grammar would give to the attributions of a sentence. */
export interface Candidate {
  readonly attribution: Attribution;
  readonly content: Content;
}

const NONE = '_';
const PAUSE = /^(?:[.,;:?!—–]|--)$/;

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
  joint: NONE,
  nextCue: NONE,
  lastVerb: NONE,
  subject: NONE,
  verbJoint: NONE,
  nextMark: NONE,
  clause: 'none',
  open1: NONE,
  open2: NONE,
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

/** Fills in what stands before each token. */
function lookBack(seen: Observation[]): void {
  let cue = { lemma: NONE as string, at: -1, commas: 0, joint: NONE as string };
  let verb = { lemma: NONE as string, subject: NONE as string, joint: NONE as string };
  let open = { last: NONE as string, before: NONE as string };
  seen.forEach((observation, at) => {
    observation.cue = cue.lemma;
    observation.cueDistance = cue.at < 0 ? NONE : distance(at - cue.at);
    observation.commas = String(Math.min(cue.commas, 3));
    observation.joint = cue.joint;
    observation.lastVerb = verb.lemma;
    observation.subject = verb.subject;
    observation.verbJoint = verb.joint;
    observation.open1 = open.last;
    observation.open2 = open.before;
    const { lemma, class: name, part } = observation;
    if (part === 'cue') cue = { lemma, at, commas: 0, joint: '?' };
    else cue = { ...cue, commas: cue.commas + (name === ',' ? 1 : 0), joint: join(cue.joint, observation) };
    if (isVerbClass(name))
      verb = {
        lemma: name === 'ing' && part !== 'cue' ? verb.lemma : lemma,
        subject: subjectOf(seen, at),
        joint: '?',
      };
    else
      verb = {
        ...verb,
        lemma: part === 'cue' ? lemma : verb.lemma,
        joint: join(verb.joint, observation),
      };
    if (isOpenClass(name)) open = { last: lemma, before: open.last };
  });
}

/** What follows a cue or a verb ("?" until it is seen): the word itself where that tells the construction. */
function join(joint: string, { class: name, word }: Observation): string {
  if (joint !== '?' || /^(?:adverb|time|not)$/.test(name)) return joint;
  return /^(?:preposition|question|that|to)$/.test(name) ? word : name;
}

/** What stands before a verb as its subject, and whether "be", "to" or a modal stands right before it. */
function subjectOf(seen: readonly Observation[], verb: number): string {
  let at = verb - 1;
  while (at >= 0 && /^(?:adverb|modal|be|have|do|not|to)$/.test(seen[at]?.class ?? '')) at -= 1;
  const before = seen[at];
  const name = before?.class ?? NONE;
  const subject = /^(?:pronoun|question|that|determiner)$/.test(name) ? (before?.word ?? NONE) : name;
  const helper = seen[verb - 1]?.class ?? NONE;
  return /^(?:be|to|modal)$/.test(helper) ? `${subject} ${helper}` : subject;
}

/** Fills in what stands after each token. */
function lookAhead(seen: Observation[]): void {
  let cue: { lemma: string; at: number } | undefined;
  let mark = { name: 'end', at: seen.length };
  let clause = 'none';
  for (let at = seen.length - 1; at >= 0; at -= 1) {
    const observation = seen[at];
    if (!observation) continue;
    observation.nextCue = cue ? `${cue.lemma} ${distance(cue.at - at)}` : NONE;
    observation.nextMark = `${mark.name} ${distance(mark.at - at)}`;
    observation.clause = clause;
    const { class: name, lemma, part } = observation;
    if (part === 'cue') cue = { lemma, at };
    if (PAUSE.test(name)) {
      mark = { name, at };
      clause = 'none';
    } else if (/^(?:be|have|do|modal)$/.test(name)) clause = 'auxiliary';
    else if (/^(?:verb past|verb present|ed)$/.test(name) && clause === 'none') clause = 'verb';
  }
}

function distance(tokens: number): string {
  if (tokens < 4) return String(tokens);
  return tokens < 6 ? '4+' : tokens < 10 ? '6+' : '10+';
}
