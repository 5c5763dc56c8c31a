import { openStore } from '../../adapters/store/store.ts';
import { createLog } from '../../app/log.ts';
import type { DayUsage } from '../../domain/model/usage.ts';
import { readTextFlag } from '../flags.ts';
import { formatTable, jsonLines } from '../table.ts';
import { JSON_FLAG, type Task } from '../task.ts';

const HEADINGS = ['day', 'guild', 'calls', 'prompt', 'answer', 'set aside'];

/** `pullquote usage`. */
export const USAGE: Task = {
  words: '',
  about: "The model's tokens by day and server",
  flags: { guild: { value: 'ID', about: 'Of this server only' }, json: JSON_FLAG },
  async run({ config, values, out }) {
    const store = await openStore(config.STORE_URL, { log: createLog(config.LOG_LEVEL) });
    const days = await store.usage.list(readTextFlag(values, 'guild'));
    await out.print(values.json ? jsonLines(days) : reportUsage(days));
    await store.close();
    return true;
  },
};

/** A line for each day and guild, and the sum. */
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
