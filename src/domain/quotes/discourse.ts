import type { Gender } from './people.ts';
import type { Speaker } from './speakers.ts';

/** Longest look back for somebody whom a pronoun can mean, in entries. */
const REACH = 12;

/** Who has been spoken of so far, in order: what pronouns and run-on quotations refer to. */
export class Discourse {
  private readonly recent: Speaker[] = [];

  remember(speaker: Speaker): void {
    this.recent.push(speaker);
    if (this.recent.length > REACH * 2) this.recent.splice(0, REACH);
  }

  /** Whom the pronoun means; `null` when nobody spoken of so far fits. */
  resolve(pronoun: string): Speaker | null {
    const gender: Gender | undefined = pronoun === 'he' ? 'm' : pronoun === 'she' ? 'f' : undefined;
    if (gender)
      return this.findLast(
        ({ kind, gender: own }) => kind === 'person' && (own === undefined || own === gender),
      );
    if (pronoun === 'they' || pronoun === 'it') return this.findLast(({ kind }) => kind === 'group');
    return null;
  }

  private findLast(fits: (speaker: Speaker) => boolean): Speaker | null {
    return this.recent.slice(-REACH).findLast(fits) ?? null;
  }
}
