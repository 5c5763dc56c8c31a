import type { DatabaseSync } from 'node:sqlite';
import type { UsageBook } from '../../domain/model/usage.ts';
import type { Turns } from './sqlite-turns.ts';
import { toBudget, toDayUsage } from './usage-rows.ts';

/** The tokens spent, in an open store file (`openSqliteFile`). */
export function createSqliteUsage(db: DatabaseSync, { read, write }: Turns): UsageBook {
  const sql = prepareStatements(db);
  return {
    take: ({ kind, id }, day, tokens, given) =>
      write('setting tokens aside', () => {
        const budget = toBudget(given);
        return sql.take.run({ kind, id, day, tokens, budget }).changes > 0;
      }),
    settle: ({ kind, id }, day, tokens, { promptTokens, completionTokens }) =>
      write('counting tokens', () => {
        sql.settle.run({ kind, id, day, tokens, prompt: promptTokens, completion: completionTokens });
      }),
    release: ({ kind, id }, day, tokens) =>
      write('taking tokens back', () => {
        sql.release.run({ kind, id, day, tokens });
      }),
    list: (guild) =>
      read('reading the tokens spent', () => sql.list.all({ id: guild ?? null }).map(toDayUsage)),
    prune: ({ guild, member }) =>
      write('deleting old counts of tokens', () => Number(sql.prune.run(guild, member).changes)),
  };
}

function prepareStatements(db: DatabaseSync) {
  return {
    take: db.prepare(
      `INSERT INTO usage (kind, id, day, held) SELECT :kind, :id, :day, :tokens WHERE :tokens <= :budget
       ON CONFLICT DO UPDATE SET held = held + :tokens WHERE prompt + completion + held + :tokens <= :budget`,
    ),
    settle: db.prepare(
      `UPDATE usage SET calls = calls + 1, prompt = prompt + :prompt, completion = completion + :completion,
         held = max(0, held - :tokens) WHERE kind = :kind AND id = :id AND day = :day`,
    ),
    release: db.prepare(
      'UPDATE usage SET held = max(0, held - :tokens) WHERE kind = :kind AND id = :id AND day = :day',
    ),
    list: db.prepare(
      `SELECT * FROM usage WHERE kind = 'guild' AND (:id IS NULL OR id = :id) ORDER BY day DESC, id`,
    ),
    prune: db.prepare(
      `DELETE FROM usage WHERE (kind = 'guild' AND day < ?) OR (kind = 'member' AND day < ?)`,
    ),
  };
}
