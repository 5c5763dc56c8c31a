import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { echoCommand } from '../fixtures/test-commands.ts';
import { expectValidRequests } from './openapi.ts';
import { hasOpenApi } from './request-faults.ts';
import { createStage, type Stage } from './stage.ts';

const reason = hasOpenApi ? '' : ' (skipped: ../shared/specs/discord-openapi.json is missing)';

describe.skipIf(!hasOpenApi)(`Discord's OpenAPI document${reason}`, () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await createStage();
  });
  afterEach(() => stage.close());

  it('describes what the bot sends, as every end-to-end test checks when it closes its stage', async () => {
    await stage.start([echoCommand]);
    const { channel, ada: user } = stage;
    await stage.loopback.runCommand({ channel, user, name: 'echo', options: { text: 'x' } }).reply();
    const sent = stage.loopback.requests.map(({ method, route }) => `${method} ${route}`);
    expect(new Set(sent).size).toBe(4);
    expectValidRequests(stage.loopback.requests);
  });

  it('does not describe a body with a fault', async () => {
    await stage.start([echoCommand]);
    const [request] = stage.loopback.requests.filter(({ method }) => method === 'PUT');
    const withBody = (body: unknown) => () => expectValidRequests(request ? [{ ...request, body }] : []);
    expect(withBody([echoCommand.data])).not.toThrow();
    expect(withBody([{ ...echoCommand.data, name: 'x'.repeat(33) }])).toThrow();
    expect(withBody([{ ...echoCommand.data, options: [{ type: 3, name: 'x' }] }])).toThrow();
  });
});
