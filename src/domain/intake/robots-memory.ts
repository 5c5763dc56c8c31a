import type { Clock } from '../ports.ts';
import type { Fetcher } from './fetching.ts';
import { allowsPath, type RobotsRule, readRules } from './robots.ts';

/** Whether sites let the program read their pages. */
export interface Robots {
  /** As RFC 9309 has it: no robots.txt allows all, a server that fails allows nothing. Throws `FetchError`. */
  mayRead(url: URL): Promise<boolean>;
}

/** The name that sites address the program by in robots.txt. */
export const ROBOT = 'Pullquote';

/** What a site said holds so long; RFC 9309 (2.4) allows a day. */
const FRESH_MS = 60 * 60_000;
/** That its server failed, so long. */
const FAILED_MS = 5 * 60_000;
/** Of all that is remembered; the sites that were asked longest ago are forgotten first. */
const MOST_CHARACTERS = 4_000_000;

/** `undefined` where nothing may be read. */
type Rules = readonly RobotsRule[] | undefined;

interface Remembered {
  readonly rules: Promise<Rules>;
  readonly characters: number;
  readonly until: number;
}

/** Asks each site once for as long as its answer is fresh, also where many pages are read at a time. */
export function createRobots({
  fetcher,
  clock,
}: {
  readonly fetcher: Fetcher;
  readonly clock: Clock;
}): Robots {
  const sites = new Map<string, Remembered>();

  function remember(origin: string, site: Remembered): void {
    sites.delete(origin);
    sites.set(origin, site);
    let total = [...sites.values()].reduce((sum, { characters }) => sum + characters, 0);
    for (const [oldest, { characters }] of sites) {
      if (total <= MOST_CHARACTERS || oldest === origin) return;
      sites.delete(oldest);
      total -= characters;
    }
  }

  function ask(origin: string): Promise<Rules> {
    const known = sites.get(origin);
    if (known && clock.now() < known.until) return known.rules;
    const rules = (async () => {
      const { status, body } = await fetcher.fetch({ url: `${origin}/robots.txt`, accept: 'text/plain' });
      if (status >= 500) return undefined;
      return status === 200 ? readRules(new TextDecoder().decode(body), ROBOT) : [];
    })();
    const until = clock.now() + FRESH_MS;
    remember(origin, { rules, characters: origin.length, until });
    rules.then(
      (read) => {
        // It may have been forgotten, or asked again, meanwhile.
        if (sites.get(origin)?.rules !== rules) return;
        const characters = (read ?? []).reduce(
          (sum, { pattern }) => sum + pattern.length + 50,
          origin.length,
        );
        remember(origin, { rules, characters, until: read ? until : clock.now() + FAILED_MS });
      },
      // Whoever asked gets the fault; the next one asks again.
      () => sites.get(origin)?.rules === rules && sites.delete(origin),
    );
    return rules;
  }

  return {
    async mayRead({ origin, pathname, search }) {
      const rules = await ask(origin);
      return rules !== undefined && allowsPath(rules, pathname + search);
    },
  };
}
