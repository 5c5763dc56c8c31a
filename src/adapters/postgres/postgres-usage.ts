import type { UsageBook } from '../../domain/model/usage.ts';
import { withStoreFault } from '../store/store-fault.ts';
import { toBudget, toDayUsage } from '../store/usage-rows.ts';
import type { Querying } from './postgres.ts';

/** The tokens spent, in PostgreSQL, for any number of processes. */
export function createPostgresUsage(db: Querying): UsageBook {
  return {
    take: ({ kind, id }, day, tokens, budget) =>
      withStoreFault('setting tokens aside', async () => {
        const { count } = await db.query(
          `INSERT INTO usage (kind, id, day, held) SELECT $1, $2, $3, $4::bigint WHERE $4::bigint <= $5::bigint
           ON CONFLICT (kind, id, day) DO UPDATE SET held = usage.held + excluded.held
             WHERE usage.prompt + usage.completion + usage.held + excluded.held <= $5::bigint`,
          [kind, id, day, tokens, toBudget(budget)],
        );
        return count > 0;
      }),
    settle: ({ kind, id }, day, tokens, { promptTokens, completionTokens }) =>
      withStoreFault('counting tokens', async () => {
        await db.query(
          `UPDATE usage SET calls = calls + 1, prompt = prompt + $5, completion = completion + $6,
             held = greatest(0, held - $4) WHERE kind = $1 AND id = $2 AND day = $3`,
          [kind, id, day, tokens, promptTokens, completionTokens],
        );
      }),
    release: ({ kind, id }, day, tokens) =>
      withStoreFault('taking tokens back', async () => {
        await db.query(
          'UPDATE usage SET held = greatest(0, held - $4) WHERE kind = $1 AND id = $2 AND day = $3',
          [kind, id, day, tokens],
        );
      }),
    list: (guild) =>
      withStoreFault('reading the tokens spent', async () => {
        const { rows } = await db.query(
          `SELECT * FROM usage WHERE kind = 'guild' AND ($1::text IS NULL OR id = $1) ORDER BY day DESC, id`,
          [guild ?? null],
        );
        return rows.map(toDayUsage);
      }),
    prune: ({ guild, member }) =>
      withStoreFault('deleting old counts of tokens', async () => {
        const { count } = await db.query(
          `DELETE FROM usage WHERE (kind = 'guild' AND day < $1) OR (kind = 'member' AND day < $2)`,
          [guild, member],
        );
        return count;
      }),
  };
}
