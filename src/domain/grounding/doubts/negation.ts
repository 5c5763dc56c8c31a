import { DENIERS, NEGATORS } from '../../english/lexicon/negators.ts';
import { stemWord } from '../../english/stems.ts';
import { fitAt, neighboursOf } from '../context.ts';
import { type Evidence, findWord } from '../evidence.ts';
import type { Finding } from '../grounding.ts';
import type { Reading, Word } from '../reading.ts';

/** How many words a negator reaches over; in the cited text, where much else is denied, only those right after it count. */
const SCOPE = 4;
const CITED_SCOPE = 2;

/** How well the words around a word must fit a place of the cited text for the two to be about one thing. */
const LEAST_FIT = 0.35;
const TIE = 0.1;

const DENIER_STEMS: ReadonlySet<string> = new Set([...DENIERS].map(stemWord));

/** What the sentence denies the cited text denies, too, and the other way round. */
export function findTurnedNegations(claim: Reading, evidence: Evidence): Finding[] {
  const found = claim.words.flatMap((word, at): Finding[] => {
    if (!word.content || isNegator(word)) return [];
    const places = placesOf(claim, at, evidence);
    if (places.length === 0) return [];
    const isMine = isNegated(claim.words, at, SCOPE);
    if (
      isMine &&
      !places.some((place) => isNegated(evidence.words, place, SCOPE)) &&
      !places.some((place) => isDenied(evidence, place))
    )
      return [
        { kind: 'negation', detail: `The sentence denies "${word.text}"; the cited text does not seem to.` },
      ];
    if (
      !isMine &&
      !word.capital &&
      places.every((place) => isNegated(evidence.words, place, CITED_SCOPE)) &&
      !claim.words.some(({ stem }) => DENIER_STEMS.has(stem)) &&
      !claim.words.some(isNegator)
    )
      return [
        { kind: 'negation', detail: `The cited text denies "${word.text}"; the sentence does not seem to.` },
      ];
    return [];
  });
  return found.slice(0, 1);
}

/** Where the cited text has the word in the surroundings that fit it best. */
function placesOf(claim: Reading, at: number, evidence: Evidence): number[] {
  const word = claim.words[at];
  if (!word) return [];
  const neighbours = neighboursOf(claim.words, at, at + 1, evidence);
  const fits = findWord(evidence, word).map((place) => ({ place, fit: fitAt(neighbours, place) }));
  const best = Math.max(LEAST_FIT, ...fits.map(({ fit }) => fit));
  return fits.filter(({ fit }) => fit > best - TIE).map(({ place }) => place);
}

function isNegator({ lower }: Word): boolean {
  return NEGATORS.has(lower) || lower.endsWith("n't");
}

/** Whether a negator stands shortly before the word in its sentence; "no less than" denies nothing. */
function isNegated(words: readonly Word[], at: number, scope: number): boolean {
  const from = Math.max(0, at - scope);
  return words.slice(from, at).some((word, index) => {
    const next = words[from + index + 1]?.lower ?? '';
    return (
      isNegator(word) && word.sentence === words[at]?.sentence && !/^(?:less|fewer|more|only)$/.test(next)
    );
  });
}

/** Whether anything in the sentence of the word at `place` denies something. */
function isDenied({ words, sentences }: Evidence, place: number): boolean {
  const { from, to } = sentences[words[place]?.sentence ?? 0] ?? { from: 0, to: 0 };
  return words.slice(from, to).some((word) => isNegator(word) || DENIER_STEMS.has(word.stem));
}
