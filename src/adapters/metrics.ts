import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { CountName, LevelName, Levels, Meter, TimeName } from '../domain/ports.ts';

/** What is counted, by whom it is told apart. No label holds a server, a member or words of anybody: each is bounded. */
const COUNTS = {
  interactions: { help: 'Interactions by command, kind and result', labels: ['command', 'kind', 'result'] },
  modelCalls: { help: 'Calls of the language model by use and result', labels: ['use', 'result'] },
  modelTokens: { help: 'Tokens that the model’s server counted', labels: ['kind'] },
  cacheReads: { help: 'Reads of a cache by result (hit or miss)', labels: ['cache', 'result'] },
  checkFindings: { help: 'Findings of the check by kind and severity', labels: ['kind', 'severity'] },
  polls: { help: 'Polls of feeds by result', labels: ['result'] },
  items: {
    help: 'Items of feeds by what became of them, for each server that follows',
    labels: ['decision'],
  },
  posts: { help: 'Attempts to post by kind (story or digest) and result', labels: ['kind', 'result'] },
  reports: {
    help: 'Reports to servers, by kind: an order that is paused, a feed that fails',
    labels: ['kind'],
  },
} as const satisfies Readonly<Record<CountName, Shape>>;

/** What is timed, in seconds. */
const TIMES = {
  acknowledgement: { help: 'From an interaction’s arrival to its acknowledgement', labels: ['command'] },
  answer: { help: 'From an interaction’s arrival to its whole answer', labels: ['command'] },
  modelCall: { help: 'How long the model’s server took', labels: ['use'] },
  archiveQuery: { help: 'How long the archive took', labels: ['query'] },
} as const satisfies Readonly<Record<TimeName, Shape>>;

/** What stands at some level now; read when somebody asks. */
const LEVELS = {
  queueDepth: { help: 'Jobs that wait, by queue', labels: ['queue'] },
  queueAgeSeconds: { help: 'Age of the oldest job that waits, by queue', labels: ['queue'] },
  shardReady: { help: 'Whether the gateway serves a shard (1) or not (0)', labels: ['shard'] },
  shardLatencySeconds: { help: 'Latency of the gateway by shard', labels: ['shard'] },
  poolConnections: { help: 'Connections to the database by pool and state', labels: ['pool', 'state'] },
  stories: { help: 'Stories stored', labels: [] },
  storiesWaiting: {
    help: 'Stories that wait: for their first reading, or for one by the present version',
    labels: ['reading'],
  },
  storyFaults: { help: 'Faults of story files in the content folder', labels: [] },
} as const satisfies Readonly<Record<LevelName, Shape>>;

interface Shape {
  readonly help: string;
  readonly labels: readonly string[];
}

/** Seconds; Discord allows 3 for an acknowledgement, and a model may take a minute. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30, 60];

export interface PrometheusMeter extends Meter {
  /** All that was measured, in Prometheus' text format. */
  render(): Promise<string>;
  readonly contentType: string;
}

/** A meter for Prometheus, with Node's own metrics (event-loop delay, memory) beside the program's. */
export function createMeter(): PrometheusMeter {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counts = mapValues(COUNTS, ({ help, labels }, name) => {
    return new Counter({
      name: `${metricName(name)}_total`,
      help,
      labelNames: labels,
      registers: [registry],
    });
  });
  const times = mapValues(TIMES, ({ help, labels }, name) => {
    const settings = { help, labelNames: labels, buckets: BUCKETS, registers: [registry] };
    return new Histogram({ name: `${metricName(name)}_seconds`, ...settings });
  });
  const readers = new Map<LevelName, Parameters<Meter['level']>[1]>();
  for (const [name, { help, labels }] of Object.entries(LEVELS)) {
    new Gauge({
      name: metricName(name),
      help,
      labelNames: labels,
      registers: [registry],
      async collect() {
        // What cannot be read now has no level; the other measurements are shown all the same.
        const levels = await readLevels(readers.get(name as LevelName));
        this.reset();
        for (const [values, level] of levels) this.set(values, level);
      },
    });
  }
  return {
    count: (name, labels = {}, by = 1) => counts[name].inc(labels, by),
    time: (name, seconds, labels = {}) => times[name].observe(labels, seconds),
    level: (name, read) => void readers.set(name, read),
    render: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

async function readLevels(read: Parameters<Meter['level']>[1] | undefined): Promise<Levels> {
  try {
    return (await read?.()) ?? [];
  } catch {
    return [];
  }
}

function mapValues<K extends string, V, R>(
  record: Readonly<Record<K, V>>,
  make: (value: V, key: K) => R,
): Record<K, R> {
  const entries = Object.entries<V>(record).map(([key, value]) => [key, make(value, key as K)]);
  return Object.fromEntries(entries);
}

/** modelCalls → pullquote_model_calls */
function metricName(name: string): string {
  return `pullquote_${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
}
