import { SPEECH_VERBS } from '../english/lexicon/sentence-openers.ts';
import { isContentWord, type Token, tokenize } from '../english/words.ts';
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
}

/** A counted thing is named in few words: "Syrian refugees", not the rest of the question. */
const MOST_COUNTED = 3;

/** Reads a question's demands. */
export function readDemands(question: string): Demands {
  const tokens = tokenize(question);
  const isCapital = (token: Token) => /^\p{Lu}/u.test(token.text);
  const isNumber = (token: Token) => /^\d/.test(token.text);
  const speaker = findSpeaker(tokens);
  const who = tokens.findIndex(({ lower }) => /^who(?:m|se)?$/.test(lower));
  const role =
    who < 0 ? undefined : tokens.slice(who + 1).find((token) => isContentWord(token) && !isCapital(token));
  return {
    names: tokens.filter((token, place) => place > 0 && isContentWord(token) && isCapital(token)),
    numbers: tokens.filter(isNumber),
    counted: readCounted(tokens),
    ...(speaker && { speaker }),
    ...(role && { role }),
  };
}

function readCounted(tokens: readonly Token[]): Token[] {
  const many = tokens.findIndex(({ lower }) => lower === 'many');
  if (many < 0) return [];
  const rest = tokens.slice(many + 1, many + 1 + MOST_COUNTED);
  const end = rest.findIndex(({ lower }) => AUXILIARIES.has(lower));
  return end < 0 ? rest : rest.slice(0, end);
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
export function speaks(speaker: Token, tokens: readonly Token[]): boolean {
  return tokens.some(
    (token, place) =>
      token.stem === speaker.stem && (followsName(tokens, place) || precedesName(tokens, place)),
  );
}

const isSpeech = ({ lower }: Token) => SPEECH_VERBS.has(lower) || REPORTING_VERBS.has(lower);

/** "Moss said", "Moss, the mayor, said", but no other name between. */
function followsName(tokens: readonly Token[], place: number): boolean {
  const after = tokens.slice(place + 1, place + 4);
  const verb = after.findIndex(isSpeech);
  return verb >= 0 && !after.slice(0, verb).some((token) => /^\p{Lu}/u.test(token.text));
}

/** "said Ada Moss", "said Mayor Ada Moss": only capitalised words between. */
function precedesName(tokens: readonly Token[], place: number): boolean {
  let first = place;
  while (first > 0 && place - first < 4 && /^\p{Lu}/u.test(tokens[first - 1]?.text ?? '')) first -= 1;
  const before = tokens[first - 1];
  return before !== undefined && isSpeech(before);
}
