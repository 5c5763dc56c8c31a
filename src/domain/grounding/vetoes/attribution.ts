import { isPersonal } from '../../english/people.ts';
import { findVerb } from '../../english/verbs.ts';
import type { Quotation } from '../../story/quotation.ts';
import { type Evidence, shareBySentence } from '../evidence.ts';
import type { Finding } from '../grounding.ts';
import type { Reading } from '../reading.ts';
import { isTold } from './speaker.ts';

/** How much of the sentence somebody must say in one cited sentence, and how much more than the text itself tells in any. */
const LEAST_SAID = 0.5;
const LEAST_MARGIN = 0.3;
const LEAST_WORDS = 3;

/** Words by which a sentence shows that it gives what somebody holds. */
const HEDGES =
  /^(?:according|alleged|allegedly|reported|reportedly|claims?|accusations?|allegations?|purported|supposedly|apparently|critics|view|opinion|statement|argument|words|believed|thought|called)$/;

/** Verbs whose words may well not be so, whoever says them. */
const CONTESTED =
  /^(?:claim|allege|accuse|argue|insist|suggest|contend|assert|maintain|charge|deny|predict|speculate|complain|boast|lament|opine|think|believe|fear|hope|expect|doubt|feel|vow|promise|pledge|blame|praise|criticize|joke|imply|denounce|dismiss|label|dub|consider)$/;

/** Verbs whose words a news story takes to be so. */
const FACTIVE =
  /^(?:admit|concede|acknowledge|confirm|announce|reveal|show|find|note|point|recall|know|learn|realize|discover|see|remember|report|notice|demonstrate|document|prove|determine|conclude|disclose)$/;

/**
 * What the cited text gives only as somebody's claim is not told as a fact. Let pass: a sentence that says whose word or
 * that it is a word; what the text also tells itself; what bodies, officials and reports say ("police said"), unless the verb
 * leaves it open.
 */
export function checkAttribution(claim: Reading, evidence: Evidence): Finding[] {
  const words = claim.words.filter(({ content }) => content);
  if (words.length < LEAST_WORDS || isAttributed(claim)) return [];
  const said = shareBySentence(
    words,
    evidence,
    ({ said: quotation }) => quotation !== undefined && isClaim(quotation),
  );
  const told = shareBySentence(
    words,
    evidence,
    ({ said: quotation }) => quotation === undefined || !isClaim(quotation),
  );
  const [sentence, share] = [...said].sort((a, b) => b[1] - a[1])[0] ?? [0, 0];
  if (share < LEAST_SAID || share - Math.max(0, ...told.values()) < LEAST_MARGIN) return [];
  const speaker = evidence.sentences[sentence]?.quotations.find(isClaim)?.speaker ?? 'somebody';
  return [
    {
      kind: 'attribution',
      detail: `In the cited text this is what ${speaker} says; the sentence tells it as a fact.`,
    },
  ];
}

function isAttributed({ quotations, words }: Reading): boolean {
  return (
    quotations.length > 0 ||
    words.some(({ lower }) => HEDGES.test(lower) || findVerb(lower)?.use === 'speech')
  );
}

/** Whether what is said may well not be so. */
function isClaim(quotation: Quotation): boolean {
  if (quotation.speaker === null) return false;
  const verb = findVerb((quotation.cue ?? '').split(' ').at(-1)?.toLowerCase() ?? '')?.verb ?? '';
  if (FACTIVE.test(verb) || CONTESTED.test(verb)) return CONTESTED.test(verb);
  const names = quotation.speaker.split(/\s+/);
  return isTold(quotation) && /^\p{Lu}/u.test(names[0] ?? '') && isPersonal(names);
}
