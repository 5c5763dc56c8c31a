import { buttonsOf } from '../e2e/buttons.ts';
import { findRequestFault } from '../e2e/request-faults.ts';
import { makeForgery, makeInteraction } from './interactions.ts';
import { createRandom } from './random.ts';
import type { FuzzInteraction, Learnt } from './senders.ts';
import { createFuzzStage, FOR_ADMINS, type FuzzStage, OWN_ID } from './stage.ts';

export interface FuzzOptions {
  readonly seed: number;
  readonly interactions: number;
  readonly forgeries: number;
  /** Ends earlier when this much real time has passed. */
  readonly withinMs: number;
}

/** What came of it; the lists say what was wrong and are empty when all is well. */
export interface FuzzVerdict {
  readonly sent: number;
  readonly forgeries: number;
  /** Groups that changed their server as they may, and buttons that were seen: that there was something to go wrong. */
  readonly changes: number;
  readonly buttons: number;
  readonly unacknowledged: readonly string[];
  readonly effectsWithoutPermission: readonly string[];
  readonly crossServerWrites: readonly string[];
  readonly crossServerReads: readonly string[];
  readonly invalidRequests: readonly string[];
  readonly internalErrors: readonly string[];
}

/** What was wrong so far. */
type Faults = Record<
  Exclude<keyof FuzzVerdict, 'sent' | 'forgeries' | 'changes' | 'buttons' | 'internalErrors'>,
  string[]
>;

/** So many run at once; all of a group are from one server and may all change it, or none may. */
const GROUP = 20;
const MOST_LEARNT = 2000;

/** Sends seeded interactions to the whole bot, and judges what they did and showed. */
export async function fuzz(options: FuzzOptions): Promise<FuzzVerdict> {
  const stage = await createFuzzStage();
  try {
    return await fuzzOn(stage, options);
  } finally {
    await stage.close();
  }
}

async function fuzzOn(
  stage: FuzzStage,
  { seed, interactions, forgeries, withinMs }: FuzzOptions,
): Promise<FuzzVerdict> {
  const random = createRandom(seed);
  const learnt: Learnt = { customIds: [] };
  const faults: Faults = {
    ...{ unacknowledged: [], effectsWithoutPermission: [], crossServerWrites: [] },
    ...{ crossServerReads: [], invalidRequests: [] },
  };
  const expect = watchRequests(stage, learnt, faults);
  const ends = performance.now() + withinMs;
  let sent = 0;
  let changes = 0;

  async function send(total: number, make: typeof makeInteraction): Promise<number> {
    const groups = new Map<string, FuzzInteraction[]>();
    for (let count = 1; ; count += 1) {
      const over = count > total || performance.now() > ends;
      if (!over) {
        const one = make({ random, stage, learnt });
        const key = `${one.guild?.id} ${one.mayWrite}`;
        groups.set(key, [...(groups.get(key) ?? []), one]);
      }
      for (const [key, group] of groups) {
        if (group.length < (over ? 1 : GROUP)) continue;
        changes += await judgeGroup(stage, group, expect, faults);
        sent += group.length;
        groups.delete(key);
      }
      if (over) return count - 1;
    }
  }

  await send(interactions, makeInteraction);
  const forged = await send(forgeries, makeForgery);
  const errors = stage.log.lines.filter(({ level }) => level === 'error');
  return {
    ...{ sent, forgeries: forged, changes, buttons: learnt.customIds.length },
    ...faults,
    internalErrors: errors.map(({ message, fields }) => `${message} ${JSON.stringify(fields)}`),
  };
}

async function judgeGroup(
  stage: FuzzStage,
  group: readonly FuzzInteraction[],
  expect: (token: string, one: FuzzInteraction) => void,
  faults: Faults,
): Promise<number> {
  const before = await Promise.all(stage.guilds.map(stage.snapshot));
  await Promise.all(
    group.map(async (one) => {
      const handle = stage.loopback.sendInteraction(one);
      expect(handle.token, one);
      const outcome = await handle.outcome;
      if (outcome.kind === 'failed') faults.unacknowledged.push(describe(one));
      // What it does is done when it has answered.
      else if (outcome.type !== 8) await handle.reply(undefined, 5000).catch(() => undefined);
    }),
  );
  const after = await Promise.all(stage.guilds.map(stage.snapshot));
  let changes = 0;
  for (const [index, guild] of stage.guilds.entries()) {
    if (before[index] === after[index]) continue;
    const texts = group.map(describe).join('; ');
    if (group[0]?.guild?.id !== guild.id) faults.crossServerWrites.push(texts);
    else if (group[0].mayWrite) changes += 1;
    else faults.effectsWithoutPermission.push(texts);
    await stage.restore(guild);
  }
  return changes;
}

/**
 * Holds every request against Discord's description of its API and what its reader may see, and learns its buttons.
 * Returns how to say who an interaction's token was given to.
 */
function watchRequests({ loopback, guilds }: FuzzStage, learnt: Learnt, faults: Faults) {
  const senders = new Map<string, FuzzInteraction>();
  loopback.on('request', (request) => {
    const fault = findRequestFault(request);
    if (fault) faults.invalidRequests.push(fault);
    else if (request.status === 400 && !isRepeated(request.answer))
      faults.invalidRequests.push(`${request.path}: ${JSON.stringify(request.answer)}`);
    const token = request.path.split('/').find((part) => senders.has(part));
    const one = token === undefined ? undefined : senders.get(token);
    if (!one || request.body === undefined) return;
    const text = JSON.stringify(request.body);
    const foreign = guilds.find(({ id, secret }) => id !== one.guild?.id && text.includes(secret));
    if (foreign) faults.crossServerReads.push(`${describe(one)} showed ${foreign.secret}`);
    if (!one.mayWrite && (text.includes(FOR_ADMINS) || text.includes(OWN_ID)))
      faults.effectsWithoutPermission.push(`${describe(one)} showed it`);
    for (const { customId } of buttonsOf(request.body)) learn(learnt, customId);
  });
  return (token: string, one: FuzzInteraction) => void senders.set(token, one);
}

/** A second try of an acknowledgement whose first one was slow, not lost. */
function isRepeated(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'code' in answer && answer.code === 40060;
}

function learn({ customIds }: Learnt, customId: string): void {
  if (customIds.length < MOST_LEARNT) customIds.push(customId);
  else customIds[Math.abs(hash(customId)) % MOST_LEARNT] = customId;
}

function hash(text: string): number {
  return [...text].reduce((sum, character) => (Math.imul(sum, 31) + (character.codePointAt(0) ?? 0)) | 0, 7);
}

function describe({ kind, guild, user, payload }: FuzzInteraction): string {
  return `${kind} by ${user} in ${guild?.id ?? 'no server'}: ${JSON.stringify(payload).slice(0, 400)}`;
}
