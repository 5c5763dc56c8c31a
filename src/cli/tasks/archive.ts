import { archivePath } from '../../adapters/archive/open-archive.ts';
import { openArchiveFile } from '../../adapters/archive/sqlite/archive-file.ts';
import { type ArchiveReport, checkArchive } from '../../adapters/archive/sqlite/check-archive.ts';
import { repairArchive } from '../../adapters/archive/sqlite/repair-archive.ts';
import { readStoredStories, type StoredStory } from '../../adapters/archive/sqlite/stored-stories.ts';
import { readTextFlag, UsageError } from '../flags.ts';
import { jsonLines } from '../table.ts';
import type { Output, Task } from '../task.ts';

/** `pullquote archive`. */
export const ARCHIVE: Task = {
  words: 'check|repair|export',
  about: 'Looks through the stored stories, saves them from a damaged file, or prints them',
  more:
    'check: ends with 1 where something is wrong. repair: copies what can be read into a new file and keeps the old ' +
    'one; stop the bot first. export: one JSON object a line, with --guild of that server only.',
  flags: { guild: { value: 'ID', about: "Export only this server's own stories" } },
  async run({ config, values, words, out }) {
    const path = archivePath(config.STORE_URL);
    const [action, ...others] = words;
    if (others.length > 0) throw new UsageError('archive: one of check, repair, export.');
    switch (action) {
      case 'check':
        return check(path, out);
      case 'repair':
        return repair(path, out);
      case 'export':
        return exportStories(path, readTextFlag(values, 'guild'), out);
      default:
        throw new UsageError('archive: one of check, repair, export.');
    }
  },
};

async function check(path: string, out: Output): Promise<boolean> {
  const report = checkArchive(path);
  await out.print(describeReport(path, report));
  return report.faults.length === 0;
}

/** A line for each fault and each story that could not be read, then the sum. */
export function describeReport(
  path: string,
  { stories, paragraphs, quotations, unread, faults }: ArchiveReport,
): string {
  const lines =
    faults.length > 0
      ? [...faults, `${path} is damaged: pullquote archive repair saves what can be saved`]
      : [
          ...unread.map(({ story, reason }) => `${story}: is without quotations: ${reason}`),
          `${stories} stories, ${paragraphs} paragraphs, ${quotations} quotations, no faults`,
        ];
  return `${lines.join('\n')}\n`;
}

async function repair(path: string, out: Output): Promise<boolean> {
  const { saved, lost, aside } = repairArchive(path);
  const rest = lost === 0 ? 'nothing was lost' : `${lost} parts of the file could not be read`;
  await out.print(`${saved} stories saved, ${rest}. The old file is ${aside}.\n`);
  return lost === 0;
}

async function exportStories(path: string, guild: string | undefined, out: Output): Promise<boolean> {
  const db = openArchiveFile(path);
  let isWhole = true;
  try {
    for (const stored of readStoredStories(db, () => (isWhole = false))) {
      if (guild === undefined || stored.scope === guild) await out.print(jsonLines([toData(stored)]));
    }
  } finally {
    db.close();
  }
  return isWhole;
}

function toData({ story, scope, source, feeds, stored, pinned }: StoredStory): object {
  const {
    sentences: _sentences,
    quotations: _quotations,
    paragraphs: _paragraphs,
    overrides,
    ...text
  } = story;
  return {
    ...text,
    ...(scope === '' ? {} : { guild: scope }),
    source,
    ...(feeds.length > 0 ? { feeds } : {}),
    ...(overrides.length > 0
      ? { quotes: overrides.map(({ text: words, speaker }) => ({ text: words, speaker })) }
      : {}),
    stored: new Date(stored).toISOString(),
    pinned,
  };
}
