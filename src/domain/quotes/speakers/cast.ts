import { isAdverb, isComma, isDeterminer, isPossessive } from '../../english/grammar.ts';
import { TITLES } from '../../english/lexicon/titles.ts';
import {
  type Gender,
  genderOfName,
  isPersonal,
  type NameMention,
  readName,
  sliceTokens,
  surnameOf,
} from '../../english/people.ts';
import type { Token } from '../../english/tokens.ts';
import { findVerb } from '../../english/verbs.ts';

/** A person of a text under the fullest name that it gives. */
export interface Person {
  readonly name: string;
  readonly role?: string;
  readonly gender?: Gender;
}

interface Entry {
  name: string;
  readonly first: string;
  mentions: number;
  role?: string;
  gender?: Gender;
}

/** The people whom a text names in full, found by surname. */
export class Cast {
  private readonly bySurname = new Map<string, Entry[]>();
  private readonly byFirstName = new Map<string, Entry[]>();
  private readonly genders = new Map<string, Gender>();
  /** Words that are capitalised inside a sentence. */
  private readonly capitals = new Set<string>();
  /** Lone words that stand where a speaker does at the start of a sentence or after marked words. */
  private readonly likelyNames = new Set<string>();
  /** Words in small letters. */
  private readonly small = new Set<string>();
  private byRole?: Map<string, Entry | null>;

  /** Learns every name among the tokens of one paragraph. */
  learn(text: string, tokens: readonly Token[]): void {
    for (let index = 0; index < tokens.length; index += 1) {
      const token = tokens[index];
      if (token?.kind === 'word' && !token.capital) this.small.add(token.lower);
      const name = readName(text, tokens, index, tokens.length);
      if (!name) continue;
      if (tokens[index - 1]?.kind === 'word' && tokens[index - 1]?.capital === false)
        for (const word of name.words) this.capitals.add(word);
      else if (name.words.length === 1 && saysSomething(tokens, name))
        this.likelyNames.add(name.words[0] ?? '');
      this.learnName(text, tokens, name);
      index = name.to - 1;
    }
  }

  private learnName(text: string, tokens: readonly Token[], name: NameMention): void {
    if (!isPersonal(name.words)) return;
    const surname = surnameOf(name.words);
    if (name.gender && !this.genders.has(surname)) this.genders.set(surname, name.gender);
    const isFull = name.words.length >= 2;
    const known = this.bySurname.get(surname);
    if (!isFull) {
      if (known?.length === 1 && known[0]) known[0].role ??= name.role;
      return;
    }
    const full = name.words.join(' ').replace(/ ((?:Jr|Sr)\.?)$/, ' $1');
    const first = name.words[0]?.toLowerCase() ?? '';
    const role = name.role ?? readRole(text, tokens, name);
    const gender = name.gender ?? genderOfName(name.words);
    const same = known?.find((entry) => entry.first === first);
    if (same) {
      same.mentions += 1;
      same.role ??= role;
      same.gender ??= gender;
      return;
    }
    const entry: Entry = { name: full, first, mentions: 1, ...(role && { role }), ...(gender && { gender }) };
    append(this.bySurname, surname, entry);
    append(this.byFirstName, first, entry);
  }

  /** The person whom these words name; `undefined` when the text names nobody so, or more than one person. */
  find(words: readonly string[], gender?: Gender): Person | undefined {
    const surname = surnameOf(words);
    const fitting = (this.bySurname.get(surname) ?? []).filter(
      (entry) => !gender || !entry.gender || entry.gender === gender,
    );
    if (words.length >= 2) {
      const first = words[0]?.toLowerCase();
      return fitting.find((entry) => entry.first === first);
    }
    if (fitting.length === 1) return fitting[0];
    const called = fitting.length === 0 ? (this.byFirstName.get(surname) ?? []) : [];
    return called.length === 1 ? called[0] : undefined;
  }

  /** Whether a lone capitalised word is a name here, rather than the first word of a sentence. */
  isName(word: string): boolean {
    const lower = word.toLowerCase();
    return (
      this.capitals.has(word) ||
      this.bySurname.has(lower) ||
      (this.likelyNames.has(word) && !this.small.has(lower))
    );
  }

  genderOf(surname: string): Gender | undefined {
    return this.genders.get(surname);
  }

  /** The only person whose role has this word ("senator"); `undefined` for none or several. Asked once all names are learnt. */
  findByRole(word: string): Person | undefined {
    this.byRole ??= this.indexRoles();
    return this.byRole.get(word) ?? undefined;
  }

  private indexRoles(): Map<string, Entry | null> {
    const index = new Map<string, Entry | null>();
    for (const entry of [...this.bySurname.values()].flat())
      for (const word of wordsOfRole(entry.role)) index.set(word, index.has(word) ? null : entry);
    return index;
  }
}

/** What somebody of the role is called for short: a vice president is no president. */
function wordsOfRole(role = ''): Set<string> {
  const words = role.toLowerCase().split(/[^\p{L}.-]+/u);
  return new Set(words.filter((_, at) => !/^(?:vice|deputy|former|ex)$/.test(words[at - 1] ?? '')));
}

/** "Brook flatly denied": a verb of speech follows a word that is no plural, pronoun or verb. */
function saysSomething(tokens: readonly Token[], { from, to }: NameMention): boolean {
  const word = tokens[from]?.lower ?? '';
  if (/(?:[^su]s|body|one|police)$/.test(word) || findVerb(word)) return false;
  let index = to;
  while (isAdverb(tokens[index])) index += 1;
  const verb = findVerb(tokens[index]?.lower ?? '');
  return verb?.use === 'speech' && (verb.form === 'past' || verb.verb === 'say');
}

/** Namesakes beyond these are not told apart; keeps look-up constant. */
const MOST_NAMESAKES = 20;

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list && list.length < MOST_NAMESAKES) list.push(value);
  else if (!list) map.set(key, [value]);
}

/** A role in small letters before the name ("campaign manager"), or in apposition after it ("…, director of the centre,"). */
export function readRole(text: string, tokens: readonly Token[], name: NameMention): string | undefined {
  return readRoleBefore(text, tokens, name.titlesFrom) ?? readRoleAfter(text, tokens, name.to);
}

function readRoleBefore(text: string, tokens: readonly Token[], end: number): string | undefined {
  const last = tokens[end - 1];
  if (!last || !TITLES.has(last.lower)) return undefined;
  let from = end - 1;
  while (from > 0 && from > end - 6 && belongsToRole(tokens[from - 1])) from -= 1;
  // A former technology executive is no executive.
  if (tokens[from - 1]?.kind === 'word' && tokens[from - 2]?.lower === 'former') from -= 2;
  return sliceTokens(text, tokens, { from, to: end });
}

function belongsToRole(token: Token | undefined): boolean {
  if (token?.kind !== 'word') return isPossessive(token);
  if (isDeterminer(token)) return false;
  return (
    token.capital ||
    TITLES.has(token.lower) ||
    /^(?:former|senior|deputy|top|vice|chief|campaign|longtime|veteran|acting|interim|state|political|press|foreign|national|policy|communications|law|retired)$/.test(
      token.lower,
    )
  );
}

function readRoleAfter(text: string, tokens: readonly Token[], at: number): string | undefined {
  const first = tokens[at + 1];
  if (!isComma(tokens[at]) || !first || first.kind !== 'word') return undefined;
  if (!(/^(?:a|an|the)$/.test(first.lower) || TITLES.has(first.lower) || first.lower === 'former'))
    return undefined;
  let end = at + 1;
  while (
    end < tokens.length &&
    end < at + 20 &&
    tokens[end]?.kind !== 'run' &&
    !/^(?:[,.;:?!()—–]|who|said|says|told)$/.test(tokens[end]?.text ?? '')
  )
    end += 1;
  return /^[,.;]$/.test(tokens[end]?.text ?? '')
    ? sliceTokens(text, tokens, { from: at + 1, to: end })
    : undefined;
}
