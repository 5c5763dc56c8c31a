import { isComma, isDash, isDeterminer, isPreposition, isTime, type Range } from './grammar.ts';
import { isOpener } from './openings.ts';
import { type Phrase, readPhraseBack, startsApposition } from './phrases.ts';
import { isSomebody } from './somebody.ts';
import type { Token } from './tokens.ts';
import { findVerb } from './verbs.ts';

/** Longest apposition that is looked over, in tokens; keeps the search linear. */
const REACH = 60;

/**
 * `last` closes an apposition or a relative clause: finds the phrase before it, the furthest one that fits, and a name
 * before anything else.
 */
export function findHeadOfApposition(
  tokens: readonly Token[],
  from: number,
  last: number,
): Phrase | undefined {
  let found: (Phrase & { readonly rank: number }) | undefined;
  for (let index = last - 1; index > from && index > last - REACH; index -= 1) {
    const token = tokens[index];
    if (!token || (token.kind === 'run' && token.text.length > 40) || /^[;:.?!]$/.test(token.text)) break;
    if (!(isComma(token) || token.text === '(' || isDash(token)) || !startsApposition(tokens, index + 1))
      continue;
    const head = readPhraseBack(tokens, from, index - 1);
    if (!head || isPreposition(tokens[head.from - 1]) || isOpener(tokens[head.from])) continue;
    const rank = rankHead(tokens, head);
    if (rank > 0 && rank >= (found?.rank ?? 0))
      found = { ...head, rank, apposition: { from: index + 1, to: last } };
  }
  return found;
}

/** How well a phrase can be what an apposition says more of: a name best, then people, then a thing; 0: not at all. */
function rankHead(tokens: readonly Token[], head: Range): number {
  const words = tokens.slice(head.from, head.to);
  const last = words.at(-1);
  if (last?.kind === 'number' || (isTime(last) && !(last?.lower === 'may' && words.length > 1))) return 0;
  if (findVerb(words[0]?.lower ?? '')?.form === 'gerund') return 1;
  if (words.every(({ capital }) => capital) && !isDeterminer(words[0])) return 3;
  return isSomebody(tokens, head) ? 2 : 1;
}

/** Whether the comma at `last` closes an apposition to the words that open the sentence: "Ada Brook, a nurse[,] said". */
export function endsApposition(tokens: readonly Token[], from: number, last: number): boolean {
  const head = findHeadOfApposition(tokens, from, last);
  return (
    head !== undefined &&
    (head.from === from || isComma(tokens[head.from - 1]) || isOpener(tokens[head.from - 1]))
  );
}
