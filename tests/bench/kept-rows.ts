// What the program's SQLite files hold, table by table, so that a file's growth can be laid beside that of what is kept.
import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const PAGE_KB = 4;

/** Rows and kilobytes of one table with its indexes; of a full-text table, its rows and all of its parts. */
export interface Kept {
  readonly rows: number;
  /** What the rows hold, to be told from pages that are kept half empty; a full-text table's parts hold what was deleted, too. */
  readonly contentKilobytes: number;
  readonly kilobytes: number;
}

/** A file at one moment. */
export interface FileHolding {
  readonly tables: ReadonlyMap<string, Kept>;
  /** Pages that hold nothing, to be used again. */
  readonly freeKilobytes: number;
  readonly walKilobytes: number;
}

/** Looks into a file that a program has open, without disturbing it. */
export function lookIntoFile(file: string): FileHolding {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  try {
    const sizes = db
      .prepare(
        `SELECT s.tbl_name AS name, sum(d.pgsize) / 1024 AS kilobytes, sum(d.payload) / 1024.0 AS content
         FROM dbstat AS d JOIN sqlite_schema AS s ON s.name = d.name GROUP BY 1`,
      )
      .all();
    const parts = readFullText(db);
    const tables = new Map<string, Kept>();
    for (const row of sizes) {
      const [table, name] = [String(row.name), parts.get(String(row.name)) ?? String(row.name)];
      const before = tables.get(name) ?? { rows: 0, contentKilobytes: 0, kilobytes: 0 };
      // Of a full-text table's parts one has a row for each of its rows.
      const isCounted = table === name || table === `${name}_docsize`;
      tables.set(name, {
        rows: before.rows + (isCounted ? countRows(db, table) : 0),
        contentKilobytes: before.contentKilobytes + (table === name ? Number(row.content) : 0),
        kilobytes: before.kilobytes + Number(row.kilobytes),
      });
    }
    return {
      tables,
      freeKilobytes: Number(db.prepare('PRAGMA freelist_count').get()?.freelist_count) * PAGE_KB,
      walKilobytes: Math.round((statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) / 1024),
    };
  } finally {
    db.close();
  }
}

/** The tables that full-text tables are made of, each with the name of the whole. */
function readFullText(db: DatabaseSync): Map<string, string> {
  const names = db.prepare("SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%'").all();
  return new Map(
    names.flatMap(({ name }) =>
      ['data', 'idx', 'docsize', 'config', 'content'].map(
        (part) => [`${name}_${part}`, String(name)] as const,
      ),
    ),
  );
}

function countRows(db: DatabaseSync, table: string): number {
  return Number(db.prepare(`SELECT count(*) AS n FROM "${table.replaceAll('"', '""')}"`).get()?.n);
}

/** Tables of less than this have single pages, whose number says nothing of their growth. */
const LEAST_KB = 64;

/**
 * By table, what it holds in the first and second half of a time (medians of what was seen), and by how much more its pages
 * have grown than what its rows hold (a full-text table's, than its rows): more than 1.1 is more than what is kept.
 */
export function compareHalves(file: string, seen: readonly FileHolding[]): [string, object][] {
  const halves = [seen.slice(0, seen.length / 2), seen.slice(seen.length / 2)];
  const medians = (read: (one: FileHolding) => number) =>
    halves.map((half) => half.map(read).sort((a, b) => a - b)[Math.floor(half.length / 2)] ?? 0);
  const tables = new Set(seen.flatMap((one) => [...one.tables.keys()]));
  const rows = [...tables].flatMap((table): [string, object][] => {
    const of = (one: FileHolding) => one.tables.get(table) ?? { rows: 0, contentKilobytes: 0, kilobytes: 0 };
    const [firstRows = 0, rows = 0] = medians((one) => of(one).rows);
    const [firstKb = 0, kb = 0] = medians((one) => of(one).kilobytes);
    if (kb < LEAST_KB) return [];
    const [firstContent = 0, content = 0] = medians((one) => of(one).contentKilobytes);
    const growth = kb / firstKb / (firstContent > 0 ? content / firstContent : rows / firstRows);
    return [
      [
        `${file} ${table}`,
        describe(`${firstRows} rows, ${firstKb} KB`, `${rows} rows, ${kb} KB`, growth, '≤ 1.10'),
      ],
    ];
  });
  const [free = 0, freeNow = 0] = medians((one) => one.freeKilobytes);
  const [wal = 0, walNow = 0] = medians((one) => one.walKilobytes);
  return [
    ...rows.sort(([a], [b]) => (a < b ? -1 : 1)),
    [`${file} free KB`, describe(free, freeNow, freeNow / free, 'used again')],
    [`${file} log KB`, describe(wal, walNow, walNow / wal, '≤ 1.10')],
  ];
}

function describe(first: string | number, second: string | number, ratio: number, wanted: string): object {
  return {
    ...{ 'first half': first, 'second half': second },
    ...{ ratio: Number.isFinite(ratio) ? ratio.toFixed(2) : '1.00', wanted },
  };
}
