import { isAdverb, isAuxiliary, isPossessive, isPreposition } from '../../english/grammar.ts';
import { isSomebody } from '../../english/somebody.ts';
import { type Token, tokenize } from '../../english/tokens.ts';
import { findVerb } from '../../english/verbs.ts';
import { AUXILIARY, BE, findVerbAfter, isMainVerb, takesBaseForm } from './question-verb.ts';

/** The part of a clause that a question leaves open; `truth` for a yes-no question, `complement` for what somebody or something is. */
export type Slot = 'agent' | 'patient' | 'complement' | 'circumstance' | 'truth';

/** The clause that a question asks about. Parts that it does not have are empty. */
interface Clause {
  readonly slot: Slot;
  /** What is done or happens: a verb, or the noun for it where the verb says little ("took a [poll]"). */
  readonly predicate?: Token;
  /** Who does it, as far as the question says. */
  readonly agent: readonly Token[];
  /** What it is done to. */
  readonly patient: readonly Token[];
}

/** A question as a clause with one part open. */
export interface QuestionFrame extends Clause {
  /** The question word, in lower case; empty for a yes-no question. */
  readonly opening: string;
  /** The words that go with the question word: "Which [bank]", "How many [charter schools]". */
  readonly target: readonly Token[];
  /** People or a body are asked for: "who", "which bank". */
  readonly asksSomebody: boolean;
}

const QUESTION_WORD = /^(?:who|whom|whose|what|which|when|where|why|how)$/;
const THING_WORD = /^(?:who|whom|whose|what|which)$/;
const MEASURE = /^(?:many|much|old|young|long|far|large|big|high|tall|often|soon|fast|deep|wide|heavy|well)$/;
/** Verbs that say little without their object. */
const LIGHT =
  /^(?:take|took|taken|make|made|give|gave|given|hold|held|conduct|conducted|carry|carried|have)$/;
const SAYING = /^(?:say|says|said|think|thinks|believe|believes|claim|claims)$/;
const HAPPEN = /^happen(?:s|ed)?$/;

/** Reads who does what to whom in a question, and which of it is asked for. */
export function readFrame(question: string): QuestionFrame {
  const tokens = tokenize(question, { start: 0, end: question.length }, []).filter(
    (token) => token.kind !== 'mark' || isPossessive(token),
  );
  const word = tokens.findIndex(({ lower }) => QUESTION_WORD.test(lower));
  if (word < 0 || word > 2)
    return { ...readClause(tokens, 0, 'truth'), slot: 'truth', opening: '', target: [], asksSomebody: false };
  const opening = tokens[word]?.lower ?? '';
  const isMeasure = opening === 'how' && MEASURE.test(tokens[word + 1]?.lower ?? '');
  const from = isMeasure ? word + 2 : word + 1;
  const end = /^(?:what|which|whose|how)$/.test(opening) ? findTargetEnd(tokens, from) : from;
  const target = tokens.slice(from, end).filter(({ lower }, at) => at > 0 || lower !== 'of');
  const isThing = THING_WORD.test(opening) || /^(?:many|much)$/.test(tokens[word + 1]?.lower ?? '');
  const open = !isThing || isPreposition(tokens[word - 1]) ? 'circumstance' : 'patient';
  const asksSomebody = opening === 'how' ? false : isAskedBody(opening, target);
  return { ...readClause(tokens, end, open), opening, target, asksSomebody };
}

function isAskedBody(opening: string, target: readonly Token[]): boolean {
  const [first] = target;
  if (/^whom?$/.test(opening) || !first) return /^whom?$/.test(opening);
  const phrase = [{ ...first, text: 'the', lower: 'the', capital: false }, ...target];
  return isSomebody(phrase, { from: 0, to: phrase.length });
}

/** "Which [charter school] | did", "How many [people] | watched". */
function findTargetEnd(tokens: readonly Token[], from: number): number {
  if (isAuxiliary(tokens[from]) || HAPPEN.test(tokens[from]?.lower ?? '')) return from;
  let end = from + 1;
  while (end < tokens.length && !isAuxiliary(tokens[end]) && !isMainVerb(tokens, end)) end += 1;
  return end < tokens.length ? end : from;
}

function readClause(tokens: readonly Token[], at: number, open: Slot): Clause {
  const auxiliary = tokens[at];
  if (!auxiliary || HAPPEN.test(auxiliary.lower)) return { slot: open, agent: [], patient: [] };
  if (!AUXILIARY.test(auxiliary.lower)) {
    const verb = isAdverb(auxiliary) ? at + 1 : at;
    return fill(tokens, verb, { open: openSubject(open), subject: [], isPassive: false });
  }
  let first = at + 1;
  while (isAuxiliary(tokens[first]) || isAdverb(tokens[first])) first += 1;
  const isBe = tokens.slice(at, first).some(({ lower }) => BE.test(lower));
  const relative = findRelative(tokens, first);
  if (isBe && relative) return fill(tokens, relative, { open: 'agent', subject: [], isPassive: false });
  const verb = findVerbAfter(tokens, first, !isBe && takesBaseForm(auxiliary));
  if (verb === undefined)
    return { slot: open === 'patient' ? 'complement' : open, agent: [], patient: tokens.slice(first) };
  const subject = tokens.slice(first, verb).filter((token) => !isAuxiliary(token));
  const lower = tokens[verb]?.lower ?? '';
  const wasBe = isBe || tokens.slice(first, verb).some((token) => BE.test(token.lower));
  const isPassive = wasBe && findVerb(lower)?.form !== 'base' && !/ing$/.test(lower);
  const asked = subject.length === 0 && !isPassive ? openSubject(open) : open;
  return fill(tokens, verb, { open: asked, subject, isPassive });
}

/** What is asked for where the question word is the subject itself. */
function openSubject(open: Slot): Slot {
  return open === 'patient' ? 'agent' : open;
}

/** "the officer who | shot Ada Moss": the verb of the clause that says who is meant. */
function findRelative(tokens: readonly Token[], from: number): number | undefined {
  const who = tokens.findIndex(({ lower }, at) => at > from && /^(?:who|that)$/.test(lower));
  return who > 0 && isMainVerb(tokens, who + 1) ? who + 1 : undefined;
}

interface Filling {
  readonly open: Slot;
  readonly subject: readonly Token[];
  readonly isPassive: boolean;
}

function fill(tokens: readonly Token[], verb: number, { open, subject, isPassive }: Filling): Clause {
  const predicate = tokens[verb];
  const inner = SAYING.test(predicate?.lower ?? '') ? readInner(tokens, verb + 1, open) : undefined;
  if (inner || !predicate) return inner ?? { slot: open, agent: subject, patient: [] };
  let end = verb + 1;
  while (end < tokens.length && !(isPreposition(tokens[end]) && tokens[end]?.lower !== 'of')) end += 1;
  const object = tokens.slice(verb + 1, end);
  const deed = LIGHT.test(predicate.lower) ? findDeed(isPassive ? subject : object, subject) : undefined;
  if (deed)
    return {
      slot: open,
      predicate: deed,
      agent: isPassive || deed !== object.at(-1) ? [] : subject,
      patient: [],
    };
  if (!isPassive) return { slot: open, predicate, agent: subject, patient: object };
  const agent = tokens[end]?.lower === 'by' ? tokens.slice(end + 1) : [];
  return { slot: open, predicate, agent, patient: subject };
}

/** "conducted the [poll]", "the [meeting] took place": the noun that says what was done. */
function findDeed(object: readonly Token[], subject: readonly Token[]): Token | undefined {
  if (object.at(-1)?.lower === 'place') return subject.at(-1);
  const end = object.findIndex(({ lower }) => lower === 'of');
  const noun = (end < 0 ? object : object.slice(0, end)).at(-1);
  return noun?.capital ? undefined : noun;
}

/** "Who does Moss say | started it", "Which law did the court say | Norvale does not keep": the clause that is asked about. */
function readInner(tokens: readonly Token[], from: number, open: Slot): Clause | undefined {
  const first = tokens[from];
  if (!first || isPreposition(first)) return undefined;
  if (isMainVerb(tokens, from) || AUXILIARY.test(first.lower)) return readClause(tokens, from, open);
  const at = tokens.findIndex(({ lower }, place) => place > from && AUXILIARY.test(lower));
  const auxiliary = tokens[at];
  if (!auxiliary) return undefined;
  const subject = tokens.slice(from, at);
  const verb = findVerbAfter(tokens, at + 1, takesBaseForm(auxiliary));
  if (verb === undefined) return { slot: open, agent: [], patient: subject };
  const isPassive = BE.test(auxiliary.lower) && !/ing$/.test(tokens[verb]?.lower ?? '');
  return fill(tokens, verb, { open, subject, isPassive });
}
