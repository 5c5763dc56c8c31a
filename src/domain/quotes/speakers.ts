import type { Attribution } from './attributions.ts';
import { PREPOSITIONS, SUBJECT_PRONOUNS } from './lexicon/function-words.ts';
import type { Source } from './noun-phrases.ts';
import { readName } from './people.ts';
import type { Token } from './tokens.ts';

/** Who speaks, as it is shown. */
export interface Speaker {
  readonly name: string;
  readonly role?: string;
  readonly person: boolean;
}

/** Who has been named and has spoken so far in a text, in order. */
export class SpeakerMemory {
  private readonly people = new Map<string, Speaker>();
  private lastSpeaker: Speaker | null = null;
  private lastOfParagraph: Speaker | null = null;

  /** The fullest form known under this surname. */
  resolve(speaker: Speaker): Speaker {
    const surname = speaker.name.split(' ').at(-1) ?? speaker.name;
    const known = this.people.get(surname);
    if (!known) {
      if (speaker.person) this.people.set(surname, speaker);
      return speaker;
    }
    if (known.name.length >= speaker.name.length) return known;
    this.people.set(surname, speaker);
    return speaker;
  }

  pronoun(): Speaker | null {
    return this.lastSpeaker;
  }

  remember(speaker: Speaker): void {
    if (speaker.person) this.lastSpeaker = speaker;
  }

  endParagraph(speaker: Speaker | null): void {
    this.lastOfParagraph = speaker;
  }

  carryOver(continues: boolean): { speaker: Speaker | null; cue: string | null } | undefined {
    return this.lastOfParagraph || continues ? { speaker: this.lastOfParagraph, cue: null } : undefined;
  }
}

/** The speaker that an attribution names; `null` when it names nobody who is known. */
export function readSpeaker(
  text: string,
  tokens: readonly Token[],
  { source }: Attribution,
  memory: SpeakerMemory,
): Speaker | null {
  if (!source) return null;
  const first = tokens[source.from];
  if (!first) return null;
  if (source.to - source.from === 1 && SUBJECT_PRONOUNS.has(first.lower)) return memory.pronoun();
  return memory.resolve(readNominal(text, tokens, source));
}

function readNominal(text: string, tokens: readonly Token[], source: Source): Speaker {
  let headEnd = source.from;
  while (headEnd < source.to && !PREPOSITIONS.has(tokens[headEnd]?.lower ?? '')) headEnd += 1;
  for (let index = source.from; index < headEnd; index += 1) {
    const name = readName(text, tokens, index, source.to);
    if (!name) continue;
    if (name.to >= headEnd && name.words.length > 0 && tokens[source.from]?.lower !== 'the')
      return { name: name.words.join(' '), person: true, ...(name.role && { role: name.role }) };
    index = name.to - 1;
  }
  return {
    name: text.slice(tokens[source.from]?.start ?? 0, tokens[source.to - 1]?.end ?? 0),
    person: false,
  };
}
