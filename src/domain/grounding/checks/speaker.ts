import { contentOf } from '../alignment.ts';
import type { Claim } from '../claim.ts';
import type { Evidence } from '../evidence.ts';
import type { Finding } from '../grounding.ts';
import { isUnnamed, nameWordsOf, readSpeeches, type Speech } from '../speech.ts';
import type { Token } from '../token.ts';
import { isSameWord } from '../wording.ts';

/** How much of what is said must stand in one sentence of the cited text for its speaker to count. */
const LEAST_SHARE = 0.34;

/** A sentence whose share is this close to the best may be meant as well. */
const NEAR = 0.1;

/** What the sentence has someone say is said by them in the cited text, not by another. */
export function checkSpeaker(claim: Claim, evidence: Evidence): Finding[] {
  return readSpeeches(claim.reading).flatMap((speech) => findOtherSpeaker(speech, evidence));
}

function findOtherSpeaker(speech: Speech, evidence: Evidence): Finding[] {
  if (isUnnamed(speech.speaker)) return [];
  const claimed = nameWordsOf(speech.speaker);
  const content = contentOf(speech.content).filter(({ lower }) => !claimed.has(lower));
  if (claimed.size === 0 || content.length === 0) return [];
  const shares = evidence.utterances.map(({ tokens }) => shareIn(content, tokens));
  const best = Math.max(0, ...shares);
  const nearest = evidence.utterances.filter((_, index) => (shares[index] ?? 0) > best - NEAR);
  if (best < LEAST_SHARE || nearest.some(({ speakers }) => isAmong(claimed, speakers))) return [];
  // "a Mondelez spokeswoman" has no name of her own: the house she speaks for must stand there.
  const unnamed = speech.speaker.at(-1)?.pos === 'NOUN';
  if (unnamed && nearest.some(({ tokens }) => tokens.some(({ lower }) => claimed.has(lower)))) return [];
  const other = nearest[0]?.speakers[0];
  return [
    {
      kind: 'speaker',
      detail: `The cited text has this said by ${other}, not by ${[...claimed].join(' ')}.`,
    },
  ];
}

/** A speaker without a name in the text may be anyone. */
function isAmong(claimed: ReadonlySet<string>, speakers: readonly string[]): boolean {
  return (
    speakers.length === 0 ||
    speakers.some((name) =>
      name
        .toLowerCase()
        .split(/[\s,]+/)
        .some((word) => claimed.has(word.replace(/['’]s?$/, '')) || claimed.has(word)),
    )
  );
}

function shareIn(words: readonly Token[], tokens: readonly Token[]): number {
  const found = words.filter((word) => tokens.some((token) => isSameWord(word, token)));
  return found.length / words.length;
}
