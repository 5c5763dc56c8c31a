import { extractQuotations } from '../../src/domain/quotes/text-quotations.ts';
import { splitLines } from '../../src/domain/story/story.ts';
import { readPolnear } from './polnear.ts';

/** How long extraction takes: all articles one by one, one very long story, and texts that are nothing but marks. */
export function benchQuotes(data: string): void {
  const bodies = readPolnear(data).map(({ body }) => body);
  const joined = bodies.join('\n\n');
  const marks = '“"‘’”';
  console.table({
    [`${bodies.length} articles`]: measure(bodies),
    'one story of 5 MB': measure([joined.repeat(2).slice(0, 5_000_000)]),
    'one paragraph of 5 MB': measure([joined.repeat(2).slice(0, 5_000_000).replaceAll('\n', ' ')]),
    '100 KB of marks': measure([marks.repeat(20_000)]),
    '200 KB of marks': measure([marks.repeat(40_000)]),
  });
  console.log('wanted: all articles ≤ 6 s, 5 MB ≤ 10 s, twice the marks about twice the time');
}

/** Processor seconds beside elapsed ones: the machine may be busy with something else. */
function measure(texts: readonly string[]): Record<string, string | number> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  let quotations = 0;
  let characters = 0;
  for (const text of texts) {
    quotations += extractQuotations(text, splitLines(text)).length;
    characters += text.length;
  }
  const elapsed = (performance.now() - start) / 1000;
  return {
    MB: (characters / 1e6).toFixed(2),
    's elapsed': elapsed.toFixed(2),
    's processor': (process.cpuUsage(cpu).user / 1e6).toFixed(2),
    quotations,
  };
}
