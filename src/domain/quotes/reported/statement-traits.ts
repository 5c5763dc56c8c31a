import { isComma, isFiniteVerb, type Range } from '../../english/grammar.ts';
import { findTense } from '../../english/tense.ts';
import type { Token } from '../../english/tokens.ts';
import { findVerb } from '../../english/verbs.ts';
import type { Utterance } from './statements.ts';
import { classOf, lemmaOf } from './word-class.ts';

/** Steps in which a probability or a length is told. */
const STEPS = 12;
const WORDS_A_STEP = 4;

/** What speaks for or against reported words being a sound statement within these bounds, as names that a logistic model weighs. */
export function describeStatement({ tokens, sentence, attribution, speaker, content }: Utterance): string[] {
  const { verb, cue, source } = attribution;
  const lemma = typeof verb === 'string' ? verb : verb.verb;
  const follows = content.from >= cue.to;
  const inside = tokens.slice(content.from, content.to);
  const tokenAt = (at: number) => (at >= sentence.from && at < sentence.to ? tokens[at] : undefined);
  const classAt = (at: number) => describe(tokenAt(at), classOf);
  const lemmaAt = (at: number) => describe(tokenAt(at), lemmaOf);
  const sourceFrom = source?.from ?? cue.from;
  const commas = inside.filter(isComma).length;
  const isPart = /^(?:while|although|though|as|when|if|after|because|despite|before|since|once)$/.test(
    lemmaAt(sourceFrom - 1),
  );
  return [
    `verb ${lemma}`,
    `verb ${lemma} follows ${follows}`,
    `form ${typeof verb === 'string' ? verb : verb.form}`,
    `likely ${Math.floor(content.alike * STEPS)}`,
    `exact ${Math.floor(content.probability * STEPS)}`,
    `sure ${Math.floor(content.alike * 5)} ${Math.floor(content.probability * 5)}`,
    `sure ${Math.floor(content.alike * 5)} ${follows} ${Math.min(4, Math.floor(inside.length / 6))}`,
    `edges ${lemmaAt(content.from - 1)} ${classAt(content.from)} ${classAt(content.to)}`,
    `edges ${follows} ${tokenAt(content.to)?.text === '.'} ${classAt(cue.from - 1)} ${commas > 0}`,
    `words ${Math.min(8, Math.floor(inside.length / WORDS_A_STEP))}`,
    `first ${classAt(content.from)}`,
    `first lemma ${lemmaAt(content.from)}`,
    `last ${classAt(content.to - 1)}`,
    `next ${classAt(content.to)}`,
    `next ${classAt(content.to)} ${lemmaAt(content.to + 1)}`,
    `before ${lemmaAt(content.from - 1)}`,
    `before cue ${classAt(cue.from - 1)}`,
    `before source ${lemmaAt(sourceFrom - 1)}`,
    `source ${sourceFrom > cue.from ? 'inverted ' : ''}${source ? `${classAt(source.from)} ${Math.min(3, source.to - source.from)}` : 'none'}`,
    `gap ${Math.min(6, follows ? content.from - cue.to : cue.from - content.to)}`,
    `speaker ${speaker.kind}`,
    `run ${inside.some(({ kind }) => kind === 'run') ? (inside.at(-1)?.kind ?? '') : 'none'}`,
    `commas ${Math.min(3, commas)}`,
    `part ${isPart} ${follows} ${Math.min(2, commas)}`,
    ...findTurns(tokens, content),
    ...findShifts(tokens, content),
  ];
}

function describe(token: Token | undefined, as: (token: Token) => string): string {
  return token ? as(token) : 'edge';
}

/** Whether the writer, who reports what somebody says, may go on in their own words with this token. */
export function isTurn(tokens: readonly Token[], at: number): boolean {
  const text = tokens[at]?.lower ?? '';
  if (/^(?:,|—|–|--|-|;|:|\()$/.test(text)) return true;
  const isAfterMark = tokens[at - 1]?.kind === 'mark';
  if (/^(?:while|but|although|though|even|when|after|because|as)$/.test(text)) return !isAfterMark;
  return /^(?:and|or)$/.test(text) && !isAfterMark && isFiniteVerb(tokens, at + 1, at);
}

function findTurns(tokens: readonly Token[], { from, to }: Range): Set<string> {
  const turns = new Set<string>();
  for (let at = from + 2; at < to - 1; at += 1) {
    const token = tokens[at];
    if (token && isTurn(tokens, at)) turns.add(`turn ${describeTurn(token, tokens[at + 1], tokens[at + 2])}`);
  }
  return turns;
}

/** Where the tense changes behind a joint: "said the bridge was safe, but it is closed" goes on in the writer's words. */
function findShifts(tokens: readonly Token[], { from, to }: Range): Set<string> {
  const shifts = new Set<string>();
  const first = findTense(tokens, from, to);
  for (let at = from + 2; at < to - 1; at += 1) {
    const joint = /^(?:and|but|as|because|which|who|when|or|so)$/.exec(tokens[at]?.lower ?? '')?.[0];
    const tense = joint && findTense(tokens, at + 1, to);
    if (tense) shifts.add(`shift ${joint} ${first} ${tense}`);
  }
  return shifts;
}

function describeTurn(token: Token, next: Token | undefined, after: Token | undefined): string {
  const word = token.kind === 'mark' ? `${token.text} ${describe(next, lemmaOf)}` : token.lower;
  if (token.kind === 'mark' && !/^(?:and|or|but)$/.test(next?.lower ?? '')) return word;
  const follower = token.kind === 'mark' ? after : next;
  const verb = findVerb(follower?.lower ?? '');
  return `${word} ${verb ? `${verb.form} ${verb.use}` : describe(follower, classOf)}`;
}
