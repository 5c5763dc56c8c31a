import { openArchive } from '../../src/adapters/archive/open-archive.ts';
import { READING_VERSION } from '../../src/domain/quotes/read-story.ts';
import type { ArchiveWriter } from '../../src/domain/story/archive.ts';
import { NO_POSTGRES, startPostgres } from '../fixtures/engines.ts';
import { createDatabase } from '../fixtures/postgres-database.ts';
import { copyOf, readArticles } from './archive-copies.ts';
import { askAbout, measureQueries } from './archive-queries.ts';
import { report } from './results.ts';

/** How many stories; ARCHIVE_POSTGRES_STORIES names another number. */
const SIZE = Number(process.env.ARCHIVE_POSTGRES_STORIES ?? 2_000);
/** So many come in at a time, as from a folder. */
const AT_ONCE = 8;

/** What the archive's queries cost on PostgreSQL, and how many stories a second it takes in, each read already. */
export async function benchArchivePostgres(data: string): Promise<void> {
  if (NO_POSTGRES) {
    console.log(`SKIPPED${NO_POSTGRES}`);
    return;
  }
  const engine = await startPostgres();
  try {
    const archive = await openArchive(await createDatabase(engine), { now: Date.now });
    const { questions, perSecond } = await fill(archive, data);
    const figures = { ...(await measureQueries(archive, questions)), 'stories stored a second': perSecond };
    await archive.close();
    const column = `${SIZE.toLocaleString('en')} stories on PostgreSQL`;
    report(
      'archive-postgres',
      Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, { [column]: figure }])),
    );
  } finally {
    await engine.remove();
  }
}

/** The articles themselves are let go: a collection of so much garbage would count as a block of the queries. */
async function fill(archive: ArchiveWriter, data: string) {
  const articles = readArticles(data);
  const started = performance.now();
  for (let from = 0; from < SIZE; from += AT_ONCE) {
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, SIZE - from) }, (_, index) =>
        archive.put({
          ...{ story: copyOf(articles, from + index), reading: READING_VERSION, owner: {}, at: Date.now() },
          ...{ source: { kind: 'feed', feed: 'https://feed.example/' }, identity: `copy ${from + index}` },
        }),
      ),
    );
  }
  const perSecond = Math.round((SIZE * 1000) / (performance.now() - started));
  return { questions: askAbout(articles), perSecond };
}
