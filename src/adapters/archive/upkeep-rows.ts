import type { KnownFile, KnownStory, OutdatedStory, StorySource } from '../../domain/story/archive.ts';
import { readHead, readText, type VersionRow } from './version-rows.ts';

/** A row of a story's head and reading, and the feeds that brought the story. */
export function readKnown(row: VersionRow, feeds: readonly string[]): KnownStory {
  const { id, hash, isTeaser = false, withdrawn } = readHead(row);
  return { id, hash, reading: Number(row.reading), feeds, isTeaser, withdrawn };
}

/** A row of a story's columns, its scope, identity, source and fault, and one feed of it. */
export function readOutdated(row: VersionRow): OutdatedStory {
  return {
    text: readText(row),
    owner: row.scope === '' ? {} : { guild: String(row.scope) },
    identity: String(row.identity),
    source: readSource(row),
    ...(row.fault === null ? {} : { fault: String(row.fault) }),
  };
}

function readSource({ source, feed }: VersionRow): StorySource {
  const kind = readSourceKind(source);
  return kind === 'feed' ? { kind, feed: String(feed ?? '').replace(/^feed:/, '') } : { kind };
}

/** What a column says of where a story is from. */
export function readSourceKind(source: unknown): StorySource['kind'] {
  return source === 'file' || source === 'feed' || source === 'link' ? source : 'upload';
}

/** A row of the known files. */
export function readFile({ name, stamp, hash, story, faults }: VersionRow): KnownFile {
  return {
    name: String(name),
    stamp: String(stamp),
    hash: String(hash),
    ...(story === null ? {} : { story: String(story) }),
    // What `noteFiles` wrote.
    faults: JSON.parse(String(faults)) as KnownFile['faults'],
  };
}
