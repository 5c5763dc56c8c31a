import type { Gender } from '../../english/people.ts';
import type { Speaker } from './sources.ts';

/** Longest look back for somebody whom a pronoun can mean, in entries. */
const REACH = 12;

/** Who has been spoken of so far, in order: what pronouns and run-on quotations refer to. */
export class Discourse {
  private readonly speakers: Speaker[] = [];
  private readonly mentioned: Speaker[] = [];

  /** Somebody who speaks, or is the subject of a sentence. */
  remember(speaker: Speaker): void {
    push(this.speakers, speaker);
  }

  /** Somebody who is named in passing: meant only when no speaker fits. */
  mention(speaker: Speaker): void {
    push(this.mentioned, speaker);
  }

  /** Whom the pronoun means; `null` when nobody spoken of so far fits. */
  resolve(pronoun: string): Speaker | null {
    const gender: Gender | undefined = pronoun === 'he' ? 'm' : pronoun === 'she' ? 'f' : undefined;
    if (gender)
      return this.findLast(
        ({ kind, gender: own }) => own === gender || (kind === 'person' && own === undefined),
      );
    if (pronoun === 'they' || pronoun === 'it') return this.findLast(({ kind }) => kind === 'group');
    return null;
  }

  private findLast(fits: (speaker: Speaker) => boolean): Speaker | null {
    return this.speakers.findLast(fits) ?? this.mentioned.findLast(fits) ?? null;
  }
}

function push(list: Speaker[], speaker: Speaker): void {
  list.push(speaker);
  if (list.length > REACH) list.shift();
}
