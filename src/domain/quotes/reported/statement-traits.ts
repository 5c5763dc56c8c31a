import { isComma } from '../../english/grammar.ts';
import type { Token } from '../../english/tokens.ts';
import { findVerb } from '../../english/verbs.ts';
import type { Utterance } from './statements.ts';
import { classOf, lemmaOf } from './word-class.ts';

/** Steps in which a probability or a share of the sentence is told, and how many tokens make one more step of a length. */
const STEPS = 12;
const SHARES = 5;
const FEW = 3;

/** A clause that opens so is part of another one, whose words are the writer's: "While Ada Brook said …, the bridge was open". */
const SUBORDINATING = /^(?:while|even|although|though|as|when|if|after|because|despite|before|since|once)$/;

/** How far from the beginning of its sentence a clause still opens it. */
const OPENING = 8;

/** What speaks for or against reported words being a sound statement within these bounds, as names that a logistic model weighs. */
export function describeStatement(utterance: Utterance): string[] {
  const { tokens, sentence, attribution, speaker, content } = utterance;
  const { verb, cue, source } = attribution;
  const follows = content.from >= cue.to;
  const { length } = tokens.slice(content.from, content.to);
  const tokenAt = (at: number) => (at >= sentence.from && at < sentence.to ? tokens[at] : undefined);
  const classAt = (at: number) => describe(tokenAt(at), classOf);
  const lemmaAt = (at: number) => describe(tokenAt(at), lemmaOf);
  const sourceFrom = source?.from ?? cue.from;
  const start = Math.min(sourceFrom, cue.from);
  const commas = tokens.slice(content.from, content.to).filter(isComma).length;
  const isPart =
    SUBORDINATING.test(lemmaAt(start - 1)) ||
    (start - sentence.from < OPENING && SUBORDINATING.test(lemmaAt(sentence.from)));
  const alike = Math.floor(content.alike * SHARES);
  return [
    `verb ${typeof verb === 'string' ? verb : verb.verb}`,
    `form ${typeof verb === 'string' ? verb : verb.form}`,
    `likely ${Math.floor(content.alike * STEPS)}`,
    `exact ${Math.floor(content.probability * STEPS)}`,
    `sure ${alike} ${Math.floor(content.probability * SHARES)}`,
    `sure ${alike} ${follows} ${stepOf(length, 2 * FEW)}`,
    `edges ${lemmaAt(content.from - 1)} ${classAt(content.from)} ${classAt(content.to)}`,
    `edges ${follows} ${tokenAt(content.to)?.text === '.'} ${classAt(cue.from - 1)} ${commas > 0}`,
    `first ${classAt(content.from)}`,
    `first lemma ${lemmaAt(content.from)}`,
    `before ${lemmaAt(content.from - 1)}`,
    `before cue ${classAt(cue.from - 1)}`,
    `before source ${lemmaAt(sourceFrom - 1)}`,
    `source ${sourceFrom > cue.from ? 'inverted ' : ''}${source ? `${classAt(source.from)} ${Math.min(3, source.to - source.from)}` : 'none'}`,
    `speaker ${speaker.kind}`,
    `gap ${Math.min(6, follows ? content.from - cue.to : cue.from - content.to)}`,
    `part ${isPart} ${follows} ${Math.min(2, commas)}`,
    `part ${isPart} ${content.to >= sentence.to - 1}`,
    `rest ${stepOf(sentence.to - content.to, FEW)} ${follows}`,
    `lead ${stepOf(Math.min(start, content.from) - sentence.from, FEW)}`,
    `cover ${Math.floor((SHARES * length) / (sentence.to - sentence.from))} ${follows}`,
    ...describeInside(utterance, classAt),
  ];
}

/** Another saying inside the words, and marked words that end a sentence or a clause there. */
function describeInside(
  { tokens, attribution: { cue }, content }: Utterance,
  classAt: (at: number) => string,
): string[] {
  const traits: string[] = [];
  for (let at = content.from; at < content.to; at += 1) {
    const { kind = '', lower = '', text = '' } = tokens[at] ?? {};
    const verb = at < cue.from || at >= cue.to ? findVerb(lower) : undefined;
    if (verb?.use === 'speech' && verb.form !== 'base') traits.push(`holds ${verb.form} ${classAt(at - 1)}`);
    if (kind !== 'run' || at === content.to - 1) continue;
    if (/[.?!][”"»’']+$/.test(text)) traits.push('run ends');
    if (/,[”"»’']+$/.test(text)) traits.push(`run ${classAt(at + 1)}`);
  }
  return traits;
}

/** A length in steps of `size`, from 0 to 4. */
function stepOf(length: number, size: number): number {
  return Math.min(4, Math.floor(length / size));
}

function describe(token: Token | undefined, as: (token: Token) => string): string {
  return token ? as(token) : 'edge';
}
