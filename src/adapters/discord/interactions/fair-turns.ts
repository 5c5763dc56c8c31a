import type { Caller } from '../../../commands/command.ts';
import { UserError } from '../../../domain/errors.ts';
import { createActivity } from './activity.ts';

/** How much work of one member, or of one server, is under way at once, and how much more may wait for it. */
export interface TurnLimit {
  /** While others ask, too. */
  readonly atOnce: number;
  /** While nobody else does. */
  readonly alone: number;
  readonly waiting: number;
}

export interface TurnLimits {
  readonly member: TurnLimit;
  readonly guild: TurnLimit;
  /** Of the time, what one whose work stands in line takes at most while others ask, too: from 0 to 1. */
  readonly share: number;
}

/**
 * While others ask, a member does one thing and looks at another. A server's four leave the model's server and the database's ten
 * connections something for the others.
 */
export const ANSWER_LIMITS: TurnLimits = {
  member: { atOnce: 2, alone: 16, waiting: 300 },
  guild: { atOnce: 4, alone: 16, waiting: 1000 },
  share: 0.1,
};
/** Of what is typed fast only the last matters. */
export const SUGGESTION_LIMITS: TurnLimits = {
  member: { atOnce: 1, alone: 1, waiting: 4 },
  guild: { atOnce: 4, alone: 16, waiting: 50 },
  share: 1,
};

/** Long work is spent waiting for a model: it takes nothing from others. */
const LONGEST_REST_MS = 1000;

/** Gives work its turn, so that one who floods waits for themselves and nobody for them. */
export interface FairTurns {
  /** Runs the work when its turn has come. Throws UserError, at once, where too much of the same caller's waits. */
  run<T>(caller: Caller, work: () => Promise<T>): Promise<T>;
}

interface Load {
  running: number;
  waiting: number;
}

/** What counts for whom. */
interface Share {
  readonly kind: 'member' | 'guild';
  readonly key: string;
  readonly limit: TurnLimit;
  readonly refusal: string;
}

export function createFairTurns(limits: TurnLimits): FairTurns {
  const loads = new Map<string, Load>();
  const waiting: { readonly shares: readonly Share[]; readonly begin: () => void }[] = [];
  const activity = { member: createActivity(), guild: createActivity() };

  function isFree({ kind, key, limit }: Share): boolean {
    const atOnce = activity[kind].hasOthers(key) ? limit.atOnce : limit.alone;
    return (loads.get(key)?.running ?? 0) < atOnce;
  }

  function change(shares: readonly Share[], field: keyof Load, by: 1 | -1): void {
    for (const { key } of shares) {
      const load = loads.get(key) ?? { running: 0, waiting: 0 };
      load[field] += by;
      if (load.running + load.waiting > 0) loads.set(key, load);
      else loads.delete(key);
    }
  }

  /** In order of arrival, past those whose turn has not come. */
  function beginNext(): void {
    for (let place = 0; place < waiting.length; place += 1) {
      const next = waiting[place];
      if (!next?.shares.every(isFree)) continue;
      waiting.splice(place, 1);
      place -= 1;
      change(next.shares, 'waiting', -1);
      change(next.shares, 'running', 1);
      next.begin();
    }
  }

  async function takeTurn(shares: readonly Share[]): Promise<void> {
    if (shares.every(isFree)) return change(shares, 'running', 1);
    const full = shares.find(({ key, limit }) => (loads.get(key)?.waiting ?? 0) >= limit.waiting);
    if (full) throw new UserError(full.refusal);
    change(shares, 'waiting', 1);
    await new Promise<void>((begin) => waiting.push({ shares, begin }));
  }

  /** Who has more waiting while others ask does not go on at once. */
  function release(share: Share, tookMs: number): void {
    const end = () => change([share], 'running', -1);
    const { kind, key, limit } = share;
    const isInTheWay = loads.get(key)?.waiting && activity[kind].hasOthers(key);
    if (!isInTheWay) {
      end();
      return;
    }
    const restMs = Math.min(tookMs * (limit.atOnce / limits.share - 1), LONGEST_REST_MS);
    setTimeout(() => {
      end();
      beginNext();
    }, restMs).unref();
  }

  return {
    async run(caller, work) {
      const shares = sharesOf(caller, limits);
      for (const { kind, key } of shares) activity[kind].note(key);
      await takeTurn(shares);
      const from = performance.now();
      try {
        return await work();
      } finally {
        for (const share of shares) release(share, performance.now() - from);
        beginNext();
      }
    },
  };
}

/** A direct message counts as a server of its own. */
function sharesOf({ user, guild }: Caller, { member, guild: server }: TurnLimits): Share[] {
  return [
    {
      ...{ kind: 'member', key: `member ${user}`, limit: member },
      refusal: `You have more than ${member.waiting} requests under way. Ask again when some of them are answered.`,
    },
    {
      ...{ kind: 'guild', key: guild === undefined ? `direct ${user}` : `guild ${guild}`, limit: server },
      refusal: `This server has more than ${server.waiting} requests under way. Ask again in a moment.`,
    },
  ];
}
