// Start here: a sentence goes through every check of `vetoes/` and `doubts/`, each a file with one function. `evidence.ts` gathers
// what they compare it with, `reading.ts` reads both sides in the same way, `nearest.ts` finds the sentence to show beside a finding.

import { extractQuotations } from '../quotes/text-quotations.ts';
import type { Story } from '../story/story.ts';
import { findFullerNames } from './doubts/name.ts';
import { findTurnedNegations } from './doubts/negation.ts';
import { type Evidence, gatherEvidence } from './evidence.ts';
import type { Finding, Grounding, Problem } from './grounding.ts';
import { findNearest } from './nearest.ts';
import { type Reading, readText } from './reading.ts';
import { isVerbatim } from './verbatim.ts';
import { checkAttribution } from './vetoes/attribution.ts';
import { checkCitation } from './vetoes/citation.ts';
import { checkNames } from './vetoes/name.ts';
import { checkNumbers } from './vetoes/number.ts';
import { checkPlaces } from './vetoes/place.ts';
import { checkPronouns } from './vetoes/pronoun.ts';
import { checkQuotations } from './vetoes/quotation.ts';
import { checkSpeakers } from './vetoes/speaker.ts';
import { checkSupport } from './vetoes/support.ts';

/** One thing that can be wrong with a sentence; an empty list means that it is not. */
type Check = (claim: Reading, evidence: Evidence) => Finding[];

/** Characters beyond which a text is no sentence, and reading it would take too long. */
const LONGEST_SENTENCE = 2000;

const VETOES: readonly Check[] = [
  checkQuotations,
  checkNumbers,
  checkNames,
  checkPlaces,
  checkPronouns,
  checkSpeakers,
  checkAttribution,
  checkSupport,
];

const DOUBTS: readonly Check[] = [findFullerNames, findTurnedNegations];

/**
 * Whether the cited paragraphs of `story` bear out `sentence`, and if not, why. Without a model; never throws.
 * A sentence without citations, or that cites a paragraph that does not exist, is not supported.
 */
export function checkSentence(story: Story, sentence: string, cites: readonly number[]): Grounding {
  const evidence = gatherEvidence(story, cites);
  const citation = checkCitation(sentence, evidence);
  if (citation.length > 0) return weigh(citation, []);
  // The story's own sentence needs no reading, and no misreading may drop it.
  if (isVerbatim(sentence, evidence)) return weigh([], []);
  if (sentence.length > LONGEST_SENTENCE)
    return weigh([{ kind: 'support', detail: 'The text is too long for one sentence.' }], []);
  const whole = { number: 1, start: 0, end: sentence.length };
  const claim = readText(sentence, extractQuotations(sentence, [whole]));
  const find = (checks: readonly Check[]) => checks.flatMap((check) => check(claim, evidence));
  return weigh(find(VETOES), find(DOUBTS), () => {
    const [nearest] = findNearest(claim, evidence, 1);
    return nearest === undefined ? undefined : evidence.sentences[nearest]?.text;
  });
}

function weigh(
  vetoes: readonly Finding[],
  doubts: readonly Finding[],
  readNearest: () => string | undefined = () => undefined,
): Grounding {
  const supported = vetoes.length + doubts.length === 0;
  const nearest = supported ? undefined : readNearest();
  const tell = (severity: Problem['severity']) => (finding: Finding) => ({
    ...finding,
    severity,
    ...(nearest && { nearest }),
  });
  return { supported, problems: [...vetoes.map(tell('veto')), ...doubts.map(tell('doubt'))] };
}
