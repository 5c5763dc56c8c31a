import { RateLimiterRes } from 'rate-limiter-flexible';
import type { Cooldown } from '../domain/ports.ts';
import type { CreateLimiter } from './store/limiters.ts';

const USES = 6;
const WINDOW_SECONDS = 120;

/** Lets each member use the model `uses` times in any `windowSeconds`, counted where `createLimiter` counts. */
export function createCooldown(
  createLimiter: CreateLimiter,
  uses: number = USES,
  windowSeconds: number = WINDOW_SECONDS,
): Cooldown {
  const limiter = createLimiter({ name: 'cooldown', points: uses, durationSeconds: windowSeconds });
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
