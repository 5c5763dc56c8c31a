import type { APIUser } from 'discord-api-types/v10';
import type { FormErrors } from './api-error.ts';
import { type Form, isForm, readForm, readList } from './form.ts';
import type { Guild, World } from './world.ts';

/** What a text mentions and is allowed to: Discord notifies exactly these. */
export interface Mentions {
  readonly users: readonly APIUser[];
  readonly roles: readonly string[];
  readonly everyone: boolean;
  /** The same as `user:ID`, `role:ID`, `everyone`, `here`. */
  readonly pings: readonly string[];
}

/** Checks `allowed_mentions`: at most 100 ids each, and a kind is either parsed or listed. */
export function checkAllowedMentions(value: unknown, errors: FormErrors): void {
  if (value === undefined || value === null) return;
  const path = ['allowed_mentions'];
  const form = readForm(value, path, errors);
  const parse = readList(form.parse, [...path, 'parse'], errors, [0, 3]);
  for (const kind of ['users', 'roles']) {
    const ids = readList(form[kind], [...path, kind], errors, [0, 100]);
    if (ids.length > 0 && parse.includes(kind)) {
      const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
      errors.add(path, 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message);
    }
  }
}

/** The mentions in `text` that `allowed` lets through; without `allowed` all of them are. */
export function findMentions(text: string, allowed: unknown, world: World, guild: Guild): Mentions {
  const lets = createFilter(isForm(allowed) ? allowed : undefined);
  const users = findIds(text, /<@!?(\d{15,20})>/g).filter((id) => lets('users', id) && world.users.has(id));
  const roles = findIds(text, /<@&(\d{15,20})>/g).filter((id) => lets('roles', id) && guild.roles.has(id));
  const broad = ['everyone', 'here'].filter((word) => text.includes(`@${word}`) && lets('everyone'));
  return {
    users: users.flatMap((id) => world.users.get(id) ?? []),
    roles,
    everyone: broad.length > 0,
    pings: [...users.map((id) => `user:${id}`), ...roles.map((id) => `role:${id}`), ...broad],
  };
}

function findIds(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))];
}

function createFilter(
  allowed: Form | undefined,
): (kind: 'users' | 'roles' | 'everyone', id?: string) => boolean {
  if (!allowed) return () => true;
  const parse = Array.isArray(allowed.parse) ? allowed.parse : [];
  return (kind, id) => {
    const listed = allowed[kind];
    return parse.includes(kind) || (id !== undefined && Array.isArray(listed) && listed.includes(id));
  };
}
