import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Cooldown } from '../domain/ports.ts';

const USES = 6;
const WINDOW_SECONDS = 120;

/** Lets each member use the model `uses` times in any `windowSeconds`; kept in memory, so a restart forgets it. */
export function createCooldown(uses: number = USES, windowSeconds: number = WINDOW_SECONDS): Cooldown {
  const limiter = new RateLimiterMemory({ points: uses, duration: windowSeconds });
  return {
    async take(user) {
      try {
        await limiter.consume(user);
        return true;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return false;
        throw refusal;
      }
    },
  };
}
