import type { ArchiveReport } from '../../adapters/archive/archive-report.ts';
import { type KeptArchive, keptArchive } from '../../adapters/archive/kept-archive.ts';
import type { StoredStory } from '../../adapters/archive/stored-rows.ts';
import { createLog } from '../../app/log.ts';
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
  async run({ config, values, words: [action, ...others], out }) {
    const archive = keptArchive(config.STORE_URL, createLog(config.LOG_LEVEL));
    if (others.length > 0) throw new UsageError('archive: one of check, repair, export.');
    switch (action) {
      case 'check':
        return check(archive, out);
      case 'repair':
        return repair(archive, out);
      case 'export':
        return exportStories(archive, readTextFlag(values, 'guild'), out);
      default:
        throw new UsageError('archive: one of check, repair, export.');
    }
  },
};

async function check(archive: KeptArchive, out: Output): Promise<boolean> {
  const report = await archive.check();
  await out.print(describeReport(archive, report));
  return report.faults.length === 0;
}

/** A line for each fault and each story that could not be read, then the sum. */
function describeReport(
  { place, remedy }: Pick<KeptArchive, 'place' | 'remedy'>,
  { stories, paragraphs, quotations, unread, faults }: ArchiveReport,
): string {
  const lines =
    faults.length > 0
      ? [...faults, `${place} is damaged: ${remedy}`]
      : [
          ...unread.map(({ story, reason }) => `${story}: is without quotations: ${reason}`),
          `${stories} stories, ${paragraphs} paragraphs, ${quotations} quotations, no faults`,
        ];
  return `${lines.join('\n')}\n`;
}

async function repair(archive: KeptArchive, out: Output): Promise<boolean> {
  const { saved, lost, aside } = await archive.repair();
  const rest = lost === 0 ? 'nothing was lost' : `${lost} parts of the file could not be read`;
  await out.print(`${saved} stories saved, ${rest}. The old file is ${aside}.\n`);
  return lost === 0;
}

async function exportStories(archive: KeptArchive, guild: string | undefined, out: Output): Promise<boolean> {
  let isWhole = true;
  const lost = () => {
    isWhole = false;
  };
  for await (const stored of archive.stories(lost)) {
    if (guild === undefined || stored.scope === guild) await out.print(jsonLines([toData(stored)]));
  }
  return isWhole;
}

function toData({ story, scope, source, feeds, stored, pinned }: StoredStory): object {
  const {
    sentences: _sentences,
    quotations: _quotations,
    paragraphs: _paragraphs,
    overrides,
    withdrawn,
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
    ...(withdrawn === undefined ? {} : { withdrawn: new Date(withdrawn).toISOString() }),
    pinned,
  };
}
