import { type Evidence, shareBySentence } from '../evidence.ts';
import type { Finding } from '../grounding.ts';
import type { Reading, Word } from '../reading.ts';

const HE = /^(?:he|him|his|himself)(?:'s|'d|'ll)?$/;
const SHE = /^(?:she|her|hers|herself)(?:'s|'d|'ll)?$/;

/** Of how many cited sentences, the nearest ones and those beside them, the pronouns are compared. */
const NEAREST = 3;

/** Fewer may mean somebody else. */
const LEAST_OTHERS = 2;

/** No "she" where the cited text around what the sentence tells has "he" again and again and never "she"; and the other way round. */
export function checkPronouns({ words }: Reading, evidence: Evidence): Finding[] {
  const pairs = [
    [HE, SHE],
    [SHE, HE],
  ] as const;
  return pairs.flatMap(([mine, other]): Finding[] => {
    const pronoun = words.find(({ lower }) => mine.test(lower));
    if (!pronoun) return [];
    const near = wordsAround(words, evidence).map(({ lower }) => lower);
    const others = near.filter((word) => other.test(word));
    if (others.length < LEAST_OTHERS || near.some((word) => mine.test(word))) return [];
    const detail = `The cited text has "${others[0]}" where this sentence has "${pronoun.lower}".`;
    return [{ kind: 'pronoun', detail }];
  });
}

/** The words of the cited sentences that have most of the sentence's words, and of those beside them. */
function wordsAround(words: readonly Word[], evidence: Evidence): Word[] {
  const shares = shareBySentence(
    words.filter(({ content }) => content),
    evidence,
  );
  const nearest = [...shares].sort((a, b) => b[1] - a[1]).slice(0, NEAREST);
  const around = new Set(nearest.flatMap(([sentence]) => [sentence - 1, sentence, sentence + 1]));
  return evidence.words.filter(({ sentence }) => around.has(sentence));
}
