import { isAuxiliary, isDash, type Range } from '../../english/grammar.ts';
import { TITLES } from '../../english/lexicon/titles.ts';
import type { Phrase } from '../../english/phrases.ts';
import { findClauseSubject, findSubjectBefore } from '../../english/subjects.ts';
import { isNounUse, isPassive } from '../../english/verb-use.ts';
import { findVerb, type Verb } from '../../english/verbs.ts';
import type { RoleWord } from './role-words.ts';

/** Where the parts of a clause are, by token; absent where the sentence does not have them. */
export interface ClauseParts {
  readonly agent?: Range | undefined;
  readonly patient?: Range | undefined;
  /** Who does it, with the names joined to theirs: who has to be somebody else where the question's is not among them. */
  readonly named?: Range | undefined;
  /** The predicate is a noun: "his endorsement of". */
  readonly isNoun: boolean;
}

/** How far from a noun that stands for the predicate who and what may be. */
const NOUN_REACH = { before: 6, after: 9 };
const BY_REACH = 12;

/** Reads the parts of the clause around the word at `at`, a verb or a noun for what is done. */
export function findParts(words: readonly RoleWord[], at: number): ClauseParts {
  const clause = clauseAround(words, at);
  const verb = readVerb(words, at);
  const isGerund = verb?.form === 'gerund' && words[at + 1]?.lower === 'of';
  if (!verb || isGerund || isNounUse(words, at, 0, verb)) {
    const patient = {
      from: Math.max(clause.from, at - NOUN_REACH.before),
      to: Math.min(clause.to, at + NOUN_REACH.after),
    };
    return { agent: findDoer(words, at, clause), patient, named: ownerBefore(words, at), isNoun: true };
  }
  const subject = findSubject(words, at);
  if (!isPassive(words, at, 0, verb) && !isReduced(words, at, verb)) {
    const object = { from: at + 1, to: clause.to };
    return { agent: subject, patient: object, named: joinNames(words, subject), isNoun: false };
  }
  const agent = findAfterBy(words, at, clause);
  return { agent, patient: subject, named: agent, isNoun: false };
}

/** The form of a verb that no list has tells by its ending or by what stands before it. */
function readVerb(words: readonly RoleWord[], at: number): Verb | undefined {
  const lower = words[at]?.lower ?? '';
  const known = findVerb(lower);
  if (known) return known;
  if (/[^e]ed$/.test(lower)) return { verb: lower, form: 'past', use: 'none' };
  const before = words[at - 1];
  const isBase = isAuxiliary(before) || before?.lower === 'to';
  return isBase ? { verb: lower, form: 'base', use: 'none' } : undefined;
}

/** "the meeting, requested by Moss", "a poll, conducted jointly with Lind": a participle that says more of a noun. */
function isReduced(words: readonly RoleWord[], at: number, { form }: Verb): boolean {
  if (form !== 'past' && form !== 'participle') return false;
  const next = words.slice(at + 1, at + 3).map(({ lower }) => lower);
  return next.includes('by') || (next.includes('with') && words[at - 1]?.text === ',');
}

function findAfterBy(words: readonly RoleWord[], at: number, clause: Range): Range | undefined {
  const by = words.findIndex(
    ({ lower }, place) => place > at && place < at + BY_REACH && /^(?:by|with)$/.test(lower),
  );
  return by < 0 ? undefined : { from: by + 1, to: Math.min(clause.to, by + BY_REACH) };
}

function findSubject(words: readonly RoleWord[], at: number): Range | undefined {
  const range = { from: 0, to: at };
  const found = leaveClause(words, findSubjectBefore(words, 0, at) ?? findClauseSubject(words, range));
  // "Moss, Brook and Lind all voted", "Moss was the one who voted": the names come before.
  if (found && /^(?:all|both|each|one|ones)$/.test(words[found.to - 1]?.lower ?? ''))
    return { from: clauseAround(words, at).from, to: found.to };
  if (!found?.apposition) return found;
  const { from, to } = found.apposition;
  return { from: Math.min(found.from, from), to: Math.max(found.to, to) };
}

/** "money from donors after [Moss] endorsed him": what stands before a word that opens a clause belongs to another one. */
function leaveClause(words: readonly RoleWord[], phrase: Phrase | undefined): Phrase | undefined {
  if (!phrase) return undefined;
  const inside = words.slice(phrase.from, phrase.to - 1);
  const opener = inside.findLastIndex(({ lower }) =>
    /^(?:after|before|since|until|as|that|how)$/.test(lower),
  );
  return opener < 0 ? phrase : { from: phrase.from + opener + 1, to: phrase.to };
}

/** "[Ada Moss and former Gov. Jo] Lind": a subject with the names joined to it. */
function joinNames(words: readonly RoleWord[], subject: Range | undefined): Range | undefined {
  if (!subject) return undefined;
  let from = subject.from;
  while (from > 0 && isJoined(words[from - 1])) from -= 1;
  return { from, to: subject.to };
}

function isJoined(word: RoleWord | undefined): boolean {
  if (!word) return false;
  return word.capital || /^(?:and|,|former|then|\(|\))$/.test(word.lower) || TITLES.has(word.lower);
}

/** "[Moss]’s endorsement": the name that a noun belongs to. */
function ownerBefore(words: readonly RoleWord[], at: number): Range | undefined {
  const isOwned = words[at - 2]?.capital && /^['’]s?$/.test(words[at - 1]?.text ?? '');
  return isOwned ? { from: at - 2, to: at - 1 } : undefined;
}

/** "moderator [Jo Lind]", "an attack by [rebels]", "a [Fox] poll", "[Moss’s] endorsement": who does what a noun says. */
function findDoer(words: readonly RoleWord[], at: number, clause: Range): Range | undefined {
  const before = Math.max(clause.from, at - NOUN_REACH.before);
  if (/(?:er|or|ist|head|chief|chair|chairman|chairwoman)s?$/.test(words[at]?.lower ?? ''))
    return { from: before, to: Math.min(clause.to, at + NOUN_REACH.before) };
  const by = findAfterBy(words, at, clause);
  if (by) return by;
  if (words[at - 1]?.capital || words[at - 2]?.capital)
    return { from: Math.max(clause.from, at - 3), to: at };
  const isOwned = words
    .slice(Math.max(clause.from, at - 3), at)
    .some(({ text }) => /^(?:['’]s?|his|her|its|their)$/i.test(text));
  return isOwned ? { from: before, to: at } : undefined;
}

/** The clause of a word: up to the marks and conjunctions around it. */
function clauseAround(words: readonly RoleWord[], at: number): Range {
  let from = at;
  while (from > 0 && !isBoundary(words[from - 1])) from -= 1;
  let to = at + 1;
  while (to < words.length && !isBoundary(words[to])) to += 1;
  return { from, to };
}

function isBoundary(word: RoleWord | undefined): boolean {
  if (!word || isDash(word) || /^[;:.?!“”"]$/.test(word.text)) return true;
  return /^(?:but|because|although|though|while|whereas|if|unless|until|when|whenever)$/.test(word.lower);
}
