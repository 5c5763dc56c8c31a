import { expect, it } from 'vitest';
import { serveHealth } from '../../src/adapters/health.ts';

it('tells a supervisor whether the bot is connected, and what it knows', async () => {
  let ready = false;
  const health = await serveHealth(0, () => ({ ready, stories: 3 }));
  try {
    expect((await fetch(health.url)).status).toBe(503);
    ready = true;
    const response = await fetch(health.url);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ ready: true, stories: 3 });
    expect((await fetch(new URL('/elsewhere', health.url))).status).toBe(404);
  } finally {
    await health.close();
  }
});
