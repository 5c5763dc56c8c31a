import type { Quotation } from './quotation.ts';
import type { Story, StoryHead, StoryText } from './story.ts';

/** Whose stories may be seen or are meant: the shared ones, and with `guild` that server's own too. Direct messages have none. */
export interface Scope {
  readonly guild?: string | undefined;
}

/** A paragraph found for a query. `score` is positive, higher is better, comparable within one answer only. */
export interface RankedPassage {
  readonly story: string;
  readonly paragraph: number;
  readonly score: number;
  readonly text: string;
}

/** A speaker of the stored stories and how many quotations they have. */
export interface KnownSpeaker {
  readonly name: string;
  /** As the newest story that states one has it. */
  readonly role?: string;
  readonly quotations: number;
}

/** Which stories of a scope are meant; all of them without a field. */
export interface StoryFilter {
  /** Each of its words begins a word of the title. */
  readonly title?: string | undefined;
  readonly outlet?: string | undefined;
  readonly tag?: string | undefined;
  readonly feed?: string | undefined;
}

/** Some items of a list. */
export interface PageRequest {
  /** How many items to pass over. */
  readonly offset?: number | undefined;
  readonly limit: number;
}

/** Some stories of a list, and how many it has; a list by title stops counting at `MOST_COUNTED`. */
export interface StoryPage {
  readonly stories: readonly StoryHead[];
  readonly total: number;
}

export const MOST_COUNTED = 1000;

/** Which quotations may be what somebody looks for. */
export interface QuotationFilter {
  /** Names as the archive has them (`KnownSpeaker`); anybody's without. */
  readonly speakers?: readonly string[] | undefined;
  /**
   * Stems: quotations are taken that hold the most of the rarest of them, in their own words, their paragraph, or the name
   * and role of who speaks. Without any, those of the stories stored last.
   */
  readonly stems?: readonly string[] | undefined;
  /** Direct speech only. */
  readonly direct?: boolean | undefined;
  readonly limit: number;
}

/** A quotation that may be shown, with its story and the texts that look-up compares it by (`candidateOf`). */
export interface QuotationCandidate {
  readonly story: StoryHead;
  readonly quotation: Quotation;
  /** The sentences that it stands in or ends beside, without it: "…," said Ada Moss, the mayor. */
  readonly cue: string;
  /** What stands around the speaker's name where the story first has it in full. */
  readonly introduction: string;
  /** The paragraph before its own. */
  readonly before: string;
}

/** How much is stored; `own` counts the stories that are the server's alone. */
export interface ArchiveCounts {
  readonly stories: number;
  readonly own: number;
  readonly paragraphs: number;
  readonly quotations: number;
}

/**
 * What is known of the stored stories. Every query names a scope first and sees nothing beyond it; each is bounded and
 * answers a copy. Throws `StoreError` when the archive fails.
 */
export interface StoryArchive {
  /** A story with its reading. `version` is the beginning of a hash, 12 characters at least; the newest one without it. */
  get(scope: Scope, id: string, version?: string): Promise<Story | undefined>;
  /** What lists show of these stories, in their order; those that are not there are left out. At most 200 ids. */
  heads(scope: Scope, ids: readonly string[]): Promise<readonly StoryHead[]>;
  /** The story whose id has this fingerprint (`fingerprint`). */
  getByFingerprint(scope: Scope, fingerprint: string): Promise<StoryHead | undefined>;
  /** Newest first by date of publication; a story without one has its place by when it came in. */
  newest(scope: Scope, filter: StoryFilter, page: PageRequest): Promise<StoryPage>;
  /** The stories that share most words of the title with `title`, the newest ones where none does. */
  nearest(scope: Scope, title: string, limit: number): Promise<readonly StoryHead[]>;
  /** Paragraphs ranked for a query, best first; with `story` of that one only. Empty when nothing matches. */
  passages(
    scope: Scope,
    query: string,
    options: { readonly limit: number; readonly story?: string | undefined },
  ): Promise<readonly RankedPassage[]>;
  /** Candidates to rank, those that hold the most of what is wanted first; empty when nothing fits. */
  quotations(scope: Scope, filter: QuotationFilter): Promise<readonly QuotationCandidate[]>;
  /** Speakers whose names or roles fit what was typed, best first, then by number of quotations; all for a blank text. */
  speakers(scope: Scope, typed: string, limit: number): Promise<readonly KnownSpeaker[]>;
  counts(scope: Scope): Promise<ArchiveCounts>;
  /** The versions of a story, newest first; empty for an unknown one. */
  versions(scope: Scope, id: string): Promise<readonly StoryVersion[]>;
}

/** One state of a story's text. */
export interface StoryVersion {
  readonly hash: string;
  /** When it was stored, in Unix milliseconds. */
  readonly storedAt: number;
}

/** Where a story comes from; `feed` is the feed's address. */
export type StorySource =
  | { readonly kind: 'file' | 'link' | 'upload' }
  | { readonly kind: 'feed'; readonly feed: string };

/** A story on its way into the archive. */
export interface IncomingStory {
  readonly story: Story;
  /** `READING_VERSION` of its reading. */
  readonly reading: number;
  /** Why it could not be read; its quotations are then none. */
  readonly fault?: string | undefined;
  /** The server whose own it is; shared without one. */
  readonly owner: Scope;
  readonly source: StorySource;
  /** What makes it the same story in another text (`identifyStory`), unique within its owner's. */
  readonly identity: string;
  /** Now, in Unix milliseconds. */
  readonly at: number;
}

/**
 * What `put` did: stored a story, a version of a known one, another reading of a known version; found nothing new; or
 * refused, because another story has the id.
 */
export type PutOutcome = 'new' | 'changed' | 'read again' | 'same' | 'id taken';

/** What is known of a stored story before it comes in again. */
export interface KnownStory {
  readonly id: string;
  /** Of its present version. */
  readonly hash: string;
  readonly reading: number;
  /** The addresses of the feeds that it came by. */
  readonly feeds: readonly string[];
  /** As of `StoryHead`. */
  readonly isTeaser: boolean;
  readonly withdrawn?: number | undefined;
}

/** A story whose reading is of an earlier version, and what it takes to put it again. */
export type OutdatedStory = Omit<IncomingStory, 'story' | 'reading' | 'at'> & { readonly text: StoryText };

/** What a file of the content folder was when it was last looked into. */
export interface KnownFile {
  readonly name: string;
  /** Changes with the file's size, time or place. */
  readonly stamp: string;
  /** Of the bytes. */
  readonly hash: string;
  /** Absent where the file never held a story. */
  readonly story?: string | undefined;
  /** Why it holds none now; empty where it does. */
  readonly faults: readonly { readonly line: number; readonly reason: string }[];
}

/** How stories get in, are kept and go. For intake and upkeep only: nothing here looks at who asks. */
export interface ArchiveWriter {
  /** The owner's story of this identity. */
  find(owner: Scope, identity: string): Promise<KnownStory | undefined>;
  /** Stores a story with its reading, all or nothing. A known identity keeps its id, whatever `story.id` says. */
  put(incoming: IncomingStory): Promise<PutOutcome>;
  /** What it takes to put the owner's story again as it is now; `undefined` for none of the owner's. */
  incoming(owner: Scope, id: string): Promise<OutdatedStory | undefined>;
  /** Removes the owner's stories with these ids; tells how many there were. */
  remove(owner: Scope, ids: readonly string[]): Promise<number>;
  /** Removes stories that are this server's alone, `limit` at most; tells how many. */
  removeOwn(owner: Required<Scope>, limit: number): Promise<number>;
  /** The servers that have stories of their own. */
  owners(): Promise<readonly string[]>;
  /** Keeps a story beyond its days, or no longer; false for an unknown one. */
  pin(owner: Scope, id: string, pinned: boolean): Promise<boolean>;
  /** Marks a story as deleted at its source at `at` (Unix milliseconds), or as there again; false for an unknown one. */
  withdraw(owner: Scope, id: string, at: number | undefined): Promise<boolean>;
  /** Remembers that these stories were shown at `at`, whose buttons then have to work as long as others. */
  touch(ids: readonly string[], at: number): Promise<void>;
  /** Removes stories of feeds that were stored and last shown before `before` and are not pinned, `limit` at most. */
  expire(before: number, limit: number): Promise<number>;
  /** Does some of the work that removing stories leaves behind; whether there is more of it. */
  tidy(): Promise<boolean>;
  /** Stories read by an earlier version than `reading`, newest first. */
  outdated(reading: number, limit: number): Promise<readonly OutdatedStory[]>;
  /** How many there are of them. */
  countOutdated(reading: number): Promise<number>;
  /** The known files after `after` by name, in the order of their UTF-16 units. */
  files(after: string, limit: number): Promise<readonly KnownFile[]>;
  noteFiles(files: readonly KnownFile[]): Promise<void>;
  /** Forgets these files and removes their stories. */
  dropFiles(names: readonly string[]): Promise<void>;
  /** The content folder whose files the archive knows, as an absolute path; `undefined` before any. */
  folder(): Promise<string | undefined>;
  enterFolder(folder: string): Promise<void>;
}
