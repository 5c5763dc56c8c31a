import type { Story } from '../story/story.ts';
import { type AlignedClause, alignClauses } from './alignment.ts';
import { checkCitation } from './checks/citation.ts';
import { checkComparisons } from './checks/comparison.ts';
import { checkModality } from './checks/modality.ts';
import { checkNames } from './checks/name.ts';
import { checkNameLists } from './checks/name-list.ts';
import { checkNamePairs } from './checks/name-pair.ts';
import { checkNameSlots } from './checks/name-slot.ts';
import { checkNumbers } from './checks/number.ts';
import { checkOutcomes } from './checks/outcome.ts';
import { checkPolarity } from './checks/polarity.ts';
import { checkQuotations } from './checks/quotation.ts';
import { checkRelations } from './checks/relation.ts';
import { checkSpeaker } from './checks/speaker.ts';
import { checkSupport } from './checks/support.ts';
import { type Claim, readClaim } from './claim.ts';
import { type Evidence, gatherEvidence } from './evidence.ts';
import type { Finding, Grounding, Problem } from './grounding.ts';
import { isVerbatim } from './verbatim.ts';

/** One thing that can be wrong with a sentence; an empty list means that it is not. */
type Check = (claim: Claim, evidence: Evidence, aligned: readonly AlignedClause[][]) => Finding[];

/** Characters beyond which a text is no sentence, and reading it would take too long. */
const LONGEST_SENTENCE = 2000;

const VETOES: readonly Check[] = [
  checkQuotations,
  checkNumbers,
  checkNames,
  checkNamePairs,
  checkNameLists,
  checkNameSlots,
  checkSpeaker,
  checkSupport,
];

const DOUBTS: readonly Check[] = [
  checkRelations,
  checkPolarity,
  checkModality,
  checkComparisons,
  checkOutcomes,
];

/**
 * Whether the cited paragraphs of `story` bear out `sentence`, and if not, why. Without a model; never throws.
 * A sentence without citations, or that cites a paragraph that does not exist, is not supported.
 */
export function checkSentence(story: Story, sentence: string, cites: readonly number[]): Grounding {
  const evidence = gatherEvidence(story, cites);
  const citation = checkCitation(sentence, evidence);
  if (citation.length > 0) return weigh(citation, []);
  // The story's own sentence needs no reading, and no misreading may drop it.
  if (isVerbatim(sentence, evidence)) return { supported: true, problems: [] };
  if (sentence.length > LONGEST_SENTENCE)
    return weigh([{ kind: 'support', detail: 'The text is too long for one sentence.' }], []);
  const claim = readClaim(sentence);
  const aligned = alignClauses(claim.reading, evidence.sentences);
  const find = (checks: readonly Check[]) => checks.flatMap((check) => check(claim, evidence, aligned));
  return weigh(find(VETOES), find(DOUBTS));
}

function weigh(vetoes: readonly Finding[], doubts: readonly Finding[]): Grounding {
  const problems: Problem[] = [
    ...vetoes.map((finding) => ({ ...finding, severity: 'veto' as const })),
    ...doubts.map((finding) => ({ ...finding, severity: 'doubt' as const })),
  ];
  return { supported: problems.length === 0, problems };
}
