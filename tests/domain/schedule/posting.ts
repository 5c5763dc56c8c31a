import type { OpenArchive } from '../../../src/adapters/archive/sqlite/sqlite-archive.ts';
import { openStore, type Store } from '../../../src/adapters/store/store.ts';
import type { Headline } from '../../../src/domain/headlines/choice.ts';
import { createAgenda } from '../../../src/domain/schedule/agenda.ts';
import type {
  Announcer,
  Corrections,
  PostResult,
  PostTarget,
  Refusal,
} from '../../../src/domain/schedule/announcer.ts';
import { nextTick, postDue } from '../../../src/domain/schedule/post-due.ts';
import type { PostingPorts } from '../../../src/domain/schedule/posting-ports.ts';
import { createQueue } from '../../../src/domain/schedule/queue.ts';
import { parseRule } from '../../../src/domain/schedule/rule.ts';
import type { Schedule } from '../../../src/domain/schedule/schedule.ts';
import { createScheduleBook } from '../../../src/domain/schedule/schedule-book.ts';
import { archiveOf } from '../../fixtures/archive.ts';
import { createRecordingLog } from '../../fixtures/log.ts';
import { createStory } from '../../fixtures/story.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** Monday, 23 November 2026, 08:00 UTC. */
export const EIGHT = Date.UTC(2026, 10, 23, 8);

export const FIVE_MINUTES = parseRule({ cron: '*/5 * * * *', zone: 'UTC' });

/** What goes wrong with a post: not taken at all, taken though the answer is lost, or never to be taken. */
export type PostFault =
  | 'fails'
  | 'is lost'
  | Refusal
  | { readonly kind: 'rejected'; readonly reason: string };

export interface PostedMessage extends PostTarget {
  readonly id: string;
  readonly headline: Headline;
}

/** Channels in memory: remembers every message, forgets nonces when told, and fails as it is told. */
export interface FakeChannels extends Announcer {
  readonly messages: PostedMessage[];
  readonly told: { readonly schedule: string; readonly reason: string }[];
  /** The faults of the next posts, in turn; for `guild` only, if given. */
  faults: { readonly fault: PostFault; readonly guild?: string }[];
  /** While true, nothing can be looked up. */
  blind: boolean;
  lookUps: number;
  /** Every edit of a message, in order. */
  readonly edits: {
    readonly message: string;
    readonly headline: Headline;
    readonly corrections: Corrections;
  }[];
  /** What becomes of the next edits, in turn, other than that they are made. */
  editFaults: ('refused' | 'unsettled')[];
  /** Holds posts of this guild until it is cleared. */
  hold?: { readonly guild: string; readonly until: Promise<void> };
  forgetNonces(): void;
}

export function createFakeChannels(): FakeChannels {
  const nonces = new Map<string, string>();
  const channels: FakeChannels = {
    messages: [],
    told: [],
    faults: [],
    blind: false,
    lookUps: 0,
    edits: [],
    editFaults: [],
    forgetNonces: () => nonces.clear(),
    async post(target, headline): Promise<PostResult> {
      if (channels.hold?.guild === target.guild) await channels.hold.until;
      const index = channels.faults.findIndex(({ guild }) => guild === undefined || guild === target.guild);
      const [{ fault } = { fault: undefined }] = index < 0 ? [] : channels.faults.splice(index, 1);
      if (typeof fault === 'object') return fault;
      if (fault === 'fails') return { kind: 'unsettled', reason: 'HTTP 500' };
      const id = nonces.get(target.tag) ?? `m${channels.messages.length}`;
      if (!nonces.has(target.tag)) channels.messages.push({ ...target, id, headline });
      nonces.set(target.tag, id);
      return fault === 'is lost'
        ? { kind: 'unsettled', reason: 'no answer' }
        : { kind: 'posted', message: id };
    },
    async find({ tag }) {
      channels.lookUps += 1;
      if (channels.blind) return { kind: 'unsettled', reason: 'HTTP 503' };
      const message = channels.messages.find((one) => one.tag === tag);
      return message ? { kind: 'found', message: message.id } : { kind: 'absent' };
    },
    async tellPaused({ id }, reason) {
      channels.told.push({ schedule: id, reason });
    },
    async correct(_, message, headline, corrections) {
      const fault = channels.editFaults.shift();
      if (fault) return fault;
      channels.edits.push({ message, headline, corrections });
      return 'corrected';
    },
    async tellFailing({ id }, reason) {
      channels.told.push({ schedule: id, reason });
    },
  };
  return channels;
}

export const STORIES = [
  createStory(
    '“The ferry will sail again before the winter,” said Ida Moss.\n\nIt has lain still since May.',
    {
      id: 'ferry',
      title: 'Ferry to sail again',
      published: '2026-11-22',
    },
  ),
  createStory('“Nobody asked the people who live by the mill,” said Tom Reed.\n\nThe mill closed.', {
    id: 'mill',
    title: 'Mill closes',
    published: '2026-11-20',
  }),
];

export function createArchive(): Promise<OpenArchive> {
  return archiveOf(...STORIES);
}

export function scheduleOf(change: Partial<Schedule> = {}): Schedule {
  return {
    id: 's1',
    guild: '1000',
    channel: '2000',
    rule: parseRule({ at: '08:00', zone: 'UTC' }),
    post: 'rotate',
    missed: 'skip',
    since: EIGHT - 12 * HOUR,
    ...change,
  };
}

/** One process of the program: its scheduler on a store and in channels that it may share with others. */
export interface Process extends PostingPorts {
  readonly log: ReturnType<typeof createRecordingLog>;
  /** Ticks at the program's present time, and waits for all of it. */
  tick(): Promise<void>;
  /** Ticks at every wake-up until `until`. */
  runUntil(until: number): Promise<void>;
}

export interface World {
  now: number;
  readonly store: Store;
  readonly storeLog: ReturnType<typeof createRecordingLog>;
  readonly channels: FakeChannels;
  readonly archive: OpenArchive;
  start(change?: Partial<PostingPorts>): Promise<Process>;
  /** What the ledger has: "08:00 posted", oldest first. */
  rows(): Promise<string[]>;
}

/** A world at 07:59 with schedules already stored. */
export async function createWorld(schedules: readonly Schedule[] = [scheduleOf()]): Promise<World> {
  const storeLog = createRecordingLog();
  const store = await openStore('sqlite::memory:', { log: storeLog });
  const channels = createFakeChannels();
  const archive = await createArchive();
  let processes = 0;
  const world: World = {
    now: EIGHT - MINUTE,
    store,
    storeLog,
    channels,
    archive,
    async start(change = {}) {
      processes += 1;
      const agenda = createAgenda();
      const log = createRecordingLog();
      const { ledger, schedules: stored } = store;
      const serves = () => true;
      const book = createScheduleBook({ schedules: stored, ledger, agenda, log, serves, ...change });
      await book.load();
      const ports = {
        ...{ book, agenda, ledger, log, serves },
        announcer: channels,
        archive,
        clock: { now: () => world.now },
        owner: `process ${processes}`,
        busy: new Set<string>(),
        inTurn: createQueue(),
        pace: async () => true,
        ...change,
      };
      const process: Process = {
        ...ports,
        log,
        tick: () => postDue(ports, world.now),
        async runUntil(until) {
          while (world.now < until) {
            await process.tick();
            world.now = Math.min(until, Math.max(await nextTick(ports), world.now + 1_000));
          }
        },
      };
      return process;
    },
    async rows() {
      const rows = await store.ledger.list({ limit: 1_000 });
      return rows
        .reverse()
        .map(({ slot, state }) => `${new Date(slot).toISOString().slice(11, 16)} ${state}`);
    },
  };
  const book = createScheduleBook({
    ...store,
    agenda: createAgenda(),
    log: createRecordingLog(),
    serves: () => true,
  });
  for (const schedule of schedules) await book.add(schedule);
  return world;
}
