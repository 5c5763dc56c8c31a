import type { StorySource } from '../../domain/story/archive.ts';
import type { Story } from '../../domain/story/story.ts';
import { readSourceKind } from './upkeep-rows.ts';
import { readStory, STORY_COLUMNS, type VersionRow } from './version-rows.ts';

/** A story with all that the archive keeps of it beside its text, for a copy of the archive. */
export interface StoredStory {
  readonly story: Story;
  /** Empty: shared. */
  readonly scope: string;
  readonly identity: string;
  readonly source: StorySource['kind'];
  readonly feeds: readonly string[];
  readonly reading: number;
  readonly fault: string | undefined;
  readonly pinned: boolean;
  /** In Unix milliseconds. */
  readonly stored: number;
  readonly shown: number;
}

/** The columns that `toStored` needs, of `versions AS v` and `stories AS s`. */
export const STORED_COLUMNS = `s.scope AS scope, s.identity AS identity, s.source AS source, s.pinned AS pinned,
  s.stored AS stored, s.shown AS shown, s.reading AS reading, v.fault AS fault, ${STORY_COLUMNS}`;

/** A row of `STORED_COLUMNS`, and the feeds that brought the story. */
export function toStored(row: VersionRow, feeds: readonly string[]): StoredStory {
  return {
    story: readStory(row),
    scope: String(row.scope),
    identity: String(row.identity),
    source: readSourceKind(row.source),
    feeds,
    reading: Number(row.reading),
    fault: row.fault === null ? undefined : String(row.fault),
    pinned: Boolean(row.pinned),
    stored: Number(row.stored),
    shown: Number(row.shown),
  };
}
