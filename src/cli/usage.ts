import type { DayUsage } from '../domain/model/usage.ts';
import { formatTable } from './table.ts';

const HEADINGS = ['day', 'guild', 'calls', 'prompt', 'answer', 'set aside'];

/** What `pullquote usage` prints: a line for each day and guild, and the sum. */
export function reportUsage(days: readonly DayUsage[]): string {
  if (days.length === 0) return 'No tokens have been spent yet.\n';
  const rows = days.map(({ day, guild, calls, promptTokens, completionTokens, held }) => [
    day,
    guild,
    ...[calls, promptTokens, completionTokens, held].map(String),
  ]);
  const total = days.reduce((sum, one) => sum + one.promptTokens + one.completionTokens, 0);
  return `${formatTable([HEADINGS, ...rows]).join('\n')}\n${total} tokens in all\n`;
}
