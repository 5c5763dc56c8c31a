import type { Claim } from '../claim.ts';
import { GENERIC_NAME_WORDS } from '../data/generic-name-words.ts';
import type { Evidence } from '../evidence.ts';
import type { Finding } from '../grounding.ts';
import type { Token } from '../token.ts';
import { isSameWord } from '../wording.ts';

/** A name that qualifies another within one phrase: "Ohio" and "Ruiz" in "Ohio Sen. Ana Ruiz", linked by "Sen.". */
interface NamePair {
  readonly qualifier: readonly Token[];
  readonly links: readonly Token[];
  readonly name: readonly Token[];
}

/** Titles go with the names that have them in the cited text: "the Ohio senator" is not made the Iowa one. */
export function checkNamePairs(claim: Claim, evidence: Evidence): Finding[] {
  const stated = evidence.sentences.flatMap(({ tokens }) => readPairs(tokens));
  return readPairs(claim.tokens).flatMap((pair): Finding[] => {
    if (stated.some((other) => isSameQualifier(pair, other) && isSameName(pair, other))) return [];
    const other = stated.find(
      (it) => isSameQualifier(pair, it) !== isSameName(pair, it) && sharesAny(pair.links, it.links),
    );
    if (!other) return [];
    return [{ kind: 'name', detail: `The cited text has "${textOf(other)}", not "${textOf(pair)}".` }];
  });
}

function readPairs(tokens: readonly Token[]): NamePair[] {
  const pairs: NamePair[] = [];
  let qualifier: Token[] = [];
  let links: Token[] = [];
  let name: Token[] = [];
  const close = () => {
    if (qualifier.length > 0 && links.length > 0 && name.length > 0) pairs.push({ qualifier, links, name });
    [qualifier, links, name] = [[], [], []];
  };
  for (const token of tokens) {
    const generic = token.pos === 'PROPN' && GENERIC_NAME_WORDS.has(token.lower.replace(/\.$/, ''));
    if (token.pos === 'PROPN' && !generic) {
      if (links.length > 0 || qualifier.length === 0) name.push(token);
      else qualifier.push(token);
    } else if (generic || token.pos === 'NOUN' || token.pos === 'ADJ' || token.lower === "'s") {
      if (name.length > 0 && qualifier.length > 0) close();
      if (name.length > 0) [qualifier, name] = [name, []];
      if (qualifier.length > 0) links.push(token);
    } else close();
  }
  close();
  return pairs;
}

function isSameQualifier(a: NamePair, b: NamePair): boolean {
  return sharesAny(a.qualifier, b.qualifier);
}

function isSameName(a: NamePair, b: NamePair): boolean {
  return sharesAny(a.name, b.name);
}

function sharesAny(some: readonly Token[], others: readonly Token[]): boolean {
  return some.some((token) => token.lower !== "'s" && others.some((other) => isSameWord(token, other)));
}

function textOf({ qualifier, links, name }: NamePair): string {
  return [...qualifier, ...links, ...name].map(({ text }) => text).join(' ');
}
