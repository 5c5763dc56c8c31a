import { expect, it, onTestFinished } from 'vitest';
import { startDiscord } from '../../src/adapters/discord/client.ts';
import { createMeter } from '../../src/adapters/metrics.ts';
import { createLoopbackDiscord } from '../../src/playground/loopback/loopback.ts';
import { createRecordingLog } from '../fixtures/log.ts';
import { createMemoryStore } from '../fixtures/memory-store.ts';
import { countCommand } from '../fixtures/test-commands.ts';

it('what members do is counted by command and result, and how long they wait is timed', async () => {
  const loopback = await createLoopbackDiscord({});
  const guild = loopback.addGuild({ name: 'Newsroom' }).id;
  const channel = loopback.addChannel({ guild, name: 'general' }).id;
  const user = loopback.addMember({ guild, name: 'Ada' }).id;
  const meter = createMeter();
  const bot = await startDiscord({
    ...{ token: loopback.token, apiUrl: loopback.url, commands: [countCommand], messageCommands: [] },
    ...{ store: createMemoryStore(), clock: Date, log: createRecordingLog(), meter },
  });
  onTestFinished(async () => {
    await bot.stop(2000);
    await loopback.stop();
  });
  await loopback.runCommand({ channel, user, name: 'count', options: {} }).outcome;
  await expect
    .poll(() => meter.render())
    .toContain('pullquote_interactions_total{command="count",kind="command",result="answered"} 1\n');
  const text = await meter.render();
  expect(text).toContain('pullquote_shard_latency_seconds');
  expect(text).toContain('pullquote_acknowledgement_seconds_count{command="count"} 1\n');
  expect(text).toContain('pullquote_answer_seconds_count{command="count"} 1\n');
});
