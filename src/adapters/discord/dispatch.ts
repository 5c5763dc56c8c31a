import { setTimeout as wait } from 'node:timers/promises';
import type { REST } from 'discord.js';
import type { Command, MessageCommand } from '../../commands/command.ts';
import { UserError } from '../../domain/errors.ts';
import type { Clock, Log, Meter } from '../../domain/ports.ts';
import { QUIET_METER } from '../../domain/quiet-meter.ts';
import { withLogFields } from '../log-context.ts';
import { type Answer, createAnswer } from './answer.ts';
import { AnswerGone } from './answer-faults.ts';
import { cleanChoices } from './choices.ts';
import type { CommandAccess } from './command-access.ts';
import { type Conclusion, conclude } from './conclude.ts';
import { type ButtonStates, decodeCustomId } from './custom-id.ts';
import type { BotGet } from './follow-up.ts';
import { type Incoming, type InteractionHandle, readHandle, readInteraction } from './interaction.ts';
import { loggable } from './log-fields.ts';
import { measureAnswer } from './measured-answer.ts';
import { renderNotice } from './notices.ts';

type IncomingOf<Kind extends Incoming['kind']> = Extract<Incoming, { kind: Kind }>;

/** Discord takes no suggestions after 3 seconds. */
const SUGGEST_WITHIN_MS = 2000;
const EXPIRED = 'This button has expired; run the command again.';

/** Serves interactions: find → run → render → answer, acknowledged meanwhile where that takes long. One that fails harms no other. */
export interface Dispatch {
  /** Takes an interaction as the gateway delivers it. Never throws. */
  handle(data: unknown): void;
  /** From now on answers that the bot is restarting. */
  close(): void;
  /** Resolves when nothing runs any more. */
  drain(): Promise<void>;
}

export interface DispatchDeps {
  readonly commands: readonly Command[];
  readonly messageCommands: readonly MessageCommand[];
  readonly states: ButtonStates;
  readonly access: CommandAccess;
  readonly rest: REST;
  readonly get: BotGet;
  readonly clock: Clock;
  readonly log: Log;
  /** Nobody measures without. */
  readonly meter?: Meter | undefined;
  /** Waits between attempts to edit and to follow up. */
  readonly retriesMs?: readonly number[];
}

export function createDispatch(deps: DispatchDeps): Dispatch {
  const running = new Set<Promise<void>>();
  let open = true;

  async function serve(data: unknown): Promise<void> {
    const handle = readHandle(data);
    if (!handle) return deps.log.warn({}, 'Discord sent an interaction without an id and a token');
    return withLogFields({ interaction: handle.id }, () => serveKnown(handle, data));
  }

  async function serveKnown(handle: InteractionHandle, data: unknown): Promise<void> {
    let measure: ReturnType<typeof startMeasuring> | undefined;
    try {
      const incoming = readInteraction(data);
      measure = startMeasuring(deps, incoming);
      const channel = 'caller' in incoming ? incoming.caller.channel : undefined;
      const answer = measureAnswer(createAnswer(handle, { ...deps, channel }), measure.acknowledged);
      measure.ended(await (open ? answerTo(deps, incoming, answer) : turnAway(incoming, answer)));
    } catch (error) {
      measure?.ended('unanswered');
      const err = loggable(error);
      if (error instanceof AnswerGone) deps.log.warn({ err }, 'An interaction could not be answered in time');
      else deps.log.error({ err }, 'An interaction could not be answered');
    }
  }

  return {
    handle(data) {
      const work = serve(data).finally(() => running.delete(work));
      running.add(work);
    },
    close() {
      open = false;
    },
    async drain() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** Tells the meter of one interaction, whose arrival is now. */
function startMeasuring(
  { commands, messageCommands, meter = QUIET_METER }: DispatchDeps,
  incoming: Incoming,
) {
  const from = performance.now();
  const seconds = () => (performance.now() - from) / 1000;
  const wanted =
    incoming.kind === 'press'
      ? decodeCustomId(incoming.customId)?.command
      : 'name' in incoming
        ? incoming.name
        : undefined;
  // What Discord sends is not to be trusted with how many names there are.
  const command =
    [...commands, ...messageCommands].find(({ data: { name } }) => name === wanted)?.data.name ?? 'unknown';
  return {
    acknowledged: () => meter.time('acknowledgement', seconds(), { command }),
    ended(result: Conclusion | 'unanswered') {
      meter.count('interactions', { command, kind: incoming.kind, result });
      if (result === 'answered') meter.time('answer', seconds(), { command });
    },
  };
}

async function refuse(answer: Answer, notice: string): Promise<Conclusion> {
  await answer.reply(renderNotice(notice), true);
  return 'refused';
}

async function turnAway(incoming: Incoming, answer: Answer): Promise<Conclusion> {
  if (incoming.kind !== 'suggest') return refuse(answer, 'The bot is restarting. Try again in a moment.');
  await answer.suggest([]);
  return 'refused';
}

function answerTo(deps: DispatchDeps, incoming: Incoming, answer: Answer): Promise<Conclusion> {
  switch (incoming.kind) {
    case 'command':
      return runCommand(deps, incoming, answer);
    case 'message command':
      return runMessageCommand(deps, incoming, answer);
    case 'press':
      return runPress(deps, incoming, answer);
    case 'suggest':
      return suggest(deps, incoming, answer);
    case 'unknown':
      return answerUnknown(deps, incoming, answer);
  }
}

async function answerUnknown(
  { log }: DispatchDeps,
  incoming: IncomingOf<'unknown'>,
  answer: Answer,
): Promise<Conclusion> {
  log.warn({ reason: incoming.reason }, 'Discord sent an interaction that is not understood');
  if (incoming.answer === 'choices') await answer.suggest([]);
  else if (incoming.answer === 'message')
    await answer.reply(renderNotice('Discord sent a request that this bot does not understand.'), true);
  return 'refused';
}

async function runCommand(
  deps: DispatchDeps,
  incoming: IncomingOf<'command'>,
  answer: Answer,
): Promise<Conclusion> {
  const command = deps.commands.find(({ data }) => data.name === incoming.name);
  if (!command) {
    const notice = `This bot has no command /${incoming.name}. Restart Discord to see the ones that it has.`;
    return refuse(answer, notice);
  }
  const place = { kind: 'reply' as const, isPrivate: decidePrivacy(command, incoming) };
  const work = { name: `/${incoming.name}`, caller: incoming.caller, place };
  return conclude(deps, work, answer, async (progress) => {
    await deps.access.require(command, incoming.member);
    return command.run({ ...incoming, progress });
  });
}

async function runMessageCommand(
  deps: DispatchDeps,
  { name, message, caller, member }: IncomingOf<'message command'>,
  answer: Answer,
): Promise<Conclusion> {
  const command = deps.messageCommands.find(({ data }) => data.name === name);
  if (!command) {
    const notice = `This bot has no command “${name}”. Restart Discord to see the ones that it has.`;
    return refuse(answer, notice);
  }
  const work = { name, caller, place: { kind: 'reply' as const, isPrivate: true } };
  return conclude(deps, work, answer, async (progress) => {
    await deps.access.require(command, member);
    return command.run(message, { caller, progress });
  });
}

/** Options that cannot be judged are answered in private: the run is about to say what is wrong with them. */
function decidePrivacy(command: Command, incoming: IncomingOf<'command'>): boolean {
  try {
    return command.isPrivate(incoming);
  } catch {
    return true;
  }
}

async function runPress(
  deps: DispatchDeps,
  incoming: IncomingOf<'press'>,
  answer: Answer,
): Promise<Conclusion> {
  const { caller, message } = incoming;
  const button = decodeCustomId(incoming.customId);
  const command = button && deps.commands.find(({ data }) => data.name === button.command);
  const presses = command?.presses ?? {};
  const press = button && Object.hasOwn(presses, button.press) ? presses[button.press] : undefined;
  if (!command || !button || !press) return refuse(answer, EXPIRED);

  // Only its owner may change a message; others get a copy of their own.
  const updates = press.answer === 'update' && message.own;
  const place = updates
    ? { kind: 'update' as const, ...message }
    : { kind: 'reply' as const, isPrivate: true };
  const work = { name: `/${button.command} ${button.press}`, caller, place };
  return conclude(deps, work, answer, async (progress) => {
    if (!press.isForAll) await deps.access.require(command, incoming.member);
    const args = await deps.states.recall(button, caller);
    if (!args) throw new UserError(EXPIRED);
    return press.run(args, { caller, progress });
  });
}

async function suggest(
  deps: DispatchDeps,
  incoming: IncomingOf<'suggest'>,
  answer: Answer,
): Promise<Conclusion> {
  const command = deps.commands.find(({ data }) => data.name === incoming.name);
  const ask = async () => {
    if (!command?.suggest) return [];
    await deps.access.require(command, incoming.member, 'suggest');
    return command.suggest(incoming.focused, incoming);
  };
  const answered = new AbortController();
  const late = wait(SUGGEST_WITHIN_MS, [], { signal: answered.signal });
  const choices = await Promise.race([ask(), late]).catch((err: unknown) => {
    if (!(err instanceof UserError))
      deps.log.error({ command: incoming.name, err: loggable(err) }, 'Suggestions failed');
    return [];
  });
  late.catch(() => undefined);
  answered.abort();
  await answer.suggest(cleanChoices(choices));
  return 'answered';
}
