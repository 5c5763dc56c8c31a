import { isMention, type Range } from '../english/grammar.ts';
import type { Token } from '../english/tokens.ts';
import type { Attribution } from './cues/attributions.ts';
import { attributeSpan } from './reported/cue-of-span.ts';
import { buildLattice, findLikelySpans } from './reported/lattice.ts';
import storedTags from './reported/model.json' with { type: 'json' };
import { findCandidates, readFeatures } from './reported/reading.ts';
import { type ChosenSpan, SpanChoice } from './reported/span-choice.ts';
import storedStatements from './reported/statement-model.json' with { type: 'json' };
import { chooseStatement } from './reported/statement-model.ts';
import { isTurn } from './reported/statement-traits.ts';
import type { Utterance } from './reported/statements.ts';
import { loadModel, type TagModel } from './reported/tag-model.ts';
import { cutWritersWords } from './reported/writers-words.ts';
import { trimContent } from './spans/content-bounds.ts';

/** What decides which words are reported speech, and which of it a reader may see. */
export interface ReportedModel {
  readonly tags: TagModel;
  /** Of the same words within several bounds those to be shown; `undefined`: none. */
  chooseStatement(utterances: readonly Utterance[]): Utterance | undefined;
}

/** The models that `npm run train` has fitted. */
export const FITTED: ReportedModel = {
  tags: loadModel(storedTags),
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

/** Likely bounds, and places to cut at, that are tried for the same words. */
const MOST_NEAR = 8;
const MOST_CUTS = 6;

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
    const near = [
      ...choice.findNear(span, MOST_NEAR),
      ...cutAtTurns(words, span).map((cut) => choice.weigh(cut)),
    ];
    const others = near.filter(isOwn).flatMap((other) => placeContent(tokens, sentence, other) ?? []);
    const [content = placed, ...rest] = [placed, ...others].map((bounds) =>
      attribution && bounds.from >= attribution.cue.to
        ? cutWritersWords(tokens, bounds, attribution.cue)
        : bounds,
    );
    return [{ attribution, content, others: rest, isMixed: holdsRun(words, span) }];
  });
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

/** The words shortened to where the writer may go on. */
function cutAtTurns(words: readonly Token[], { from, to }: Range): Range[] {
  const cuts: Range[] = [];
  for (let at = from + 4; at < to - 1; at += 1) if (isTurn(words, at)) cuts.push({ from, to: at });
  return cuts.slice(0, MOST_CUTS);
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
