import { foldText } from '../english/fold.ts';
import { UserError } from '../errors.ts';

/** Which stories of a feed are posted, as `/feed follow only:` says it; all of them where nothing is asked. */
export interface OnlyFilter {
  /** One of them has to be there, where there are any. Each is folded words, one or a phrase. */
  readonly words: readonly string[];
  /** One of them has to be among the story's tags, where there are any. */
  readonly tags: readonly string[];
  /** None of them may be there. */
  readonly without: readonly string[];
}

/** What a filter looks at. */
export interface Filterable {
  readonly title: string;
  readonly text: string;
  readonly tags: readonly string[];
}

const PART = /(-?)(#?)(?:["“”]([^"“”]+)["“”]|([^\s"“”]+))/g;
const MARK = /["“”]/;
const MOST_PARTS = 20;
const LONGEST = 300;

/**
 * Reads `harbour "port authority" -sport #transport`: any of the words and phrases, any of the tags, none of those
 * after a minus. Throws `UserError`.
 */
export function parseOnly(text: string): OnlyFilter {
  const parts = [...text.matchAll(PART)].map(([, minus, hash, phrase, word]) => ({
    isWithout: minus !== '',
    isTag: hash !== '',
    words: foldWords(phrase ?? word ?? ''),
  }));
  if (text.length > LONGEST || parts.length > MOST_PARTS)
    throw new UserError(`A filter can have ${MOST_PARTS} parts and ${LONGEST} characters.`);
  if (parts.some(({ words }) => words === '') || (text.trim() !== '' && parts.length === 0))
    throw new UserError('That is no filter. An example: harbour "port authority" -sport #transport');
  if (parts.some(({ isTag, isWithout }) => isTag && isWithout))
    throw new UserError('A minus goes with a word or a phrase, not with a tag.');
  const pick = (isWanted: (part: (typeof parts)[number]) => boolean) =>
    parts.filter(isWanted).map(({ words }) => words);
  return {
    words: pick(({ isTag, isWithout }) => !isTag && !isWithout),
    tags: pick(({ isTag }) => isTag),
    without: pick(({ isWithout }) => isWithout),
  };
}

/** Whether somebody may set the filter: as `parseOnly`, which takes an unclosed phrase for words, and closed. Throws `UserError`. */
export function checkOnly(text: string): void {
  parseOnly(text);
  if (MARK.test(text.replace(PART, '')))
    throw new UserError(
      'A phrase stands between two quotation marks; one of the marks has no other: "port authority"',
    );
}

/** Why the filter keeps the story back, for whoever set it; `undefined` where it lets it pass. */
export function explainRefusal({ words, tags, without }: OnlyFilter, story: Filterable): string | undefined {
  const text = ` ${foldWords(`${story.title} ${story.text}`)} `;
  const has = (phrase: string) => text.includes(` ${phrase} `);
  const unwanted = without.find(has);
  if (unwanted !== undefined) return `It has “${unwanted}”, which the filter excludes.`;
  if (words.length > 0 && !words.some(has)) return 'None of the filter’s words is in it.';
  const given = story.tags.map(foldWords);
  if (tags.length > 0 && !tags.some((tag) => given.includes(tag))) return 'It has none of the filter’s tags.';
  return undefined;
}

function foldWords(text: string): string {
  return foldText(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
