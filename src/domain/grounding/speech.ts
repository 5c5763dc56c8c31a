import { PLAIN_SAYING_VERBS, SAYING_VERBS } from './data/function-words.ts';
import { OFFICES } from './data/offices.ts';
import type { SentenceReading } from './sentence-reading.ts';
import type { Clause } from './syntax.ts';
import type { Token } from './token.ts';

/** Who a sentence says is speaking, and what they are said to say. */
export interface Speech {
  readonly speaker: readonly Token[];
  readonly content: readonly Token[];
}

/** The attributions of a sentence ("X said that …", "…, according to X") in order; empty where it has none. */
export function readSpeeches(sentence: SentenceReading): Speech[] {
  const according = readAccording(sentence);
  if (according) return [according];
  const all = sentence.clauses.filter(
    (clause, index) => isSaying(sentence, clause) && !sentence.stances[index]?.own.negated,
  );
  const saying = all.filter((clause, index) => index === 0 || standsBeside(sentence, all[index - 1], clause));
  return saying.map((clause, index) => readSaying(sentence, clause, saying[index + 1]));
}

function isSaying({ tokens }: SentenceReading, { verb, group, subject, passive, form }: Clause): boolean {
  const lemma = tokens[verb]?.lemma ?? '';
  if (passive || form !== 'finite' || subject.to === subject.from || !SAYING_VERBS.has(lemma)) return false;
  // "admitted 11,000 refugees" says nothing; "admitted that …" does.
  const next = tokens[group.to];
  return (
    PLAIN_SAYING_VERBS.has(lemma) ||
    !next ||
    next.pos === 'PUNCT' ||
    /^(?:that|how|why|whether)$/.test(next.lower)
  );
}

/** Whether a saying is not part of what the one before it says: "A said …, and B said …". */
function standsBeside(
  { tokens }: SentenceReading,
  before: Clause | undefined,
  { group, subject }: Clause,
): boolean {
  const between = tokens.slice(before?.group.to ?? 0, Math.max(subject.from, before?.group.to ?? 0));
  const closing = group.to >= tokens.length - 2 || subject.to >= tokens.length - 2;
  // "the threat continues" at the end of what is said is no saying of its own.
  const parted = tokens[Math.min(subject.from, group.from) - 1]?.pos === 'PUNCT';
  return (
    (closing && parted) ||
    between.some(
      ({ pos, lower }) => pos === 'CCONJ' || lower === ';' || lower === 'while' || lower === 'whereas',
    )
  );
}

function readSaying(
  { tokens }: SentenceReading,
  { subject, group }: Clause,
  next: Clause | undefined,
): Speech {
  const last = tokens.length - 1;
  const closing = group.to >= last - 1 || subject.to >= last - 1;
  const from = closing ? 0 : Math.max(group.to, subject.from > group.from ? subject.to : 0);
  const parted = next && next.subject.from >= group.to ? next.subject.from : next?.group.from;
  const to = closing ? Math.min(subject.from, group.from) : (parted ?? tokens.length);
  return { speaker: tokens.slice(subject.from, subject.to), content: tokens.slice(from, to) };
}

function readAccording({ tokens }: SentenceReading): Speech | undefined {
  const at = tokens.findIndex(
    ({ lower }, index) => lower === 'according' && tokens[index + 1]?.lower === 'to',
  );
  if (at < 0) return undefined;
  const comma = tokens.findIndex(({ lower }, index) => index > at && /^[,.;]$/.test(lower));
  const end = comma < 0 ? tokens.length : comma;
  return { speaker: tokens.slice(at + 2, end), content: [...tokens.slice(0, at), ...tokens.slice(end)] };
}

/** The name words of a speaker, in lower case: those after the last "'s" where a name stands there, else all. */
export function nameWordsOf(speaker: readonly Token[]): Set<string> {
  const own = speaker.slice(speaker.findLastIndex(({ lower }) => lower === "'s" || lower === "'") + 1);
  const names = own.filter(isNamePart);
  return new Set((names.length > 0 ? names : speaker.filter(isNamePart)).map(({ lower }) => lower));
}

/** Whether a speaker is called by an office or a party alone: "the Vermont senator", "the Republican". */
export function isUnnamed(speaker: readonly Token[]): boolean {
  const last = speaker.at(-1);
  return last !== undefined && OFFICES.has(last.lower) && /^(?:the|an?)$/.test(speaker[0]?.lower ?? '');
}

function isNamePart({ pos, text }: Token): boolean {
  return (
    pos === 'PROPN' &&
    /^\p{Lu}/u.test(text) &&
    !/^(?:Sen|Rep|Gov|Mr|Mrs|Ms|Dr|Speaker|President)s?\.?$/.test(text)
  );
}
