import type { Claim } from '../claim.ts';
import type { Evidence } from '../evidence.ts';
import type { Finding } from '../grounding.ts';
import type { Token } from '../token.ts';
import { isSameWord } from '../wording.ts';

/** Two names that a sentence joins: the words on either side of "and" in "Maine and Ohio". */
interface Couple {
  readonly left: Token;
  readonly right: Token;
}

/** Names joined by "and" are together in the cited text, too: "Maine and Ohio" is not made "Maine and Iowa". */
export function checkNameLists(claim: Claim, evidence: Evidence): Finding[] {
  const stated = evidence.sentences.flatMap(({ tokens }) => readCouples(tokens));
  return readCouples(claim.tokens).flatMap(({ left, right }): Finding[] => {
    const together = evidence.sentences.some(({ tokens }) => has(tokens, left) && has(tokens, right));
    const other = stated.find((couple) => isSameWord(couple.left, left) !== isSameWord(couple.right, right));
    if (together || !other) return [];
    const [mine, theirs] = [`${left.text} and ${right.text}`, `${other.left.text} and ${other.right.text}`];
    return [{ kind: 'name', detail: `The cited text has "${theirs}", not "${mine}".` }];
  });
}

function readCouples(tokens: readonly Token[]): Couple[] {
  return tokens.flatMap(({ lower }, index) => {
    const [left, right] = [tokens[index - 1], tokens[index + 1]];
    return lower === 'and' && left?.pos === 'PROPN' && right?.pos === 'PROPN' ? [{ left, right }] : [];
  });
}

function has(tokens: readonly Token[], name: Token): boolean {
  return tokens.some((token) => isSameWord(token, name));
}
