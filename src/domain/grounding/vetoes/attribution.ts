import { isPersonal } from '../../english/people.ts';
import { relatedness } from '../../english/relatedness.ts';
import { findVerb } from '../../english/verbs.ts';
import { tokenize } from '../../english/words.ts';
import type { Quotation } from '../../story/quotation.ts';
import { type Evidence, findWord, shareBySentence } from '../evidence.ts';
import type { Finding } from '../grounding.ts';
import type { Reading, Word } from '../reading.ts';
import { isTold } from './speaker.ts';

/** How much of the sentence somebody must say in one cited sentence, and how much more than the text itself tells in any. */
const LEAST_SAID = 0.4;
const LEAST_MARGIN = 0.3;
const LEAST_WORDS = 2;

/** Of how many sentences the closest is looked for. */
const CANDIDATES = 6;

/** Words by which a sentence shows that it gives what somebody holds, beside verbs of saying that stand with their content. */
const HEDGES =
  /^(?:according|alleged|allegedly|reportedly|claims?|accusations?|allegations?|purported|supposedly|apparently|critics|view|opinion|statement|argument|words|said|says|saying|told|accus(?:es|ed|ing)|den(?:y|ies|ied|ying)|suggest(?:s|ed|ing)?|believ(?:es|ed)|called|warn(?:s|ed|ing)?|announced|reported|promis(?:es|ed|ing)|vow(?:s|ed|ing)?|predict(?:s|ed|ing)?|threaten(?:s|ed|ing)?)$/;

/** Verbs whose words may well not be so, whoever says them. */
const CONTESTED =
  /^(?:claim|allege|accuse|argue|insist|suggest|contend|assert|maintain|charge|deny|predict|speculate|complain|boast|lament|opine|think|believe|fear|hope|expect|doubt|feel|vow|promise|pledge|blame|praise|criticize|joke|imply|denounce|dismiss|label|dub|consider)$/;

/** Verbs whose words a news story takes to be so. */
const FACTIVE =
  /^(?:admit|concede|acknowledge|confirm|announce|reveal|show|find|note|point|recall|know|learn|realize|discover|see|remember|report|notice|demonstrate|document|prove|determine|conclude|disclose)$/;

/** Whose word a news story passes on as what happened. */
const REPORTERS =
  /^(?:police|officers?|officials?|authorit\w+|courts?|judges?|prosecutors?|government|minist\w+|spokes\w+|reports?|stud(?:y|ies)|surveys?|polls?|data|figures|research\w*|scientists?|experts?|doctors?|medics|hospital|company|firm|investigators?|coroner|witness\w*|firefighters?|fire|forecasters?|organi[sz]ers?)$/i;

/**
 * What the cited text gives only as somebody's claim is not told as a fact. Let pass: a sentence that says whose word or
 * that it is a word; what the text also tells itself; what bodies, officials and reports say ("police said"), unless the verb
 * leaves it open.
 */
export function checkAttribution(claim: Reading, evidence: Evidence): Finding[] {
  // Names stand everywhere in a story; what tells one sentence of it from another are the other words.
  const words = claim.words.filter(({ content, capital }, at) => content && (!capital || at === 0));
  if (words.length < LEAST_WORDS || isAttributed(claim)) return [];
  const isAnothersClaim = ({ said }: Word) => isClaim(said) && !isNamedIn(said, claim.words);
  const said = findClosest(words, evidence, isAnothersClaim);
  const told = findClosest(words, evidence, (word) => !isAnothersClaim(word));
  if (said.share < LEAST_SAID || said.share - told.share < LEAST_MARGIN) return [];
  const speaker = evidence.sentences[said.sentence]?.quotations.find(isClaim)?.speaker ?? 'somebody';
  const detail = `In the cited text this is what ${speaker} says; the sentence tells it as a fact.`;
  return [{ kind: 'attribution', detail }];
}

/** The cited sentence that comes closest to `words` in those of its words for which `counts` holds, near ones counted in part. */
function findClosest(
  words: readonly Word[],
  evidence: Evidence,
  counts: (cited: Word) => boolean,
): { sentence: number; share: number } {
  const shares = [...shareBySentence(words, evidence, counts)]
    .sort((a, b) => b[1] - a[1])
    .slice(0, CANDIDATES);
  const softened = shares.map(([sentence]) => {
    const { from, to } = evidence.sentences[sentence] ?? { from: 0, to: 0 };
    const cited = evidence.words.slice(from, to).filter((word) => word.content && counts(word));
    const worth = words.map((word) =>
      findWord(evidence, word).some(
        (at) => evidence.words[at]?.sentence === sentence && counts(evidence.words[at]),
      )
        ? 1
        : Math.max(0, ...cited.map(({ stem }) => relatedness(word.stem, stem))),
    );
    return { sentence, share: worth.reduce((sum, value) => sum + value, 0) / words.length };
  });
  return softened.sort((a, b) => b.share - a.share)[0] ?? { sentence: 0, share: 0 };
}

/** Whether the sentence names who says it: what people tell of themselves is seldom disputed. "Donald Trump" is not "Eric Trump". */
function isNamedIn(quotation: Quotation | undefined, words: readonly Word[]): boolean {
  const names = tokenize(quotation?.speaker ?? '')
    .filter(({ text }) => /^\p{Lu}/u.test(text))
    .map(({ stem }) => stem);
  return words.some(({ stem }, at) => {
    const before = words[at - 1];
    return stem === names.at(-1) && !(before?.capital && before.content && !names.includes(before.stem));
  });
}

function isAttributed({ quotations, words }: Reading): boolean {
  return (
    quotations.some((quotation) => isTold(quotation) || CONTESTED.test(cueVerb(quotation))) ||
    words.some(({ lower }) => HEDGES.test(lower))
  );
}

function cueVerb({ cue }: Quotation): string {
  return findVerb((cue ?? '').split(' ').at(-1)?.toLowerCase() ?? '')?.verb ?? '';
}

/** Whether what is said may well not be so: it is no body's report ("police said"), and its verb does not vouch for it. */
function isClaim(quotation: Quotation | undefined): boolean {
  if (!quotation) return false;
  const verb = cueVerb(quotation);
  if (FACTIVE.test(verb) || CONTESTED.test(verb)) return CONTESTED.test(verb);
  const names = (quotation.speaker ?? 'somebody').split(/\s+/);
  return isTold(quotation) && isPersonal(names.slice(-5)) && !names.some((name) => REPORTERS.test(name));
}
