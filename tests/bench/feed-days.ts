import { runFeedDays } from '../domain/intake/feed-days.ts';

/** Seven days of 100 feeds that 20 servers follow, with a program that is ended at random; minutes of real time. */
export async function benchFeedDays(): Promise<void> {
  const start = performance.now();
  const verdict = await runFeedDays({ feeds: 100, guilds: 20, days: 7, killEvery: 20_000, seed: 7 });
  for (const [name, value] of Object.entries(verdict)) console.log(`${name.padEnd(12)} ${value}`);
  const share = (verdict.unchanged / verdict.polls) * 100;
  console.log(`answered 304 ${share.toFixed(1)} % of the polls`);
  console.log(`took         ${((performance.now() - start) / 1000).toFixed(0)} s`);
}
