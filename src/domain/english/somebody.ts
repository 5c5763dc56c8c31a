import { isDeterminer, isPossessive, isPreposition, isTime, type Range } from './grammar.ts';
import { BODY_WORDS, PEOPLE_ENDING, PEOPLE_WORDS, THINGS_LIKE_PEOPLE } from './lexicon/people-words.ts';
import { TITLES } from './lexicon/titles.ts';
import type { Gender } from './people.ts';
import type { Token } from './tokens.ts';
import { findVerb } from './verbs.ts';

/** Words that stand for people without saying which, and for a share of them: nobody can be held to what they said. */
const LOOSE =
  /^(?:people|person|man|woman|men|women|ones?|some|all|many|others?|those|these|both|most|more|few|each|none|any|percent|majority|minority|(?:any|every|no|some)(?:body|one)|half|third|two-thirds|quarter|i|we|you)$/;

/** Whether a noun phrase means people or a body that can speak: "a spokesman for the city", "the ministry", but not "the letter". */
export function isSomebody(tokens: readonly Token[], { from, to }: Range): boolean {
  // "55 percent of voters", "half of them": a share of people is a number.
  if (
    tokens[from - 1]?.lower === 'of' &&
    (LOOSE.test(tokens[from - 2]?.lower ?? '') || /\d/.test(tokens[from - 2]?.text ?? ''))
  )
    return false;
  const end = findHeadEnd(tokens, { from, to });
  const head = tokens[end - 1];
  if (head?.kind !== 'word' || LOOSE.test(head.lower) || isDeterminer(head)) return false;
  if (/^(?:percent|half|third|two-thirds|quarter)$/.test(tokens[from]?.lower ?? '')) return false;
  const noun = singularOf(head.lower);
  if (/^(?:any|every|no|each)$/.test(tokens[from]?.lower ?? '')) return false;
  if (isPeople(noun)) return end - from > 1 || noun !== head.lower;
  // "Having said that", "Keeps saying": a verb that opens a sentence.
  if (end - from === 1 && /^(?:gerund|present)$/.test(findVerb(head.lower)?.form ?? '')) return false;
  return (head.capital && !isTime(head)) || BODY_WORDS.has(noun);
}

/** Where the head noun of a phrase ends: before "for the city" in "a spokesman for the city". */
function findHeadEnd(tokens: readonly Token[], { from, to }: Range): number {
  let end = from + 1;
  while (end < to && !endsHead(tokens, end)) end += 1;
  return end;
}

const MAN = /^(?:father|brother|son|husband|uncle|nephew|boy|king|prince|pope|.*(?<!wo)man)$/;
const WOMAN = /^(?:mother|sister|daughter|wife|aunt|niece|girl|queen|princess|.*(?:woman|actress))$/;

/** The gender that the head noun of a phrase tells: "his wife", "a spokesman for the city". "The woman" may be anybody named before. */
export function genderOfPhrase(tokens: readonly Token[], phrase: Range): Gender | undefined {
  if (tokens[phrase.from]?.lower === 'the') return undefined;
  const noun = tokens[findHeadEnd(tokens, phrase) - 1]?.lower ?? '';
  return MAN.test(noun) ? 'm' : WOMAN.test(noun) ? 'f' : undefined;
}

function endsHead(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return (
    isPreposition(token) ||
    (token?.kind === 'mark' && !isPossessive(token) && token.text !== '&') ||
    /^(?:who|whose|which|that)$/.test(token?.lower ?? '')
  );
}

function isPeople(noun: string): boolean {
  if (PEOPLE_WORDS.has(noun) || TITLES.has(noun)) return true;
  return PEOPLE_ENDING.test(noun) && !THINGS_LIKE_PEOPLE.has(noun);
}

function singularOf(noun: string): string {
  if (/men$/.test(noun)) return noun.replace(/men$/, 'man');
  if (noun === 'children') return 'child';
  if (/[^aeiou]ies$/.test(noun)) return `${noun.slice(0, -3)}y`;
  if (/(?:sse|che|she|ive)s$/.test(noun))
    return noun
      .slice(0, -1)
      .replace(/(?<=ss|ch|sh)e$/, '')
      .replace(/ive$/, 'ife');
  return /[^su]s$/.test(noun) ? noun.slice(0, -1) : noun;
}
