import type { KnownSpeaker } from '../../domain/story/archive.ts';

/** Rows of speakers as one for each name: a server's own stories may quote whom shared ones do. */
export function mergeNames(rows: readonly Readonly<Record<string, unknown>>[]): KnownSpeaker[] {
  const byKey = new Map(rows.map((row) => [Number(row.key), row]));
  const names = new Map<string, { name: string; role?: string; quotations: number }>();
  for (const { name, role, quotations } of byKey.values()) {
    const entry = names.get(String(name)) ?? { name: String(name), quotations: 0 };
    entry.quotations += Number(quotations);
    if (role !== null) entry.role ??= String(role);
    names.set(entry.name, entry);
  }
  return [...names.values()];
}
