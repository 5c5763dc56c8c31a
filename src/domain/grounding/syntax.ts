import { INVERTING_VERBS, NEGATORS, SAYING_VERBS } from './data/function-words.ts';
import type { Token } from './token.ts';

/** A half-open range [from, to) of token indices. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A verb with its helpers, what it is said of, and what it is said to do. All indices are into the sentence's tokens. */
export interface Clause {
  /** The main verb: "given" in "has not been given"; the helper itself where it stands alone ("was ready"). */
  readonly verb: number;
  readonly group: Range;
  readonly form: 'finite' | 'infinitive' | 'gerund';
  readonly passive: boolean;
  /** Empty where none is found. Shared by verbs joined by "and". */
  readonly subject: Range;
  readonly object: Range;
  /** Whom the verb is done to where that stands before it: "the major whom she fired". Empty for most. */
  readonly fronted: Range;
  /** Index of the clause that this one depends on, or is joined to; −1 for none. */
  readonly governor: number;
  /** Whether the governor is its equal ("sang and danced"), so that both have one subject and one mood. */
  readonly joined: boolean;
}

interface Group extends Range {
  readonly verb: number;
  readonly form: Clause['form'];
  readonly passive: boolean;
}

const NOMINAL = /^(?:NOUN|PROPN|PRON|NUM|ADJ|DET|SYM|X)$/;
const RELATIVE = /^(?:who|which|that)$/;
const DETERMINER = /^(?:an?|the|this|that|these|those|some|any|his|her|its|their|our|my|'s|’s)$/;
const NO_RANGE: Range = { from: 0, to: 0 };

/** The clauses of one sentence in order of their verbs: a shallow reading, right for plain news prose. */
export function parseClauses(tokens: readonly Token[]): Clause[] {
  const groups = findGroups(tokens);
  const clauses: Clause[] = [];
  groups.forEach((group, index) => {
    const before = groups[index - 1];
    const { subject, governor, joined } = findSubject(tokens, group, before, clauses, index);
    const fronted = findFronted(tokens, subject);
    clauses.push({ ...group, group, subject, object: NO_RANGE, fronted, governor, joined });
  });
  return clauses.map((clause, index) => {
    const next = clauses[index + 1];
    const own = next && startsAnew(tokens, clause, next) ? next.subject.from : next?.group.from;
    const from = Math.max(clause.group.to, clause.subject.from === clause.group.to ? clause.subject.to : 0);
    return { ...clause, object: { from, to: Math.max(from, own ?? tokens.length) } };
  });
}

/** Whether the noun before the next verb is that verb's alone: "said the bill passed", but not "signed the bill passed". */
function startsAnew(tokens: readonly Token[], clause: Clause, next: Clause): boolean {
  if (next.form !== 'finite' || next.subject.from < clause.group.to) return false;
  const link = tokens[next.subject.from - 1];
  const parted = next.subject.from > clause.group.to && /^(?:PUNCT|SCONJ|CCONJ)$/.test(link?.pos ?? '');
  return parted || SAYING_VERBS.has(tokens[clause.verb]?.lemma ?? '');
}

function findGroups(tokens: readonly Token[]): Group[] {
  const groups: Group[] = [];
  for (let at = 0; at < tokens.length; ) {
    if (!isVerbal(tokens, at)) {
      at += 1;
      continue;
    }
    const group = readGroup(tokens, at);
    groups.push(group);
    at = group.to;
  }
  return groups;
}

/** A verb or helper that is not used as an adjective ("the hacked emails", "a leading senator"). */
function isVerbal(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.pos === 'AUX') return true;
  if (token?.pos !== 'VERB') return false;
  const before = tokens[at - 1];
  const after = tokens[at + 1]?.pos ?? '';
  const attributive = /(?:ed|ing|en)$/.test(token.lower) && /^(?:NOUN|PROPN|ADJ)$/.test(after);
  if (attributive && (DETERMINER.test(before?.lower ?? '') || before?.pos === 'NUM')) return false;
  return !(before?.lower === '-' && tokens[at - 2]?.pos !== 'PUNCT' && token.lower.endsWith('ed'));
}

function readGroup(tokens: readonly Token[], at: number): Group {
  let verb = at;
  let to = at + 1;
  if (tokens[at]?.pos === 'AUX') {
    for (let next = to; next < tokens.length; next++) {
      const { pos, lower } = tokens[next] ?? { pos: '', lower: '' };
      if (pos === 'AUX' || pos === 'VERB') {
        verb = next;
        to = next + 1;
        if (pos === 'VERB') break;
      } else if (/^(?:not|n't|never)$/.test(lower)) to = next + 1;
      else if (pos !== 'ADV') break;
    }
  }
  const from = readLead(tokens, at);
  const helpers = tokens.slice(at, verb);
  const main = tokens[verb];
  const infinitive = tokens.slice(from, at).some(({ lower }) => lower === 'to');
  const ing = main?.lower.endsWith('ing') ?? false;
  const passive =
    main?.pos === 'VERB' &&
    !ing &&
    (helpers.some(({ lemma }) => lemma === 'be' || lemma === 'get') ||
      (helpers.length === 0 && tokens[to]?.lower === 'by' && /(?:ed|en|t|n)$/.test(main.lower)));
  const form = infinitive ? 'infinitive' : ing && helpers.length === 0 ? 'gerund' : 'finite';
  return { verb, from, to, form, passive };
}

/** Where the group starts when the "to", "not" and adverbs before its first verb are counted in. */
function readLead(tokens: readonly Token[], at: number): number {
  let from = at;
  while (from > 0) {
    const { pos, lower } = tokens[from - 1] ?? { pos: '', lower: '' };
    const lead =
      pos === 'ADV' || NEGATORS.has(lower) || (lower === 'to' && tokens[at]?.lower === tokens[at]?.lemma);
    if (!lead || pos === 'AUX' || lower === 'without') break;
    from -= 1;
  }
  return from;
}

interface Place {
  readonly subject: Range;
  readonly governor: number;
  readonly joined: boolean;
}

function findSubject(
  tokens: readonly Token[],
  group: Group,
  before: Group | undefined,
  clauses: readonly Clause[],
  index: number,
): Place {
  const last = clauses[index - 1];
  const edge = before?.to ?? 0;
  const left = tokens[group.from - 1];
  if (last && group.form !== 'finite') {
    const joined = left?.pos === 'CCONJ' && last.form === group.form;
    if (joined) return { subject: last.subject, governor: index - 1, joined };
    const between = group.form === 'infinitive' ? lastNominal(tokens, edge, group.from) : NO_RANGE;
    const near =
      group.form === 'gerund' && /^(?:NOUN|PROPN)$/.test(left?.pos ?? '')
        ? lastNominal(tokens, edge, group.from)
        : between;
    return { subject: near.to > near.from ? near : last.subject, governor: index - 1, joined: false };
  }
  if (last && tokens[group.from]?.lower === 'nor')
    return { subject: last.subject, governor: index - 1, joined: true };
  if (left && RELATIVE.test(left.lower)) {
    const head = lastNominal(tokens, 0, group.from - (tokens[group.from - 2]?.lower === ',' ? 2 : 1));
    return { subject: head, governor: -1, joined: false };
  }
  // "…, who lost the vote, said": what stands before "said" belongs to the insertion.
  if (last && (left?.lower === ',' || isRelative(tokens, last)) && endsRelative(tokens, clauses, group))
    return returnTo(tokens, clauses, left);
  const inverted = findSpeakerAfter(tokens, group);
  if (inverted) return { subject: inverted, governor: -1, joined: false };
  const own = needNoun(tokens, nearestSubject(tokens, edge, group.from));
  if (own.to > own.from)
    return { subject: own, governor: last && own.from <= edge + 1 ? index - 1 : -1, joined: false };
  if (last && tokens.slice(edge, group.from).some(({ pos, lower }) => pos === 'CCONJ' || lower === ','))
    return returnTo(tokens, clauses, left);
  return {
    subject: last && !left?.lower.match(/[.!?]/) ? last.subject : NO_RANGE,
    governor: -1,
    joined: false,
  };
}

/** In "the major whom she fired" what stands before the pronoun is the target. */
function findFronted(tokens: readonly Token[], subject: Range): Range {
  const pronoun = tokens[subject.from - 1]?.lower ?? '';
  return /^(?:who|whom|which)$/.test(pronoun) ? lastNominal(tokens, 0, subject.from - 1) : NO_RANGE;
}

/** In "…," said Ana Ruiz the subject follows its verb. */
function findSpeakerAfter(tokens: readonly Token[], group: Group): Range | undefined {
  const [before, verb, after] = [tokens[group.from - 1], tokens[group.verb], tokens[group.to]];
  if (!verb || !INVERTING_VERBS.has(verb.lemma) || group.to - group.from > 1) return undefined;
  const named = after && (/^(?:PROPN|NOUN|ADJ)$/.test(after.pos) || DETERMINER.test(after.lower));
  // "It could start this week, said Baker": the comma may stand before the quoted words' last phrase.
  if (!before || !/^[,"”’'?!]$/.test(before.lower) || !named) return undefined;
  let to = group.to;
  while (
    to < tokens.length &&
    (NOMINAL.test(tokens[to]?.pos ?? '') || /^(?:of|'s|’s)$/.test(tokens[to]?.lower ?? '')) &&
    !RELATIVE.test(tokens[to]?.lower ?? '')
  )
    to += 1;
  return { from: group.to, to };
}

/** "lost and said" keeps the subject; after an insertion it is the noun before that. */
function returnTo(tokens: readonly Token[], clauses: readonly Clause[], left: Token | undefined): Place {
  const index = clauses.length - 1;
  const last = clauses[index];
  if (!last) return { subject: NO_RANGE, governor: -1, joined: false };
  if (left?.pos === 'CCONJ') return { subject: last.subject, governor: index, joined: true };
  const relative = clauses.findLast((clause) => isRelative(tokens, clause));
  const subject = relative ? nearestSubject(tokens, 0, relative.group.from - 1) : last.subject;
  return { subject: subject.to > 0 ? subject : last.subject, governor: -1, joined: false };
}

function isRelative(tokens: readonly Token[], { subject, group }: Clause): boolean {
  return RELATIVE.test(tokens[group.from - 1]?.lower ?? '') && subject.to < group.from;
}

/** Whether the words since the last relative clause are only its object, so that the verb at `group` is not theirs. */
function endsRelative(tokens: readonly Token[], clauses: readonly Clause[], group: Group): boolean {
  const relative = clauses.findLast((clause) => isRelative(tokens, clause));
  if (!relative || relative.subject.to === 0) return false;
  const rest = tokens.slice(clauses.at(-1)?.group.to, group.from);
  return (
    rest.at(-1)?.lower === ',' &&
    !rest.slice(0, -1).some(({ lower, pos }) => lower === ',' || pos === 'SCONJ' || pos === 'CCONJ')
  );
}

/** The noun phrase that a finite verb at `to` is said of: nearest on the left, past "of …", "in …" and insertions. */
function nearestSubject(tokens: readonly Token[], edge: number, to: number): Range {
  let end = to;
  while (end > edge && /^(?:PUNCT|ADV)$/.test(tokens[end - 1]?.pos ?? '') && tokens[end - 1]?.lower !== ';')
    end -= 1;
  const inserted = end < to && tokens[to - 1]?.lower === ',';
  const whole = phraseBefore(tokens, edge, end);
  if (!inserted || whole.to === whole.from) return whole;
  // "Ana Ruiz, a clerk in Oslo, said": the insertion and the noun before it are one subject.
  const first = phraseBefore(tokens, edge, whole.from - 1);
  return first.to > first.from && tokens[whole.from - 1]?.lower === ','
    ? { from: first.from, to: whole.to }
    : whole;
}

/** Adjectives alone ("when ready") are no subject. */
function needNoun(tokens: readonly Token[], phrase: Range): Range {
  const noun = tokens
    .slice(phrase.from, phrase.to)
    .some(({ pos }) => /^(?:NOUN|PROPN|PRON|NUM|DET)$/.test(pos));
  return noun ? phrase : NO_RANGE;
}

function phraseBefore(tokens: readonly Token[], edge: number, end: number): Range {
  let from = end;
  for (;;) {
    const start = nominalStart(tokens, edge, from);
    if (start === from) break;
    from = start;
    const link = tokens[from - 1];
    const linked =
      link && (link.pos === 'ADP' || (link.pos === 'CCONJ' && link.lower === 'and')) && from - 1 > edge;
    if (!linked || nominalStart(tokens, edge, from - 1) === from - 1) break;
    from -= 1;
  }
  // A phrase that starts with its preposition ("In July") is no subject.
  return tokens[from - 1]?.pos === 'ADP' && from - 1 >= edge && from === nominalStart(tokens, edge, end)
    ? NO_RANGE
    : { from, to: end };
}

function nominalStart(tokens: readonly Token[], edge: number, end: number): number {
  let from = end;
  while (from > edge) {
    const token = tokens[from - 1];
    if (!token) break;
    const inside =
      NOMINAL.test(token.pos) ||
      token.lower === "'s" ||
      token.lower === '’s' ||
      (token.lower === '-' && from < end) ||
      (/^["“”]$/.test(token.text) && from < end);
    if (!inside || RELATIVE.test(token.lower)) break;
    from -= 1;
  }
  return from;
}

function lastNominal(tokens: readonly Token[], edge: number, end: number): Range {
  let to = end;
  while (to > edge && !/^(?:NOUN|PROPN|PRON)$/.test(tokens[to - 1]?.pos ?? '')) to -= 1;
  const from = nominalStart(tokens, edge, to);
  return { from, to };
}
