import type { AlignedClause, PlacedClause } from '../alignment.ts';
import type { Claim } from '../claim.ts';
import { MUTUAL_VERBS } from '../data/function-words.ts';
import { GENERIC_NAME_WORDS } from '../data/generic-name-words.ts';
import { MONTHS, WEEKDAYS } from '../data/number-words.ts';
import type { Evidence } from '../evidence.ts';
import type { Finding } from '../grounding.ts';
import type { Token } from '../token.ts';
import { isSameWord } from '../wording.ts';

interface Roles {
  readonly doer: readonly Token[];
  /** The direct object: nouns before the first preposition. */
  readonly target: readonly Token[];
  /** All nouns after the verb, the target among them. */
  readonly others: readonly Token[];
}

/** Who does what to whom is as in the cited text: nobody has changed places with, or stands in for, another. */
export function checkRelations(
  _claim: Claim,
  _evidence: Evidence,
  aligned: readonly AlignedClause[][],
): Finding[] {
  return aligned.flatMap((pairs): Finding[] => {
    const [first] = pairs;
    if (!first) return [];
    const word = first.claimed.verb.text;
    if (pairs.every((pair) => isSwapped(pair)))
      return [
        {
          kind: 'relation',
          detail: `In the cited text those who "${word}" and those it is done to are the other way round.`,
        },
      ];
    if (pairs.every((pair) => isReplaced(pair)))
      return [
        { kind: 'name', detail: `In the cited text "${word}" is said of another than this sentence names.` },
      ];
    return [];
  });
}

function isSwapped({ claimed, stated }: AlignedClause): boolean {
  if (claimed.verb.stem !== stated.verb.stem || MUTUAL_VERBS.has(claimed.verb.lemma)) return false;
  const mine = readRoles(claimed);
  const theirs = readRoles(stated);
  if (meets(mine.doer, theirs.doer)) return false;
  // "The board wrote a letter to the parents": the one addressed changes places as the target does.
  if (meets(mine.doer, theirs.others) && meets(mine.others, theirs.doer)) return true;
  return meets(mine.target, theirs.doer) && !meets(mine.target, theirs.target) && hasName(mine.doer);
}

/** Same act, same object, another name as its doer; or same act, same doer, other names in its object. */
function isReplaced({ claimed, stated }: AlignedClause): boolean {
  if (claimed.verb.stem !== stated.verb.stem || claimed.clause.passive !== stated.clause.passive)
    return false;
  if (claimed.clause.form !== 'finite' || stated.clause.form !== 'finite') return false;
  const objects = numbersAndNouns(claimed.object);
  const same = objects.filter((token) => stated.object.some(({ stem }) => stem === token.stem));
  if (
    same.length > 0 &&
    same.length >= objects.length / 2 &&
    differ(claimed.subject, stated.subject, claimed)
  )
    return true;
  return (
    meets(numbersAndNouns(claimed.subject), numbersAndNouns(stated.subject)) &&
    differ(claimed.object, stated.object, claimed)
  );
}

/** Whether each phrase names someone whom the other does not, and whom the claimed clause does not name elsewhere. */
function differ(mine: readonly Token[], theirs: readonly Token[], clause: PlacedClause): boolean {
  if ([...mine, ...theirs].some(({ pos }) => pos === 'PRON')) return false;
  const added = findNames(mine).some((name) => !sharesName(name, theirs));
  return added && findNames(theirs).some((name) => !sharesName(name, [...clause.subject, ...clause.object]));
}

/** The names in a phrase, each as its words; words such as "Party" left out. */
function findNames(tokens: readonly Token[]): Token[][] {
  const names: Token[][] = [];
  tokens.forEach((token, index) => {
    if (token.pos !== 'PROPN' || isDate(token) || GENERIC_NAME_WORDS.has(token.lower)) return;
    const last = names.at(-1);
    if (last && tokens[index - 1]?.pos === 'PROPN') last.push(token);
    else names.push([token]);
  });
  return names;
}

function readRoles({ sentence, clause, subject, object }: PlacedClause): Roles {
  const fronted = nounsOf(sentence.tokens.slice(clause.fronted.from, clause.fronted.to));
  if (clause.passive) {
    const by = object.findIndex(({ lower }) => lower === 'by');
    const agent = by < 0 ? [] : nounsOf(object.slice(by + 1));
    return { doer: agent, target: nounsOf(subject), others: nounsOf([...subject, ...object]) };
  }
  const end = object.findIndex(({ pos, lower }) => pos === 'ADP' || lower === 'to' || lower === ',');
  const direct = nounsOf(end < 0 ? object : object.slice(0, end));
  return {
    doer: nounsOf(subject),
    target: [...fronted, ...direct],
    others: [...fronted, ...nounsOf(object)],
  };
}

function isDate({ lower }: Token): boolean {
  return MONTHS.has(lower) || WEEKDAYS.has(lower);
}

function nounsOf(tokens: readonly Token[]): Token[] {
  return tokens.filter((token) => (token.pos === 'NOUN' || token.pos === 'PROPN') && !isDate(token));
}

function numbersAndNouns(tokens: readonly Token[]): Token[] {
  return tokens.filter((token) => /^(?:NOUN|PROPN|NUM)$/.test(token.pos) && !isDate(token));
}

function hasName(tokens: readonly Token[]): boolean {
  return tokens.some(({ pos }) => pos === 'PROPN');
}

function sharesName(some: readonly Token[], others: readonly Token[]): boolean {
  return some.some((token) => others.some((other) => isSameWord(token, other)));
}

function meets(some: readonly Token[], others: readonly Token[]): boolean {
  return some.some(({ stem }) => others.some((other) => other.stem === stem));
}
