import { TIME_WORDS } from '../english/lexicon/function-words.ts';
import { isContentWord, type Token, tokenize } from '../english/stems.ts';

const PRONOUNS: ReadonlySet<string> = new Set('he she they it him her them his'.split(' '));

/** Within a sentence these mostly belong to a noun of its own: "the bank will end its sales". */
const OPENING_PRONOUNS: ReadonlySet<string> = new Set('its their'.split(' '));

const POINTERS: ReadonlySet<string> = new Set('the this that these those both such'.split(' '));

/** Nouns, in lower case, by which a text takes up what it has named before. Leave out those that need no naming: the police, the government. */
const REFERRING_NOUNS: ReadonlySet<string> = new Set(
  `accident accusation accusations agency agreement allegation allegations amount area attack bank bill board building
  campaign candidate charge charges city claim claims committee companies company complaint country court deal decision
  department director dispute document documents event fighters firm group groups hospital incident investigation judge
  killing lawmaker lawsuit lawyer leader letter man mayor measure measures meeting men minister ministry move offer
  official officials operation organisation organization pair party plan plans pledge policy program programme project
  proposal protest remark remarks report request rule ruling school senator speech spokesman spokesperson spokeswoman
  statement study suit suspect talks team threat town trial trio two union university victim victims village visit vote
  warning woman women`.split(/\s+/),
);

/** Verbs that take up a whole statement: "who denied it". */
const TAKES_UP =
  /\b(?:den(?:y|ied|ies|ying)|(?:admit|confirm|condemn|dismiss|disput|refut|reject|repeat|retract)\p{L}*) (?:it|this|that|them)(?=$|[,.;:]| (?:and|as|at|but|in|on|to|when|while|after|before)\b)/iu;

/** Words that say right after a noun which one is meant. */
const IDENTIFIES = /^(?:of|that|which|who|whose|for|to|in|at|on|from|with|between|against|behind|about)$/;

/**
 * The words by which `sentence` leans on one that is not shown: a pronoun before any name, a verb that takes up a
 * statement, "the company" where neither `before` (what is shown of the text so far) nor the sentence itself has such a
 * word. `undefined` when it can be read without. To be asked only of a sentence whose neighbour before it is missing.
 */
export function findLeaning(sentence: string, before: readonly string[]): string | undefined {
  const tokens = tokenize(sentence);
  const pronoun = tokens.findIndex(
    ({ lower }, i) => PRONOUNS.has(lower) || (i === 0 && OPENING_PRONOUNS.has(lower)),
  );
  if (pronoun >= 0 && !tokens.slice(0, pronoun).some(isName)) return tokens[pronoun]?.text;
  const takenUp = TAKES_UP.exec(sentence);
  if (takenUp) return takenUp[0];
  const known = new Set(before.flatMap((text) => tokenize(text)).map(({ stem }) => stem));
  const place = tokens.findIndex((token, i) => isOpenReference(tokens, i) && !known.has(token.stem));
  return place < 0 ? undefined : sentence.slice(tokens[place - 1]?.start, tokens[place]?.end);
}

/** "the company", with nothing around it that says which. */
function isOpenReference(tokens: readonly Token[], place: number): boolean {
  const [pointer, noun, next] = [tokens[place - 1], tokens[place], tokens[place + 1]];
  if (!pointer || !noun || !POINTERS.has(pointer.lower) || !REFERRING_NOUNS.has(noun.text)) return false;
  if (next && (IDENTIFIES.test(next.lower) || isName(next))) return false;
  return !tokens.slice(0, place - 1).some((token) => token.stem === noun.stem || isName(token));
}

function isName(token: Token): boolean {
  return /^\p{Lu}/u.test(token.text) && isContentWord(token) && !TIME_WORDS.has(token.lower);
}
