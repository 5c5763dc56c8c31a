import { SPEECH_VERBS } from '../english/lexicon/sentence-openers.ts';
import { isContentWord, type Token, tokenize } from '../english/stems.ts';
import { findVerb } from '../english/verbs.ts';
import { ASKING_VERBS, AUXILIARIES, REPORTING_VERBS } from './question-words.ts';

/** What a sentence has to have, by a question's form, to be its answer. Empty and absent where the form asks nothing. */
export interface Demands {
  /** Names of people, places and things in the question. */
  readonly names: readonly Token[];
  /** Years and other numbers in the question. */
  readonly numbers: readonly Token[];
  /** "How many charter schools …": the words of what is counted. */
  readonly counted: readonly Token[];
  /** "What did Ada Moss say …": the last word of who is to speak. */
  readonly speaker?: Token;
  /** "Who moderated …", "Who is the mayor …": the word for what the person does or is. */
  readonly role?: Token;
  /** "What is the name of the mayor?", "Who is the owner?": a name beside the word for what somebody is. */
  readonly asksHolder: boolean;
  /** "Who is the mayor of Norvale?": the name that the office belongs to. */
  readonly office?: Token;
  /** "Which bank lent …": the word for what is to be named. */
  readonly named?: Token;
  /** "Did Moss resign?": the word for what somebody does or what happened. */
  readonly verb?: Token;
}

/** A counted thing is named in few words: "Syrian refugees", not the rest of the question. */
const MOST_COUNTED = 3;
/** Reads a question's demands. */
export function readDemands(question: string): Demands {
  const tokens = tokenize(question);
  const speaker = findSpeaker(tokens);
  const isName = asksName(tokens);
  const role = findRole(tokens, isName);
  const office = role && findOffice(tokens, role);
  const named = findNamed(tokens);
  const verb = findMainVerb(tokens);
  return {
    names: tokens.filter((token, place) => place > 0 && isContentWord(token) && isCapital(token)),
    numbers: tokens.filter((token) => /^\d/.test(token.text)),
    counted: readCounted(tokens),
    ...(speaker && { speaker }),
    ...(role && { role }),
    asksHolder: isName || (asksWhoIs(tokens) && role !== undefined && !/s$/.test(role.lower) && !office),
    ...office,
    ...(named && { named }),
    ...(verb && { verb }),
  };
}

/** "Who is the press [secretary]", "Who [moderated]", "What is the name of the [girl]": what is told of who is to be named. */
function findRole(tokens: readonly Token[], isName: boolean): Token | undefined {
  const who = tokens.findIndex(({ lower }) => /^who(?:m|se)?$/.test(lower));
  if (who < 0 && !isName) return undefined;
  const from = isName ? tokens.findIndex(({ lower }) => lower === 'name') : who;
  const first = tokens.findIndex((token, place) => place > from && isRoleWord(token));
  const isOffice = isName || asksWhoIs(tokens);
  let last = first;
  while (isOffice && isRoleWord(tokens[last + 1]) && !isVerb(tokens[last + 1]?.lower ?? '')) last += 1;
  return tokens[last];
}

/** "Who is the mayor", "Who will be the mayor". */
function asksWhoIs(tokens: readonly Token[]): boolean {
  const [who, first, second] = tokens.map(({ lower }) => lower);
  return (
    who === 'who' &&
    (/^(?:is|was|are|were)$/.test(first ?? '') || (/^(?:will|would)$/.test(first ?? '') && second === 'be'))
  );
}

function asksName(tokens: readonly Token[]): boolean {
  const name = tokens.findIndex(({ lower }) => lower === 'name');
  return tokens[0]?.lower === 'what' && name > 0 && name <= 3 && tokens[name + 1]?.lower === 'of';
}

function isRoleWord(token: Token | undefined): boolean {
  return token !== undefined && isContentWord(token) && !isCapital(token);
}

/** "Which charter school | did …": the last word before the auxiliary, the verb or "of"; a plural asks for no name. */
function findNamed(tokens: readonly Token[]): Token | undefined {
  if (tokens[0]?.lower !== 'which') return undefined;
  const rest = tokens.slice(1, 1 + MOST_COUNTED);
  const end = rest.findIndex(({ lower }, place) => AUXILIARIES.has(lower) || (place > 0 && isVerb(lower)));
  const last = (end < 0 ? rest.slice(0, 1) : rest.slice(0, end)).at(-1);
  return last && isContentWord(last) && !/s$/.test(last.lower) && !PLACES.test(last.lower) ? last : undefined;
}

/** The first word after the auxiliary, or after the question word, that is a form of a verb and no noun behind an article. */
function findMainVerb(tokens: readonly Token[]): Token | undefined {
  const auxiliary = tokens.findIndex(({ lower }) => AUXILIARIES.has(lower) && !PREPOSITIONS.test(lower));
  return tokens.find(
    (token, place) =>
      place > Math.max(0, auxiliary) &&
      isContentWord(token) &&
      !isCapital(token) &&
      isVerb(token.lower) &&
      !BEFORE_NOUN.test(tokens[place - 1]?.lower ?? ''),
  );
}

/** Kinds of places stand seldom beside their names: "in Norland" is a country's name alone. */
const PLACES = /^(?:state|country|city|town|county|region|continent|part|area|place)$/;
const PREPOSITIONS = /^(?:at|by|for|in|of|on|to)$/;
const BEFORE_NOUN = /^(?:the|an?|of|in|at|for|on|his|her|their|its|this|that|which|many|much)$|'s?$/;

function isVerb(lower: string): boolean {
  return findVerb(lower) !== undefined;
}

function isCapital(token: Token): boolean {
  return /^\p{Lu}/u.test(token.text);
}

function readCounted(tokens: readonly Token[]): Token[] {
  const many = tokens.findIndex(({ lower }) => lower === 'many');
  if (many < 0) return [];
  const rest = tokens.slice(many + 1, many + 1 + MOST_COUNTED);
  const end = rest.findIndex(({ lower }) => AUXILIARIES.has(lower) || isPast(lower));
  return end < 0 ? rest : rest.slice(0, end);
}

/** "How many people died", "How many died": what is done is not counted. */
function isPast(lower: string): boolean {
  const form = findVerb(lower)?.form;
  return form === 'past' || form === 'participle';
}

/** "Who is the president of Tajikistan?", "Who is the Tajik president?": the name that goes with the role. */
function findOffice(tokens: readonly Token[], role: Token): { office: Token } | undefined {
  const at = tokens.indexOf(role);
  if (!asksWhoIs(tokens)) return undefined;
  const rest = tokens.slice(at + 1);
  const of = rest.findIndex(({ lower }) => /^(?:of|for|at|in)$/.test(lower));
  const owner = of >= 0 ? rest.slice(of + 1).find(isCapital) : undefined;
  const before = tokens.slice(2, at).findLast(isCapital);
  const office = before ?? owner;
  return office && { office };
}

/** "What did Ada Moss say", "How has the mayor reacted": the word between the auxiliary and the asking verb. */
function findSpeaker(tokens: readonly Token[]): Token | undefined {
  const start = tokens.findIndex(({ lower }) => lower === 'what' || lower === 'how');
  if (start < 0 || !AUXILIARIES.has(tokens[start + 1]?.lower ?? '')) return undefined;
  const verb = tokens.findIndex(({ lower }, place) => place > start + 2 && ASKING_VERBS.has(lower));
  const last = tokens[verb - 1];
  return verb >= 0 && verb - start <= 7 && last && isContentWord(last) ? last : undefined;
}

/** Whether one of `tokens` with the stem of `speaker` stands beside a verb of speaking: "Moss said", "said Ada Moss". */
export function speaks(
  speaker: Token,
  { text, tokens }: { readonly text: string; readonly tokens: readonly Token[] },
): boolean {
  return tokens.some(
    (token, place) =>
      token.stem === speaker.stem && (followsName(tokens, place) || precedesName(text, tokens, place)),
  );
}

const isSpeech = ({ lower }: Token) => SPEECH_VERBS.has(lower) || REPORTING_VERBS.has(lower);

/** "Moss said", "Moss, the mayor, said", but no other name between. */
function followsName(tokens: readonly Token[], place: number): boolean {
  const after = tokens.slice(place + 1, place + 4);
  const verb = after.findIndex(isSpeech);
  return verb >= 0 && !after.slice(0, verb).some((token) => /^\p{Lu}/u.test(token.text));
}

/** "said Ada Moss", "said Mayor Ada Moss": only capitalised words between, and no mark that opens what is said. */
function precedesName(text: string, tokens: readonly Token[], place: number): boolean {
  let first = place;
  while (first > 0 && place - first < 4 && /^\p{Lu}/u.test(tokens[first - 1]?.text ?? '')) first -= 1;
  const before = tokens[first - 1];
  const between = text.slice(before?.end, tokens[first]?.start);
  return before !== undefined && isSpeech(before) && between.trim() === '';
}
