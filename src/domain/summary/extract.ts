import type { CitedSentence } from '../cited-sentence.ts';
import { contentWords, tokenize } from '../english/stems.ts';
import type { Story } from '../story/story.ts';
import { type Candidate, summaryCandidates } from './candidates.ts';
import { cutToWords } from './cut.ts';
import { type NameUse, readNameUse, readPeople } from './introductions.ts';
import { SUMMARY_WORDS, type SummaryLength } from './lengths.ts';
import { isWholeSentence } from './whole-sentence.ts';

/** What a word of the title weighs more than another. */
const TITLE_FACTOR = 2;
/** What a word that the reader asked about weighs, times log2(1 + sentences / sentences that have it). */
const FOCUS_WEIGHT = 20;
/** What a word that only one sentence has weighs; one that n have weighs log2(1 + n). */
const SINGLE_WEIGHT = 0.6;
/** What a word counts again when the summary already has it. */
const REPEATED_SHARE = 0.45;
/** The first paragraph with a candidate counts 1 + LEAD times, the one n later 1 + LEAD / (1 + n × DECAY) times. */
const LEAD = 20;
const DECAY = 1;
/** What a sentence in its author's voice counts, which a summary should not take on. */
const FIRST_PERSON_FACTOR = 0.3;
/** Two sentences that share more of the shorter one's words say the same. */
const SAME_SHARE = 0.75;
/** Most sentences that a dangling one may need before it. */
const LONGEST_CHAIN = 3;

export interface ExtractOptions {
  readonly length: SummaryLength;
  /** What the reader wants to know about; sentences on it come before others. */
  readonly focus?: string;
}

/**
 * A summary of whole sentences of the story, verbatim and in its order, within SUMMARY_WORDS of the length. When no
 * sentence fits, the first part of the best one, `shortened`, and of the opening where that alone is too long. Empty only for a story without a statement.
 *
 * Greedy choice by newly covered word weight for each word of length (Nenkova and Vanderwende's SumBasic, with
 * position): a sentence that points back is only chosen together with the one it points to.
 */
export function summarizeExtractively(story: Story, { length, focus = '' }: ExtractOptions): CitedSentence[] {
  const candidates = summaryCandidates(story);
  const weights = weighStems(story, candidates, focus);
  const names = readNames(story, candidates);
  const opening = focus === '' ? cutOpening(candidates, SUMMARY_WORDS[length], names) : undefined;
  if (opening) return [opening];
  const chosen = chooseUnits(candidates, weights, SUMMARY_WORDS[length], names);
  if (chosen.length > 0) return chosen.map(cite);
  const best = candidates
    .filter(({ dangling }) => !dangling)
    .map((candidate) => ({ candidate, gain: measureGain([candidate], new Map(), weights) }))
    .sort((a, b) => b.gain - a.gain)[0]?.candidate;
  return best ? [{ ...cite(best), text: cutToWords(best.text, SUMMARY_WORDS[length]), shortened: true }] : [];
}

function cite({ text, paragraph }: Candidate): CitedSentence {
  return { text, cites: [paragraph] };
}

/** The first clauses of an opening that is longer than the summary: what comes after it seldom makes sense without it. */
function cutOpening(candidates: Unit, budget: number, names: Names): CitedSentence | undefined {
  const [opening] = candidates;
  if (!opening || opening.words <= budget || opening.dangling || opening.ownVoice) return undefined;
  const text = cutToWords(opening.text, budget);
  const endsClause = /^[\s;,:—–-]*[;,:—–]/u.test(opening.text.slice(text.length));
  // "Moss, who since May has …" is cut before its verb.
  const isTold = endsClause && isWholeSentence(text);
  return isTold && areKnown([opening], names) ? { ...cite(opening), text, shortened: true } : undefined;
}

/** Sentences that stand together, in story order, the last one the reason to choose them. */
type Unit = readonly Candidate[];

function chooseUnits(
  candidates: readonly Candidate[],
  weights: Weights,
  budget: number,
  names: Names,
): Candidate[] {
  const chains = candidates.flatMap((_, place) => chainAt(candidates, place));
  const units = chains.flatMap((chain) => introduce(chain, candidates, names));
  const alone = new Map(candidates.map((one) => [one, measureGain([one], new Map(), weights)]));
  const chosen: Candidate[] = [];
  const covered = new Map<string, number>();
  for (let left = budget; ; ) {
    const fresh = pickBest(units, chosen, { covered, weights, alone }, left, names);
    if (!fresh) break;
    for (const candidate of fresh) {
      left -= candidate.words;
      chosen.push(candidate);
      for (const stem of candidate.stems) covered.set(stem, (covered.get(stem) ?? 0) + 1);
    }
  }
  return chosen.sort((a, b) => a.index - b.index);
}

/** What sentences are worth: the words covered so far, the weights, and each candidate's gain while nothing is covered. */
interface Worth {
  readonly covered: ReadonlyMap<string, number>;
  readonly weights: Weights;
  readonly alone: ReadonlyMap<Candidate, number>;
}

function pickBest(
  units: readonly Unit[],
  chosen: readonly Candidate[],
  { covered, weights, alone }: Worth,
  budget: number,
  names: Names,
): Unit | undefined {
  let best: Unit | undefined;
  let bestScore = 0;
  for (const unit of units) {
    const fresh = unit.filter((candidate) => !chosen.includes(candidate));
    const words = fresh.reduce((sum, candidate) => sum + candidate.words, 0);
    if (words === 0 || words > budget) continue;
    // What is covered already only lessens the gain: most need not be measured.
    if (fresh.reduce((sum, candidate) => sum + (alone.get(candidate) ?? 0), 0) <= bestScore * words) continue;
    const score = measureGain(fresh, covered, weights) / words;
    // The dearer checks only for what would be chosen.
    if (score <= bestScore || fresh.some((one) => chosen.some((other) => saysTheSame(one, other)))) continue;
    if (areKnown([...chosen, ...fresh], names)) [best, bestScore] = [fresh, score];
  }
  return best;
}

/** What the candidates do with names, by candidate, and the title. */
interface Names {
  readonly title: string;
  readonly uses: ReadonlyMap<Candidate, NameUse>;
}

function readNames(story: Story, candidates: readonly Candidate[]): Names {
  const uses = readNameUse(
    candidates.map(({ text }) => text),
    readPeople(story),
  );
  return {
    title: story.title,
    uses: new Map(candidates.map((candidate, place) => [candidate, uses[place] ?? NO_NAMES])),
  };
}

const NO_NAMES: NameUse = { open: [], introduced: [] };

/** Whether these sentences, in story order, call nobody by surname alone whom neither they nor the title have named before. */
function areKnown(sentences: Unit, { title, uses }: Names): boolean {
  const known = new Set<string>();
  return sentences
    .toSorted((a, b) => a.index - b.index)
    .every((sentence) => {
      const { open, introduced } = uses.get(sentence) ?? NO_NAMES;
      const isPlain = open.every((surname) => known.has(surname) || title.includes(surname));
      for (const surname of introduced) known.add(surname);
      return isPlain;
    });
}

/** A chain by itself and, where it leaves names open, with the first sentences that introduce them. */
function introduce(chain: Unit, candidates: readonly Candidate[], names: Names): Unit[] {
  if (areKnown(chain, names)) return [chain];
  const { title, uses } = names;
  const first = chain[0]?.index ?? 0;
  const wanted = new Set(chain.flatMap((sentence) => uses.get(sentence)?.open ?? []));
  const introductions = [...wanted].flatMap((surname) => {
    const found = candidates.find(
      (other) => !other.dangling && other.index < first && uses.get(other)?.introduced.includes(surname),
    );
    return found && !title.includes(surname) ? [found] : [];
  });
  return [chain, [...new Set([...introductions, ...chain])]];
}

/** The candidate with the sentences that it needs before it; nothing when one of those is no candidate. */
function chainAt(candidates: readonly Candidate[], place: number): Unit[] {
  for (let from = place; place - from < LONGEST_CHAIN; from -= 1) {
    const first = candidates[from];
    if (!first || (from < place && candidates[from + 1]?.index !== first.index + 1)) return [];
    if (!first.dangling) return [candidates.slice(from, place + 1)];
  }
  return [];
}

type Weights = ReadonlyMap<string, number>;

function measureGain(unit: Unit, covered: ReadonlyMap<string, number>, weights: Weights): number {
  const counts = new Map<string, number>();
  let sum = 0;
  for (const { stems, rank, ownVoice } of unit) {
    let gain = 0;
    for (const stem of stems) {
      const before = (covered.get(stem) ?? 0) + (counts.get(stem) ?? 0);
      gain += (weights.get(stem) ?? 0) * REPEATED_SHARE ** before;
      counts.set(stem, (counts.get(stem) ?? 0) + 1);
    }
    sum += gain * (1 + LEAD / (1 + DECAY * rank)) * (ownVoice ? FIRST_PERSON_FACTOR : 1);
  }
  return sum;
}

function saysTheSame(a: Candidate, b: Candidate): boolean {
  const shared = [...a.stems].filter((stem) => b.stems.has(stem)).length;
  return shared >= SAME_SHARE * Math.min(a.stems.size, b.stems.size) && shared > 0;
}

function weighStems(story: Story, candidates: readonly Candidate[], focus: string): Weights {
  const counts = new Map<string, number>();
  for (const { stems } of candidates) for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const inTitle = stemsOf(`${story.title} ${story.dek ?? ''}`);
  const inFocus = stemsOf(focus);
  return new Map(
    [...counts].map(([stem, count]) => {
      const weight =
        (count === 1 ? SINGLE_WEIGHT : Math.log2(1 + count)) * (inTitle.has(stem) ? TITLE_FACTOR : 1);
      return [
        stem,
        inFocus.has(stem) ? weight + FOCUS_WEIGHT * Math.log2(1 + candidates.length / count) : weight,
      ];
    }),
  );
}

function stemsOf(text: string): Set<string> {
  return new Set(contentWords(tokenize(text)).map((token) => token.stem));
}
