import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HealthServer, type Readiness, serveHealth } from '../../src/adapters/health.ts';
import { createMeter, type PrometheusMeter } from '../../src/adapters/metrics.ts';

describe('the health addresses', () => {
  let parts: Readiness;
  let meter: PrometheusMeter;
  let health: HealthServer;
  const read = (path: string) => fetch(new URL(path, health.url));

  beforeEach(async () => {
    parts = { gateway: true, store: true };
    meter = createMeter();
    health = await serveHealth(0, {
      readiness: () => Promise.resolve(parts),
      facts: () => Promise.resolve({ stories: 3 }),
      meter,
    });
  });
  afterEach(() => health.close());

  it('tell a supervisor which part does not work', async () => {
    expect(await (await read('/readyz')).json()).toEqual({ ready: true, parts, stories: 3 });
    parts = { gateway: 'not connected', store: true };
    const response = await read('/readyz');
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ ready: false, parts: { gateway: 'not connected' } });
    expect((await read('/livez')).status).toBe(200);
    expect((await read('/elsewhere')).status).toBe(404);
  });

  it('give what was counted, timed and asked for in Prometheus’ format', async () => {
    meter.count('interactions', { command: 'quote', kind: 'command', result: 'answered' });
    meter.count('modelTokens', { kind: 'prompt' }, 120);
    meter.time('acknowledgement', 0.004, { command: 'quote' });
    let depth = 2;
    meter.level('queueDepth', () => [[{ queue: 'polls' }, depth]]);
    const text = async () => (await read('/metrics')).text();
    const first = await text();
    expect(first).toContain(
      'pullquote_interactions_total{command="quote",kind="command",result="answered"} 1\n',
    );
    expect(first).toContain('pullquote_model_tokens_total{kind="prompt"} 120\n');
    expect(first).toContain('pullquote_acknowledgement_seconds_bucket{le="0.005",command="quote"} 1\n');
    expect(first).toContain('pullquote_queue_depth{queue="polls"} 2\n');
    expect(first).toContain('nodejs_eventloop_lag_p99_seconds');
    depth = 0;
    expect(await text()).toContain('pullquote_queue_depth{queue="polls"} 0\n');
  });
});
