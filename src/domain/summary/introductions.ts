import { MEN, WOMEN } from '../english/lexicon/first-names.ts';
import { DETERMINERS } from '../english/lexicon/function-words.ts';
import { ORGANISATION_WORDS } from '../english/lexicon/organisation-words.ts';
import { SPEECH_VERBS } from '../english/lexicon/sentence-openers.ts';
import { TITLES } from '../english/lexicon/titles.ts';
import { isPersonal } from '../english/people.ts';
import type { Story } from '../story/story.ts';

/** The people whom a story names in full: surnames, each with the names before it; and short names that it expands, with none. */
export type People = ReadonlyMap<string, ReadonlySet<string>>;

const FULL_NAME =
  /(?<![\p{L}\p{M}’'-])(\p{Lu}[\p{L}\p{M}’'-]+)(?:\s\p{Lu}\.)*((?:\s\p{Lu}[\p{L}\p{M}’'-]+){1,2})/gu;
/** "the Green Farmers’ Party (GFP)": what a short name stands for. */
const EXPANDED = /(?<=\p{Lu}[\p{L}’'-]+\s)\((\p{Lu}{2,6})\)/gu;
const WORD = /\p{Lu}[\p{L}\p{M}’'-]+/gu;
const NAME = "(\\p{Lu}[\\p{L}\\p{M}’'-]+)";
const ADDRESSED = new RegExp(
  `(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov)\\.? ${NAME}|(?<![\\p{L}\\p{M}])${NAME} (?:${[...SPEECH_VERBS].join('|')})(?!\\p{L})|said ${NAME}`,
  'gu',
);

/** Reads the people of a story: its speakers, and names that hold a given name, a courtesy title, or speak. */
export function readPeople(story: Story): People {
  const people = new Map<string, Set<string>>();
  const add = (found: readonly string[]) => {
    // "The Clinton campaign", "Republican Ada Moss": no given name stands first.
    const words = found.slice(found.findIndex((word) => !isNoName(word)));
    const last = trimName(words.at(-1) ?? '');
    if (words.length < 2 || last.length < 2) return;
    people.set(last, (people.get(last) ?? new Set()).add(words[0] ?? ''));
  };
  for (const { speaker } of story.quotations) {
    const words = speaker?.split(/\s+/) ?? [];
    // "The lifelong Republican" is no name.
    if (isPersonal(words) && words.every((word) => !DETERMINERS.has(word.toLowerCase()))) add(words);
  }
  for (const [, short = ''] of story.body.matchAll(EXPANDED)) people.set(short, new Set());
  const addressed = readAddressed(story.body);
  for (const [, first = '', rest = ''] of story.body.matchAll(FULL_NAME)) {
    const words = [first, ...rest.trim().split(/\s+/)];
    if (isPerson(words, addressed)) add(words);
  }
  return people;
}

function isNoName(word: string): boolean {
  return DETERMINERS.has(word.toLowerCase()) || TITLES.has(word.toLowerCase());
}

function isPerson(words: readonly string[], addressed: ReadonlySet<string>): boolean {
  const last = trimName(words.at(-1) ?? '');
  if (ORGANISATION_WORDS.has(last.toLowerCase())) return false;
  const first = words[0]?.toLowerCase() ?? '';
  return MEN.has(first) || WOMEN.has(first) || addressed.has(last);
}

/** The names that stand after a courtesy title or beside a verb of speaking. */
function readAddressed(body: string): Set<string> {
  return new Set(
    Array.from(
      body.matchAll(ADDRESSED),
      ([, titled, speaking, spoken]) => titled ?? speaking ?? spoken ?? '',
    ),
  );
}

function trimName(word: string): string {
  return word.replace(/['’]s?$/, '');
}

/** What a sentence does with names: surnames that it has before the names that go with them, and those whose names it has. */
export interface NameUse {
  readonly open: readonly string[];
  readonly introduced: readonly string[];
}

/** Reads the names of texts, in the order given. */
export function readNameUse(texts: readonly string[], people: People): NameUse[] {
  const lastsOf = new Map<string, string[]>();
  for (const [last, firsts] of people)
    for (const first of firsts) lastsOf.set(first, [...(lastsOf.get(first) ?? []), last]);
  return texts.map((text) => {
    const open = new Set<string>();
    const introduced = new Set(Array.from(text.matchAll(EXPANDED), ([, short = '']) => short));
    for (const [word] of text.matchAll(WORD)) {
      const name = trimName(word);
      if (people.has(name) && !introduced.has(name)) open.add(name);
      for (const last of lastsOf.get(name) ?? []) introduced.add(last);
    }
    return { open: [...open], introduced: [...introduced] };
  });
}
