import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openSqliteArchive } from '../../../src/adapters/archive/sqlite/sqlite-archive.ts';
import { describeArchive } from './archive-contract.ts';

let folder: string;
let files = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pullquote-archive-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describeArchive('the archive in memory', () => openSqliteArchive(':memory:', { now: () => 0 }));
describeArchive('the archive in a SQLite file, in threads', () =>
  openSqliteArchive(join(folder, `${files++}.sqlite`), { now: () => 0 }),
);
