import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

// Loaded before the program that is measured: writes the longest delay of its event loop, from a signal to the end.
const delay = monitorEventLoopDelay({ resolution: 5 });
process.on('SIGUSR2', () => {
  delay.reset();
  delay.enable();
});
process.on('exit', () => {
  const milliseconds = (nanoseconds) => Math.round(nanoseconds / 1e5) / 10;
  const [p99, p999, max] = [delay.percentile(99), delay.percentile(99.9), delay.max].map(milliseconds);
  if (process.env.LOOP_DELAY_FILE)
    writeFileSync(process.env.LOOP_DELAY_FILE, JSON.stringify({ p99, p999, max }));
});
