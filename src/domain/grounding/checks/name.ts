import type { Claim } from '../claim.ts';
import { ALIASES } from '../data/aliases.ts';
import { GENERIC_NAME_WORDS } from '../data/generic-name-words.ts';
import { MONTHS, WEEKDAYS } from '../data/number-words.ts';
import { type Evidence, readParagraph } from '../evidence.ts';
import type { Finding } from '../grounding.ts';
import type { Token } from '../token.ts';

/** How many paragraphs before a cited one may hold the name that its "he" or "she" stands for. */
const REACH = 3;

/** Every name in the sentence is in the cited text, is whom its pronouns stand for, or is in the story's heading. */
export function checkNames(claim: Claim, evidence: Evidence): Finding[] {
  const known = new Set(evidence.tokens.flatMap(({ lower, stem }) => [lower, stem, ...lower.split(/[-–]/)]));
  const heading = wordsOf(headingOf(evidence));
  const context = readContext(evidence);
  return findNames(claim.tokens)
    .map((name) => name.filter((token) => !isIn(token, known) && !isIn(token, heading)))
    .flatMap((absent, index): Finding[] => {
      const name = findNames(claim.tokens)[index] ?? [];
      if (absent.length === 0 || isAcronym(name, evidence) || isPlainOpening(name, claim, evidence))
        return [];
      const rest = name.some((token) => !absent.includes(token));
      if (absent.every((token) => isGenericWord(token) || (rest && isShortened(token, known)))) return [];
      if (absent.every((token) => isNameOfKnown(token, evidence) || isAcronym([token], evidence))) return [];
      const vouched = rest ? wordsOf(evidence.story.body) : context;
      if (absent.every((token) => isIn(token, vouched))) return [];
      return [{ kind: 'name', detail: `The cited text does not name "${textOf(name)}".` }];
    });
}

/** Runs of name words, dates left out. */
function findNames(tokens: readonly Token[]): Token[][] {
  const names: Token[][] = [];
  let run: Token[] = [];
  for (const token of tokens) {
    if (isNameWord(token)) run.push(token);
    else {
      if (run.length > 0) names.push(run);
      run = [];
    }
  }
  return run.length > 0 ? [...names, run] : names;
}

function isNameWord({ pos, text, lower }: Token): boolean {
  return (
    pos === 'PROPN' && /^\p{Lu}/u.test(text) && !MONTHS.has(lower) && !WEEKDAYS.has(lower) && lower !== 'half'
  );
}

function isIn(token: Token, words: ReadonlySet<string>): boolean {
  const plain = token.lower.replace(/'s$|\.$/, '');
  if (words.has(token.lower) || words.has(plain) || words.has(token.stem)) return true;
  for (const alias of ALIASES.get(token.lower) ?? []) if (words.has(alias)) return true;
  return false;
}

function wordsOf(text: string): Set<string> {
  const words =
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/(?:\p{L}\.){2,}|[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*\.?/gu) ?? [];
  return new Set(words.flatMap((word) => [word, word.replace(/'s$|\.$/, ''), ...word.split('-')]));
}

function headingOf({ story }: Evidence): string {
  return [story.title, story.dek, story.author, story.outlet, ...story.tags].join(' ');
}

/** The words of speakers named by the story for these paragraphs, and of names that their pronouns may stand for. */
function readContext(evidence: Evidence): Set<string> {
  const words = new Set(evidence.speakers);
  for (const { number, tokens } of evidence.paragraphs) {
    if (
      !tokens.some(
        ({ pos, lower }) => pos === 'PRON' || lower === 'the' || /^(?:his|her|their|its)$/.test(lower),
      )
    )
      continue;
    // A letter is signed after its last paragraph.
    const last = tokens.some(({ lower }) => /^(?:i|my|we|our)$/.test(lower)) ? number + 1 : number;
    for (let near = Math.max(1, number - REACH); near <= last; near++) {
      for (const token of readParagraph(evidence.story, near)?.tokens ?? [])
        if (/^\p{Lu}/u.test(token.text)) words.add(token.lower);
    }
  }
  return words;
}

/** "DNC" for "Democratic National Committee", and the other way round. */
function isAcronym(name: readonly Token[], evidence: Evidence): boolean {
  const initials = name.map(({ text }) => text.charAt(0)).join('');
  if (name.length > 1) return evidence.tokens.some(({ text }) => text.replaceAll('.', '') === initials);
  const letters = (name[0]?.text ?? '').replaceAll('.', '');
  if (!/^\p{Lu}{2,}$/u.test(letters)) return false;
  const spelled = [...letters].map((letter) => `${letter}\\p{Ll}+`).join('\\s(?:(?:of|for|the|and|on)\\s)*');
  return evidence.texts.some((text) => new RegExp(spelled, 'u').test(text));
}

/** "Workers", first in its sentence, is no name where the story has "workers". */
function isPlainOpening(name: readonly Token[], claim: Claim, { story }: Evidence): boolean {
  const [first] = name;
  return (
    name.length === 1 &&
    first === claim.tokens[0] &&
    new RegExp(`\\b${first?.lower.replace(/[^a-z]/g, '.')}\\b`).test(story.body)
  );
}

/** "Clinton" where the cited text has "Hillary" and the story, somewhere, "Hillary Clinton". */
function isNameOfKnown({ lower }: Token, { story, tokens }: Evidence): boolean {
  const near = tokens.filter(isNameWord).map((token) => token.lower);
  const body = story.body.toLowerCase();
  return near.some(
    (other) => other !== lower && (body.includes(`${other} ${lower}`) || body.includes(`${lower} ${other}`)),
  );
}

/** "Party" in "the Democratic Party" names nothing of its own. */
function isGenericWord({ lower }: Token): boolean {
  return GENERIC_NAME_WORDS.has(lower);
}

/** "Dan" for "Daniel", "Leonardo" for "Leo". */
function isShortened({ lower }: Token, known: ReadonlySet<string>): boolean {
  return (
    lower.length >= 3 &&
    [...known].some((word) => word.length >= 3 && (word.startsWith(lower) || lower.startsWith(word)))
  );
}

function textOf(name: readonly Token[]): string {
  return name.map(({ text }) => text).join(' ');
}
