// The way into `reported/`. In: a sentence with its attributions. Out: the words that it reports. `observations.ts` and
// `features.ts` say what is seen of each token, `tag-model.ts` and `lattice.ts` how likely each span is, `span-choice.ts` keeps the
// likely ones, `cue-of-span.ts` says whose they are; `statements.ts` and `statement-model.ts` what of it a reader may see.

import { createRequire } from 'node:module';
import { isFiniteVerb, isMention, isPronoun, type Range } from '../english/grammar.ts';
import type { Token } from '../english/tokens.ts';
import { findVerb } from '../english/verbs.ts';
import type { Attribution } from './cues/attributions.ts';
import { attributeSpan } from './reported/cue-of-span.ts';
import { buildLattice, findLikelySpans } from './reported/lattice.ts';
import { findCandidates, readFeatures } from './reported/sentence-features.ts';
import { type ChosenSpan, SpanChoice } from './reported/span-choice.ts';
import storedStatements from './reported/statement-model.json' with { type: 'json' };
import { chooseStatement } from './reported/statement-model.ts';
import type { Utterance } from './reported/statements.ts';
import { loadModel, type StoredModel, type TagModel } from './reported/tag-model.ts';
import { trimContent } from './spans/content-bounds.ts';

/** What decides which words are reported speech, and which of it a reader may see. */
export interface ReportedModel {
  readonly tags: TagModel;
  /** Of the same words within several bounds those to be shown; `undefined`: none. */
  chooseStatement(utterances: readonly Utterance[]): Utterance | undefined;
}

let loaded: TagModel | undefined;

/** The models that `npm run train` has fitted. Together 20 MB while they are loaded, which is when a first text is read. */
export const FITTED: ReportedModel = {
  get tags() {
    loaded ??= loadModel(createRequire(import.meta.url)('./reported/model.json') as StoredModel);
    return loaded;
  },
  chooseStatement: (utterances) => chooseStatement(storedStatements, utterances),
};

/** Reported words of a sentence, and the attribution that they rest on, where one is to be seen. */
export interface Reported {
  readonly attribution: Attribution | undefined;
  readonly content: ChosenSpan;
  /** Other bounds that the words may have, none of which reaches into other reported words. */
  readonly others: readonly ChosenSpan[];
  /** Part of it stands between marks. */
  readonly isMixed: boolean;
}

/** How likely words must be reported speech where no cue of theirs is to be seen. */
const SURE = 0.4;

/** Other likely bounds that are tried for the same words. */
const MOST_NEAR = 8;

/** The reported speech of a sentence, in order and without overlaps. Words that are all between marks are left to direct speech. */
export function findReported(
  tokens: readonly Token[],
  sentence: Range,
  attributions: readonly Attribution[],
  tags: TagModel,
): Reported[] {
  const candidates = findCandidates(tokens, sentence, attributions);
  const words = tokens.slice(sentence.from, sentence.to);
  const lattice = buildLattice(tags.score(readFeatures(tokens, sentence, attributions, candidates)), tags);
  const choice = new SpanChoice(words, findLikelySpans(lattice, tags));
  const chosen = choice.choose();
  return chosen.flatMap((span) => {
    const placed = placeContent(tokens, sentence, span);
    const attribution =
      placed && attributeSpan({ tokens, sentence, attributions, candidates, lattice }, placed);
    if (!placed || (!attribution && span.alike < SURE)) return [];
    const isOwn = (other: Range) => chosen.every((one) => one === span || !overlap(other, one));
    const stated = candidates.find((candidate) => candidate.attribution === attribution)?.content.from;
    const others = [
      ...choice.findNear(span, MOST_NEAR),
      ...beginAt(choice, span, stated && stated - sentence.from),
    ]
      .filter(isOwn)
      .flatMap((other) => placeContent(tokens, sentence, other) ?? []);
    const [content = placed, ...rest] = [placed, ...others].map((bounds) =>
      attribution ? keepWords(tokens, bounds, attribution) : bounds,
    );
    return [{ attribution, content, others: rest, isMixed: holdsRun(words, span) }];
  });
}

/** The span from where the grammar has the words of its cue begin, if that is inside it. */
function beginAt(choice: SpanChoice, { from, to }: Range, begin = from): ChosenSpan[] {
  return begin > from && begin < to ? [choice.weigh({ from: begin, to })] : [];
}

/** A span of a sentence as a range of the paragraph, without "that" before it and marks at its edges. */
function placeContent(
  tokens: readonly Token[],
  { from: offset }: Range,
  { from, to, ...span }: ChosenSpan,
): ChosenSpan | undefined {
  const opener = tokens[offset + from]?.lower === 'that' && to - from > 2 ? 1 : 0;
  return trimContent(tokens, { ...span, from: offset + from + opener, to: offset + to });
}

/** The words without what is not the speaker's own: the source before a cue that closes the sentence, what the writer goes on with. */
function keepWords(tokens: readonly Token[], bounds: ChosenSpan, { cue, source }: Attribution): ChosenSpan {
  if (bounds.from >= cue.to) return cutWritersWords(tokens, bounds, cue);
  const isInside = source && bounds.from < source.from && source.from < bounds.to && bounds.to <= cue.from;
  return (isInside && trimContent(tokens, { ...bounds, to: source.from })) || bounds;
}

/** The words, which follow their cue, up to where the writer adds to them ("…, even though nobody had looked") or lets them say more ("… and warned"). */
function cutWritersWords(tokens: readonly Token[], { to, ...span }: ChosenSpan, cue: Range): ChosenSpan {
  for (let at = span.from + 2; at < to; at += 1) {
    const [word, next] = [tokens[at]?.lower ?? '', tokens[at + 1]?.lower ?? ''];
    if (/^(?:and|but)$/.test(word) && saysAgain(tokens, at + 1, cue)) return { ...span, to: at };
    if (
      tokens[at - 1]?.kind === 'mark' &&
      (CONCESSION.test(`${word} ${next}`) || (word === 'but' && !/^(?:that|to|not|also|only)$/.test(next)))
    )
      return { ...span, to: at - 1 };
  }
  return { ...span, to };
}

const CONCESSION = /^(?:though|although|while|whereas|despite|even (?:though|as))\b/;

/** Whether the same subject goes on to say something: "said the bridge was safe and warned …", "… and she accused". */
function saysAgain(tokens: readonly Token[], joined: number, cue: Range): boolean {
  const at = isPronoun(tokens[joined]) ? joined + 1 : joined;
  const [verb, first] = [findVerb(tokens[at]?.lower ?? ''), findVerb(tokens[cue.from]?.lower ?? '')];
  const isSaying =
    verb?.use === 'speech' || (at > joined && /^(?:accuse|blame|praise)$/.test(verb?.verb ?? ''));
  return isSaying && verb?.form === first?.form && isFiniteVerb(tokens, at, at - 1);
}

function overlap(a: Range, b: Range): boolean {
  return a.from < b.to && b.from < a.to;
}

/** Whether the range holds marked words other than a few between single marks: the ‘deep state’. */
function holdsRun(tokens: readonly Token[], { from, to }: Range): boolean {
  for (let index = from; index < to; index += 1) {
    const token = tokens[index];
    if (token?.kind === 'run' && !(isMention(token) && /^(?:‘|'(?!'))/.test(token.text))) return true;
  }
  return false;
}
