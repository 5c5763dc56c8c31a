import { runFeedDays } from '../domain/intake/feed-days.ts';

/** Seven days of 100 feeds that 20 servers follow, with a program that is ended at random; minutes of real time. */
export async function benchFeedDays(): Promise<void> {
  const start = performance.now();
  const verdict = await runFeedDays({ feeds: 100, guilds: 20, days: 7, killEvery: 20_000, seed: 7 });
  for (const [name, value] of Object.entries(verdict)) console.log(`${name.padEnd(12)} ${value}`);
  const share = (of: number) => `${((verdict.unchanged / of) * 100).toFixed(1)} %`;
  console.log(
    `answered 304 ${share(verdict.polls)} of the polls, ${share(verdict.answerable)} of those that the server can answer so`,
  );
  console.log(`took         ${((performance.now() - start) / 1000).toFixed(0)} s`);
}
