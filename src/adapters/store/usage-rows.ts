import type { DayUsage } from '../../domain/model/usage.ts';

/** A budget that no sum reaches, as databases can hold it. */
export function toBudget(budget: number): number {
  return Math.min(budget, Number.MAX_SAFE_INTEGER);
}

/** A row of the table `usage` as a database driver gives it. */
export function toDayUsage(row: Readonly<Record<string, unknown>>): DayUsage {
  return {
    guild: String(row.id),
    day: String(row.day),
    calls: Number(row.calls),
    promptTokens: Number(row.prompt),
    completionTokens: Number(row.completion),
    held: Number(row.held),
  };
}
