import { isContentWord, stemWord, type Token } from '../english/stems.ts';
import { MOST_RELATED } from '../search/word-forms.ts';
import type { Has, StoryWords } from './story-words.ts';

/** How far from the word for an office the office's name and the holder's may stand, before it and after. */
const OFFICE_BEFORE = 5;
const OFFICE_AFTER = 7;
/** How well a word has to stand for that of the office. */
const SAME_ROLE = 0.5;
/** Small words of an office ("acting governor"), and those that end the phrase for one. */
const OFFICE_ADJECTIVE =
  /^(?:current|former|new|acting|incumbent|first|chief|deputy|vice|longtime|opinion|managing|senior|press|prime)$|(?:al|an|ic|ish|ive|ar)$/;
const ENDS_OFFICE = /^(?:who|that|which|to|and|but|when|where|if)$/;

/** What stands before a holder's name for the office, with the stem of the word for it. */
const OFFICES: ReadonlyMap<string, string> = new Map(
  [
    'governor gov',
    'senator sen',
    'representative rep',
    'general gen',
    'professor prof',
    'president pres',
  ].map((pair) => {
    const [word = '', short = ''] = pair.split(' ');
    return [short, stemWord(word)];
  }),
);

/** Words for whoever leads something, whatever the office is called, and those for the offices of people who do. */
const LEADING = /^(?:head|leader|chief|boss)$/;
const LEADERS =
  /^(?:head|leader|chief|boss|president|chair(?:man|woman|person)?|director|ceo|manager|commissioner|chancellor|dean)$/;

/** Whether a token names the office that `role` asks for by another word: "Gov." for "governor", "president" for "head". */
export function isOfficeOf(token: Token, role: Token): boolean {
  return OFFICES.get(token.lower) === role.stem || (LEADING.test(role.lower) && LEADERS.test(token.lower));
}

/** An office that is asked for, and what it belongs to; without that, what is asked for is the name of somebody. */
export interface Office {
  readonly role: Token;
  readonly office?: Token | undefined;
}

/**
 * How well a sentence names who holds an office, 0 to 1: a name that the question does not have stands right before or after
 * the phrase for it ("Ada Moss, the mayor of Norvale", "Norvale Mayor Ada Moss"), and what it belongs to in or near the phrase,
 * or, where the title has it or the sentence refers back to it, nowhere.
 */
export function matchOffice(
  tokens: readonly Token[],
  { role, office }: Office,
  around: { readonly context: Has; readonly refersBack: boolean; readonly asked: ReadonlySet<string> },
  words: StoryWords,
): number {
  const isOffice = (has: Has) => office === undefined || words.match(office, has) > MOST_RELATED;
  const isOwner = (token: Token) => isOffice((stem) => stem === token.stem);
  const isKnown = isOffice(words.inTitle) || (isOffice(around.context) && around.refersBack);
  const isHolder = (token: Token | undefined) =>
    token !== undefined &&
    isCapital(token) &&
    isContentWord(token) &&
    !around.asked.has(token.lower) &&
    !(office && isOwner(token)) &&
    // "the Norlandish governor"
    !/(?:an|ish|ese|ic)$/.test(token.lower);
  const found = tokens.map((token, place) => {
    const fit = isOfficeOf(token, role) ? 1 : words.match(role, (stem) => stem === token.stem);
    if (fit < SAME_ROLE || !isHeld(tokens, place, isHolder)) return 0;
    const near = tokens.slice(Math.max(0, place - OFFICE_BEFORE), place + 1 + OFFICE_AFTER);
    // A president of nothing named is the head of state, whatever else the story is about.
    return near.some(isOwner) || (isKnown && !/^pres(?:ident)?$/.test(token.lower)) ? fit : 0;
  });
  return Math.max(0, ...found);
}

/** Whether a name stands before or after the phrase for an office, no other word between. */
function isHeld(
  tokens: readonly Token[],
  place: number,
  isHolder: (token: Token | undefined) => boolean,
): boolean {
  let after = place + 1;
  while (after <= place + OFFICE_AFTER && !isHolder(tokens[after]) && isPartOfOffice(tokens[after]))
    after += 1;
  let before = place - 1;
  while (before >= place - OFFICE_BEFORE && !isHolder(tokens[before]) && isPartOfOffice(tokens[before]))
    before -= 1;
  return (
    (after <= place + OFFICE_AFTER && isHolder(tokens[after])) ||
    (before >= place - OFFICE_BEFORE && isHolder(tokens[before]))
  );
}

function isPartOfOffice(token: Token | undefined): boolean {
  if (!token || ENDS_OFFICE.test(token.lower)) return false;
  return isCapital(token) || !isContentWord(token) || OFFICE_ADJECTIVE.test(token.lower);
}

function isCapital(token: Token): boolean {
  return /^\p{Lu}/u.test(token.text);
}
