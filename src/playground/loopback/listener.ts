import { once } from 'node:events';
import { createChannelMessages } from './channel-messages.ts';
import type { Faults } from './faults.ts';
import { createForumThreads } from './forum-threads.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { createSessionStarts, type StartLimits } from './gateway-starts.ts';
import { createHttpServer } from './http-server.ts';
import { createInteractionMessages } from './interaction-messages.ts';
import type { Interactions } from './interactions.ts';
import type { Nonces } from './nonces.ts';
import { createRateLimits } from './rate-limits.ts';
import { createRoutes } from './routes.ts';
import type { World } from './world.ts';

export interface ListenerDeps extends StartLimits {
  readonly world: World;
  readonly interactions: Interactions;
  readonly nonces: Nonces;
  readonly faults: Faults;
  /** Each with the same meaning and default as in `LoopbackOptions`. */
  readonly strict?: boolean;
  readonly shards?: number;
  readonly privilegedIntents?: number;
  readonly heartbeatIntervalMs?: number;
}

/** REST and gateway on one port of 127.0.0.1. */
export interface Listener {
  readonly gateway: Gateway;
  /** Gives the port; 0 asks for a free one. */
  listen(port: number): Promise<number>;
  /** Cuts all connections and stops listening. */
  close(): Promise<void>;
}

export function createListener(deps: ListenerDeps): Listener {
  const { world, interactions, shards = 1, heartbeatIntervalMs = 41_250, privilegedIntents = 0 } = deps;
  let port = 0;
  const gatewayUrl = (): string => `ws://127.0.0.1:${port}/gateway`;
  const channelMessages = createChannelMessages(world, deps.nonces);
  const forumThreads = createForumThreads(world);
  const interactionMessages = createInteractionMessages(world, interactions);
  const starts = createSessionStarts(deps);
  const server = createHttpServer({
    routes: createRoutes({
      world,
      channelMessages,
      forumThreads,
      interactions,
      interactionMessages,
      gatewayUrl,
      shards,
      starts,
    }),
    limits: createRateLimits(deps.strict ?? false),
    ...{ token: world.token, clock: world.clock, faults: deps.faults },
    record: (request) => void world.events.emit('request', request),
  });
  const settings = { heartbeatIntervalMs, privilegedIntents, starts, url: gatewayUrl };
  const gateway = createGateway(world, server, settings);
  return {
    gateway,
    async listen(wanted) {
      server.listen(wanted, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      port = typeof address === 'object' && address ? address.port : wanted;
      return port;
    },
    async close() {
      await gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
