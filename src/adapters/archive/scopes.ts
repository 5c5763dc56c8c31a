import type { Scope } from '../../domain/story/archive.ts';

/** The shared scope as the tables name it; a server's own is its id. */
export const SHARED = '';

/** The scopes that somebody sees, as the tables name them: the shared one and the server's own. */
export function scopesOf({ guild }: Scope): string[] {
  return guild ? [SHARED, guild] : [SHARED];
}
