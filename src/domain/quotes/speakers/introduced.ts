import { isComma, type Range } from '../../english/grammar.ts';
import { readName } from '../../english/people.ts';
import type { Token } from '../../english/tokens.ts';
import { type Cast, readRole } from './cast.ts';
import type { Speaker } from './sources.ts';

/** How many tokens from the end of a sentence somebody is looked for. */
const REACH = 25;

/** Whose words a paragraph that ends with a colon leads to: "… in a statement by Ada Brook on Monday:". */
export function findAnnounced(text: string, tokens: readonly Token[], cast: Cast): Speaker | undefined {
  if (tokens.at(-1)?.text !== ':') return undefined;
  for (let index = tokens.length - 2; index > Math.max(0, tokens.length - REACH); index -= 1) {
    if (!/^(?:by|from)$/.test(tokens[index]?.lower ?? '')) continue;
    const name = readName(text, tokens, index + 1, tokens.length);
    const person = name && cast.find(name.words, name.gender);
    if (person) return { ...person, kind: 'person' };
  }
  return undefined;
}

/** Somebody whom the sentence ends with and says who they are: "… worries Ada Brook, head of the clinic." */
export function findIntroduced(
  text: string,
  tokens: readonly Token[],
  { from, to }: Range,
  cast: Cast,
): Speaker | undefined {
  for (let index = to - 1; index > from && index > to - REACH; index -= 1) {
    if (!isComma(tokens[index])) continue;
    let start = index;
    while (start > from && tokens[start - 1]?.capital) start -= 1;
    const name = start < index ? readName(text, tokens, start, to) : undefined;
    if (name?.to !== index || name.words.length < 2 || !readRole(text, tokens, name)) continue;
    const person = cast.find(name.words);
    return person && { ...person, kind: 'person' };
  }
  return undefined;
}
