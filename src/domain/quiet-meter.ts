import type { Meter } from './ports.ts';

/** For where nobody asks for measurements. */
export const QUIET_METER: Meter = { count() {}, time() {}, level() {} };
