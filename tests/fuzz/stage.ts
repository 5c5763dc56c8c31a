import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { archivePath } from '../../src/adapters/archive/open-archive.ts';
import { openSqliteArchive } from '../../src/adapters/archive/sqlite/sqlite-archive.ts';
import { openStore, type Store } from '../../src/adapters/store/store.ts';
import { startBot } from '../../src/app/bot.ts';
import { readConfig } from '../../src/app/config.ts';
import { parseRule } from '../../src/domain/schedule/rule.ts';
import { createLoopbackDiscord, type LoopbackDiscord } from '../../src/playground/loopback/loopback.ts';
import { putAll } from '../fixtures/archive.ts';
import { createRecordingLog } from '../fixtures/log.ts';
import { createStory } from '../fixtures/story.ts';

const MANAGE_SERVER = 32n;
/** So far off that nothing is posted meanwhile. */
const YEARLY = parseRule({ cron: '0 0 1 1 *', zone: 'UTC' });
/** The same in both servers: an id means something in its server only. */
export const SHARED_ID = 'samesame';

/** No interaction names it: who reads it was told of the server's schedules. */
export const OWN_ID = 'unnamed7';
/** After a server's secret: what only those may read who manage it. */
export const FOR_ADMINS = '-FOR-ADMINS';

/** One of the two servers, with a word that must never be read in the other. */
export interface FuzzGuild {
  readonly id: string;
  readonly secret: string;
  readonly channels: readonly string[];
  readonly users: readonly string[];
  /** Whom the admins gave the commands that need Manage Server, and whom they took them from. */
  readonly given: string;
  readonly taken: string;
}

/** The whole bot in a loopback Discord with two servers, each with schedules and a story of its own. */
export interface FuzzStage {
  readonly loopback: LoopbackDiscord;
  readonly guilds: readonly FuzzGuild[];
  readonly log: ReturnType<typeof createRecordingLog>;
  /** All that is stored of a server, as a text to compare. */
  snapshot(guild: FuzzGuild): Promise<string>;
  /** Gives a server the schedules and the story back that it had at first, and nothing else. */
  restore(guild: FuzzGuild): Promise<void>;
  close(): Promise<void>;
}

export async function createFuzzStage(): Promise<FuzzStage> {
  const folder = mkdtempSync(join(tmpdir(), 'pullquote-fuzz-'));
  const loopback = await createLoopbackDiscord();
  const guilds = ['alpha', 'beta'].map((name) => furnish(loopback, name));
  const url = `sqlite:${join(folder, 'store.sqlite')}`;
  const store = await openStore(url);
  const archive = await openSqliteArchive(archivePath(url), { now: () => 0 });
  const stored = { store, archive };
  for (const guild of guilds) await fill(stored, guild);
  const log = createRecordingLog();
  const config = readConfig({
    DISCORD_TOKEN: loopback.token,
    DISCORD_API_URL: loopback.url,
    STORE_URL: url,
    CONTENT_DIR: resolve('content'),
    PROMPTS_DIR: resolve('prompts'),
  });
  const bot = await startBot(config, { now: Date.now, realSpan: (ms) => ms }, log);
  await bot.firstStories;
  for (const { id: guild, given, taken } of guilds) {
    for (const { name } of loopback.commands().filter((one) => one.default_member_permissions)) {
      const rules = [
        { id: given, type: 2, permission: true },
        { id: taken, type: 2, permission: false },
      ] as const;
      loopback.setCommandRules({ guild, command: name, rules });
    }
  }
  return {
    ...{ loopback, guilds, log },
    snapshot: (guild) => snapshot(stored, guild),
    async restore(guild) {
      await writeSchedules(store, guild);
      await writeStory(archive, guild);
      for (const { id } of await store.feeds.follows(guild.id)) await store.feeds.dropFollow(guild.id, id);
    },
    async close() {
      await bot.stop();
      await loopback.stop();
      await store.close();
      await archive.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function furnish(loopback: LoopbackDiscord, name: string): FuzzGuild {
  const { id, ownerId } = loopback.addGuild({ name });
  const channels = ['open', 'closed'].map((channel) => loopback.addChannel({ guild: id, name: channel }).id);
  const add = (member: string, permissions?: bigint) =>
    loopback.addMember({ guild: id, name: member, ...(permissions === undefined ? {} : { permissions }) }).id;
  const plain = add('plain');
  loopback.setPermissions({ channel: channels[1] ?? '', id: plain, deny: 1024n });
  const [manager, given, taken] = [add('manager', MANAGE_SERVER), add('given'), add('taken', MANAGE_SERVER)];
  const users = [ownerId, plain, plain, manager, given, taken];
  return { id, secret: `SECRET-OF-${name}`, channels, users, given, taken };
}

/** The schedules that a server has at first. */
async function writeSchedules(store: Store, { id, secret, channels }: FuzzGuild): Promise<void> {
  const [channel = ''] = channels;
  const schedule = { guild: id, channel, rule: YEARLY, post: 'latest', missed: 'skip', since: 0 } as const;
  await store.schedules.change(id, () => [
    [
      { ...schedule, id: SHARED_ID, paused: { reason: `${secret}${FOR_ADMINS}`, at: 0 } },
      { ...schedule, id: OWN_ID },
    ],
    undefined,
  ]);
}

interface Stored {
  readonly store: Store;
  readonly archive: Archive;
}
type Archive = Awaited<ReturnType<typeof openSqliteArchive>>;

async function fill({ store, archive }: Stored, guild: FuzzGuild): Promise<void> {
  const {
    id,
    secret,
    channels: [channel = ''],
  } = guild;
  await writeSchedules(store, guild);
  await store.ledger.recordSkipped([
    { guild: id, schedule: SHARED_ID, slot: 60_000, channel, reason: `${secret}${FOR_ADMINS}` },
  ]);
  await writeStory(archive, guild);
}

/** The one story of its own that a server has at first. */
async function writeStory(archive: Archive, { id, secret }: FuzzGuild): Promise<void> {
  await archive.remove({ guild: id }, await ownStories(archive, id));
  const body = `“The bridge of ${secret} will open on Monday,” said Ann Lee.\n\nIt was closed in May.`;
  const story = createStory(body, { id: `own-${id}`, title: `The bridge of ${secret} opens` });
  await putAll(archive, [story], { guild: id });
}

async function ownStories(archive: Archive, guild: string): Promise<string[]> {
  const idsOf = async (scope: { guild?: string }) =>
    (await archive.newest(scope, {}, { limit: 200 })).stories.map(({ id }) => id);
  const shared = new Set(await idsOf({}));
  return (await idsOf({ guild })).filter((id) => !shared.has(id));
}

async function snapshot({ store, archive }: Stored, { id, channels }: FuzzGuild): Promise<string> {
  const { schedules, ledger, feeds } = store;
  const shown = await Promise.all(channels.map((channel) => ledger.shown(id, `channel:${channel}`)));
  return JSON.stringify([
    await schedules.read(id),
    await ledger.list({ guild: id, limit: 1000 }),
    shown.map((one) => [...one]),
    await archive.counts({ guild: id }),
    await ownStories(archive, id),
    await feeds.follows(id),
  ]);
}
