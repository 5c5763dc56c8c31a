import { isPersonal } from '../../english/people.ts';
import { relatedness } from '../../english/relatedness.ts';
import { tokenize } from '../../english/stems.ts';
import { findVerb } from '../../english/verbs.ts';
import type { Quotation } from '../../story/quotation.ts';
import { type Evidence, findWord, shareBySentence } from '../evidence.ts';
import type { Finding } from '../grounding.ts';
import { findQuotedSpans } from '../quoted-text.ts';
import type { Reading, Word } from '../reading.ts';
import { isTold } from './speaker.ts';

/**
 * How much of the sentence, or of a run of its words, somebody must say in one cited sentence, how much more than the text
 * itself tells in any, and by how many words.
 */
const LEAST = {
  whole: { said: 0.4, margin: 0.3, words: 0 },
  run: { said: 0.6, margin: 0.5, words: 2.5 },
} as const;
const LEAST_WORDS = 2;

/** Of how many sentences the closest is looked for. */
const CANDIDATES = 6;

/** Words by which a sentence shows that it gives what somebody holds, beside verbs of saying that stand with their content. */
const HEDGES =
  /^(?:according|alleged|allegedly|reportedly|claims?|accusations?|allegations?|purported|supposedly|apparently|critics|statement|argument|said|say|says|saying|told|accus(?:es|ed|ing)|den(?:y|ies|ied|ying)|suggest(?:s|ed|ing)?|believ(?:es?|ed)|describ(?:es?|ed|ing)|shown?|shows|called|warn(?:s|ed|ing)?|announced|reported|promis(?:es|ed|ing)|vow(?:s|ed|ing)?|predict(?:s|ed|ing)?|threaten(?:s|ed|ing)?)$/;
const IN_THE_VIEW_OF = /\b(?:in|to) (?:\S+ ){1,5}?(?:view|opinion|words|eyes|mind)\b/i;

/** Verbs whose words may well not be so, whoever says them. */
const CONTESTED =
  /^(?:claim|note|point|allege|accuse|argue|insist|suggest|contend|assert|maintain|charge|deny|predict|speculate|complain|boast|lament|opine|think|believe|fear|hope|expect|doubt|feel|vow|promise|pledge|blame|praise|criticize|joke|imply|denounce|dismiss|label|dub|consider)$/;

/** Verbs whose words are in dispute also where people tell of themselves: "he claimed they had never met". */
const DISPUTED = /^(?:claim|deny|allege|insist|maintain|contend|boast)$/;

/** Verbs whose words a news story takes to be so. */
const FACTIVE =
  /^(?:admit|concede|acknowledge|confirm|announce|reveal|show|find|recall|know|learn|realize|discover|see|remember|report|notice|demonstrate|document|prove|determine|disclose)$/;

/** Whose word a news story passes on as what happened. */
const REPORTERS =
  /^(?:police|officers?|officials?|authorit\w+|courts?|judges?|prosecutors?|government|minist\w+|reports?|stud(?:y|ies)|surveys?|polls?|data|figures|research\w*|scientists?|experts?|doctors?|medics|hospital|company|firm|investigators?|coroner|witness\w*|firefighters?|fire|forecasters?|organi[sz]ers?|team|source|club|.*(?:\d|\.[a-z]{2}).*)$/i;

/** How well the sentence's words fit a cited sentence, in its order: 1 the word is there, less for one near it in meaning. */
interface Fit {
  readonly sentence: number;
  readonly worths: readonly number[];
}

/**
 * What the cited text gives only as somebody's claim is not told as a fact, nor is a part of the sentence. Let pass: a
 * sentence that says whose word or that it is a word; what the text also tells itself; what people say of themselves, and what
 * bodies, officials and reports say ("police said"), unless the verb leaves it open.
 */
export function checkAttribution(claim: Reading, evidence: Evidence): Finding[] {
  const words = wordsToldAsFact(claim);
  if (words.length < LEAST_WORDS || isAttributed(claim)) return [];
  const isOpen = ({ said }: Word) =>
    said !== undefined && isClaim(said) && (DISPUTED.test(cueVerb(said)) || !isTheirOwn(said, claim.words));
  const said = findFits(words, evidence, isOpen);
  if (said.length === 0) return [];
  const told = findFits(words, evidence, (word) => !isOpen(word));
  const sentence = findOnlySaid(words.length, said, told);
  if (sentence === undefined) return [];
  const speaker = evidence.sentences[sentence]?.quotations.find(isClaim)?.speaker;
  const detail = `In the cited text this is what ${speaker ?? 'somebody'} says; the sentence tells it as a fact.`;
  return [{ kind: 'attribution', detail }];
}

/** Names stand everywhere in a story; what tells one sentence of it from another are the other words. */
function wordsToldAsFact({ text, words }: Reading): Word[] {
  const quoted = findQuotedSpans(text);
  return words.filter(
    ({ content, capital, start }, at) =>
      content && (!capital || at === 0) && !quoted.some((span) => start >= span.start && start < span.end),
  );
}

/** The cited sentences that come closest to `words` in those of their words for which `counts` holds. */
function findFits(words: readonly Word[], evidence: Evidence, counts: (cited: Word) => boolean): Fit[] {
  const shares = [...shareBySentence(words, evidence, counts)].sort((a, b) => b[1] - a[1]);
  return shares.slice(0, CANDIDATES).map(([sentence]) => {
    const { from, to } = evidence.sentences[sentence] ?? { from: 0, to: 0 };
    const cited = evidence.words.slice(from, to).filter((word) => word.content && counts(word));
    const worths = words.map((word) =>
      findWord(evidence, word).some((at) => at >= from && at < to && counts(evidence.words[at] ?? word))
        ? 1
        : Math.max(0, ...cited.map(({ stem }) => relatedness(word.stem, stem))),
    );
    return { sentence, worths };
  });
}

/** The cited sentence where somebody says what the text does not tell: all `count` words or a run of them. */
function findOnlySaid(count: number, said: readonly Fit[], told: readonly Fit[]): number | undefined {
  for (let from = 0; from < count; from += 1)
    for (let to = count; to > from; to -= 1) {
      const least = to - from === count ? LEAST.whole : LEAST.run;
      const [sentence, mine] = fitBest(said, from, to);
      const margin = mine - fitBest(told, from, to)[1];
      const isSaid = mine >= least.said * (to - from) && margin >= least.margin * (to - from);
      if (isSaid && margin >= least.words) return sentence;
    }
  return undefined;
}

function fitBest(fits: readonly Fit[], from: number, to: number): [sentence: number, worth: number] {
  let best: [number, number] = [0, 0];
  for (const { sentence, worths } of fits) {
    let worth = 0;
    for (let at = from; at < to; at += 1) worth += worths[at] ?? 0;
    if (worth > best[1]) best = [sentence, worth];
  }
  return best;
}

/** Whether the first name of the sentence is the speaker's: what people tell of themselves is seldom disputed. */
function isTheirOwn({ speaker }: Quotation, words: readonly Word[]): boolean {
  const names = tokenize(speaker ?? '')
    .filter(({ text }) => /^\p{Lu}/u.test(text))
    .map(({ stem }) => stem);
  const first = words.findIndex(({ capital, content }) => capital && content);
  return words
    .slice(0, first + 4)
    .some(
      ({ stem, text }, at) =>
        stem === names.at(-1) && !/['’]s$/.test(text) && !isOtherFirstName(words[at - 1], names),
    );
}

/** "Donald Trump" is not "Eric Trump". */
function isOtherFirstName(before: Word | undefined, names: readonly string[]): boolean {
  return Boolean(before?.capital && before.content) && !names.includes(before?.stem ?? '');
}

function isAttributed({ quotations, text, words }: Reading): boolean {
  return (
    quotations.some((quotation) => isTold(quotation) || CONTESTED.test(cueVerb(quotation))) ||
    words.some(({ lower }) => HEDGES.test(lower)) ||
    IN_THE_VIEW_OF.test(text)
  );
}

function cueVerb({ cue }: Quotation): string {
  return findVerb((cue ?? '').split(' ').at(-1)?.toLowerCase() ?? '')?.verb ?? '';
}

/** Whether what a named speaker says may well not be so: it is no body's report ("police said"), and its verb does not vouch for it. */
function isClaim(quotation: Quotation): boolean {
  if (!quotation.speaker) return false;
  const verb = cueVerb(quotation);
  if (FACTIVE.test(verb) || CONTESTED.test(verb)) return CONTESTED.test(verb);
  const names = quotation.speaker.split(/\s+/);
  return isTold(quotation) && isPersonal(names.slice(-5)) && !names.some((name) => REPORTERS.test(name));
}
