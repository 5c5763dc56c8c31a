import { INVERTING_VERBS, SAYING_VERBS } from './data/function-words.ts';
import {
  isNominal,
  lastNominal,
  NO_RANGE,
  nearestSubject,
  needNoun,
  type Range,
  RELATIVE,
} from './noun-phrase.ts';
import type { Token } from './token.ts';
import { DETERMINER, findVerbGroups, type VerbGroup } from './verb-group.ts';

/** A verb with its helpers, what it is said of, and what it is said to do. All indices are into the sentence's tokens. */
export interface Clause {
  /** The main verb: "given" in "has not been given"; the helper itself where it stands alone ("was ready"). */
  readonly verb: number;
  readonly group: Range;
  readonly form: VerbGroup['form'];
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

/** The clauses of one sentence in order of their verbs: a shallow reading, right for plain news prose. */
export function parseClauses(tokens: readonly Token[]): Clause[] {
  const groups = findVerbGroups(tokens);
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

interface Place {
  readonly subject: Range;
  readonly governor: number;
  readonly joined: boolean;
}

function findSubject(
  tokens: readonly Token[],
  group: VerbGroup,
  before: VerbGroup | undefined,
  clauses: readonly Clause[],
  index: number,
): Place {
  const last = clauses[index - 1];
  const edge = before?.to ?? 0;
  const left = tokens[group.from - 1];
  if (last && group.form !== 'finite') return placeUnderVerb(tokens, group, last, index - 1);
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

/** An infinitive or gerund is said of the noun just before it ("asked her to go"), else of what its governor is said of. */
function placeUnderVerb(tokens: readonly Token[], group: VerbGroup, last: Clause, governor: number): Place {
  const left = tokens[group.from - 1];
  const joined = left?.pos === 'CCONJ' && last.form === group.form;
  const named = group.form === 'infinitive' || /^(?:NOUN|PROPN)$/.test(left?.pos ?? '');
  const near = named && !joined ? lastNominal(tokens, last.group.to, group.from) : NO_RANGE;
  return { subject: near.to > near.from ? near : last.subject, governor, joined };
}

/** In "the major whom she fired" what stands before the pronoun is the target. */
function findFronted(tokens: readonly Token[], subject: Range): Range {
  const pronoun = tokens[subject.from - 1]?.lower ?? '';
  return /^(?:who|whom|which)$/.test(pronoun) ? lastNominal(tokens, 0, subject.from - 1) : NO_RANGE;
}

/** In "…," said Ana Ruiz the subject follows its verb. */
function findSpeakerAfter(tokens: readonly Token[], group: VerbGroup): Range | undefined {
  const [before, verb, after] = [tokens[group.from - 1], tokens[group.verb], tokens[group.to]];
  if (!verb || !INVERTING_VERBS.has(verb.lemma) || group.to - group.from > 1) return undefined;
  const named = after && (/^(?:PROPN|NOUN|ADJ)$/.test(after.pos) || DETERMINER.test(after.lower));
  // "It could start this week, said Baker": the comma may stand before the quoted words' last phrase.
  if (!before || !/^[,"”’'?!]$/.test(before.lower) || !named) return undefined;
  let to = group.to;
  while (
    to < tokens.length &&
    (isNominalAt(tokens, to) || /^(?:of|'s|’s)$/.test(tokens[to]?.lower ?? '')) &&
    !RELATIVE.test(tokens[to]?.lower ?? '')
  )
    to += 1;
  return { from: group.to, to };
}

function isNominalAt(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  return token !== undefined && isNominal(token);
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
function endsRelative(tokens: readonly Token[], clauses: readonly Clause[], group: VerbGroup): boolean {
  const relative = clauses.findLast((clause) => isRelative(tokens, clause));
  if (!relative || relative.subject.to === 0) return false;
  const rest = tokens.slice(clauses.at(-1)?.group.to, group.from);
  return (
    rest.at(-1)?.lower === ',' &&
    !rest.slice(0, -1).some(({ lower, pos }) => lower === ',' || pos === 'SCONJ' || pos === 'CCONJ')
  );
}
