import {
  type AlignedClause,
  contentOf,
  isLightVerb,
  type PlacedClause,
  placeClauses,
  stanceOn,
} from '../alignment.ts';
import type { Claim } from '../claim.ts';
import { WILL_WORDS } from '../data/function-words.ts';
import { COMMITMENTS } from '../data/governors.ts';
import type { Evidence } from '../evidence.ts';
import type { Finding } from '../grounding.ts';
import { isGovernor, type Mood } from '../stance.ts';
import { isSameWord } from '../wording.ts';

const MEANING: Readonly<Record<Mood, string>> = {
  fact: 'a fact',
  open: 'a fact',
  planned: 'something planned or expected',
  possible: 'something that may happen',
  wished: 'something that is asked for',
};

/** What the cited text only plans, expects, thinks possible or asks for is not told as done. */
export function checkModality(
  _claim: Claim,
  _evidence: Evidence,
  aligned: readonly AlignedClause[][],
): Finding[] {
  return aligned.flatMap((pairs): Finding[] => {
    const promised = pairs.every(isOverstated);
    if (promised)
      return [
        {
          kind: 'modality',
          detail: `"${pairs[0]?.claimed.verb.text}" is told as what will be; the cited text has it as ${MEANING.possible}.`,
        },
      ];
    const moods = pairs.map(readMood);
    const mood = moods.every(isUnreal) ? moods[0] : readSpreadMood(pairs);
    if (!mood) return [];
    const word = pairs[0]?.claimed.verb.text;
    return [
      { kind: 'modality', detail: `"${word}" is told as a fact; the cited text has it as ${MEANING[mood]}.` },
    ];
  });
}

/** "will", or "has promised to", for what the cited text says "may". */
function isOverstated({ claimed, stated }: AlignedClause): boolean {
  const helpers = claimed.sentence.tokens.slice(claimed.clause.group.from, claimed.clause.verb);
  const promised = helpers.some(({ lower }) => lower === 'will') || isCommitted(claimed, stated);
  if (!promised || claimed.stance.own.mood !== 'planned') return false;
  return isSameWord(claimed.verb, stated.verb) && stated.stance.own.mood === 'possible';
}

/** Whether the claim says that somebody has promised or agreed to, of which the stated sentence has no word. */
function isCommitted({ sentence, clause }: PlacedClause, stated: PlacedClause): boolean {
  const governor = sentence.tokens[sentence.clauses[clause.governor]?.verb ?? -1];
  if (!governor || !COMMITMENTS.includes(governor.lemma)) return false;
  return !stated.sentence.tokens.some((token) => isSameWord(token, governor));
}

function isPresent({ verb, clause }: PlacedClause): boolean {
  return /s$/.test(verb.lower) && verb.lower !== verb.lemma && clause.group.to - clause.group.from === 1;
}

function hasWill({ sentence, clause }: PlacedClause): boolean {
  return sentence.tokens.slice(clause.group.from, clause.verb).some(({ lower }) => WILL_WORDS.has(lower));
}

function isUnreal(mood: Mood | undefined): boolean {
  return mood === 'planned' || mood === 'possible' || mood === 'wished';
}

/** The mood of what the claim tells as a fact; `undefined` where it does not, or nothing is the same. */
function readMood({ claimed, stated }: AlignedClause): Mood | undefined {
  const { mood, negated } = claimed.stance.own;
  if (mood !== 'fact' || negated || isGovernor(claimed.verb.lemma) || !isTold(claimed)) return undefined;
  const own = isLightVerb(claimed.verb) ? undefined : stanceOn(claimed.verb, stated);
  // "faces a test on Monday" for "will face one".
  if (own?.mood === 'planned' && isPresent(claimed) && hasWill(stated)) return undefined;
  if (own) return own.mood;
  const objects = contentOf(claimed.object);
  const same = objects.flatMap((token) => stanceOn(token, stated) ?? []);
  if (same.length >= 2 && same.length >= 0.6 * objects.length) return same[0]?.mood;
  // "has aired its first ad" beside "its first ad could start": the target is what the other clause is about.
  const about = objects.filter((word) => stated.subject.some((other) => isSameWord(word, other)));
  return about.length >= 2 && about.length >= 0.6 * objects.length ? stated.stance.own.mood : undefined;
}

/** The mood where all that the clause speaks of stands in several clauses of one sentence, none of them a fact. */
function readSpreadMood(pairs: readonly AlignedClause[]): Mood | undefined {
  const [first, ...others] = pairs;
  if (!first || others.some(({ stated }) => stated.sentence !== first.stated.sentence)) return undefined;
  const { claimed, stated } = first;
  if (claimed.stance.own.mood !== 'fact' || claimed.stance.own.negated || !isTold(claimed)) return undefined;
  if (isGovernor(claimed.verb.lemma) || isPresent(claimed)) return undefined;
  const objects = contentOf(claimed.object);
  const places = placeClauses(stated.sentence);
  const found = objects
    .map((word) => places.flatMap((place) => stanceOn(word, place) ?? []).map(({ mood }) => mood))
    .filter((moods) => moods.length > 0);
  const enough = found.length >= 3 && found.length >= 0.6 * objects.length;
  return enough && found.every((moods) => moods.every(isUnreal)) ? found[0]?.[0] : undefined;
}

/** Whether the form tells of something real: "broke", "has broken", "breaks", but not "breaking" or "that they break". */
function isTold({ clause, verb }: PlacedClause): boolean {
  return clause.form === 'finite' && (verb.lower !== verb.lemma || clause.group.to - clause.group.from > 1);
}
