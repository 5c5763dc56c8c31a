import { MEN, WOMEN } from '../../english/lexicon/first-names.ts';
import type { Evidence } from '../evidence.ts';
import type { Finding } from '../grounding.ts';
import type { Reading, Word } from '../reading.ts';
import { findStrangers } from '../vetoes/name.ts';

/** A name is told no more fully than the story tells it: a first name, an office or a town may be added wrongly. */
export function findFullerNames(claim: Reading, evidence: Evidence): Finding[] {
  // "Rider Ruiz": what opens the sentence has its capital from there, unless it is a given name.
  const isName = (word: Word) => word !== claim.words[0] || MEN.has(word.lower) || WOMEN.has(word.lower);
  return findStrangers(claim, evidence).flatMap(({ text, absent, isFuller }): Finding[] => {
    const added = absent.filter((word) => isName(word) && !evidence.story.body.includes(word.text));
    if (!isFuller || added.length === 0) return [];
    const words = added.map((word) => word.text).join(' ');
    return [{ kind: 'name', detail: `The story does not give the "${words}" of "${text}".` }];
  });
}
