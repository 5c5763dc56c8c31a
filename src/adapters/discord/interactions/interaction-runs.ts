import { setTimeout as wait } from 'node:timers/promises';
import type { Command, MessageCommand } from '../../../commands/command.ts';
import type { Form } from '../../../commands/form.ts';
import { UserError } from '../../../domain/errors.ts';
import { loggable } from '../faults/log-fields.ts';
import { decodeCustomId } from '../rendering/custom-id.ts';
import type { Answer } from './answer.ts';
import { cleanChoices } from './choices.ts';
import { type Conclusion, conclude, EXPIRED, refuse } from './conclude.ts';
import type { FairTurns } from './fair-turns.ts';
import { type FormDeps, openForm, openPressedForm, takeForm } from './form-runs.ts';
import type { Incoming } from './interaction.ts';
import { renderNotice } from './notices.ts';

type IncomingOf<Kind extends Incoming['kind']> = Extract<Incoming, { kind: Kind }>;

/** What it takes to do what an interaction asks for. */
export interface RunDeps extends FormDeps {
  readonly messageCommands: readonly MessageCommand[];
  readonly suggestionTurns: FairTurns;
}

/** Discord takes no suggestions after 3 seconds. */
const SUGGEST_WITHIN_MS = 2000;

/** Does what an interaction asks for, and answers it. Rejects when Discord takes no answer. */
export function answerTo(deps: RunDeps, incoming: Incoming, answer: Answer): Promise<Conclusion> {
  switch (incoming.kind) {
    case 'command':
      return runCommand(deps, incoming, answer);
    case 'message command':
      return runMessageCommand(deps, incoming, answer);
    case 'press':
      return runPress(deps, incoming, answer);
    case 'form':
      return takeForm(deps, incoming, answer);
    case 'suggest':
      return suggest(deps, incoming, answer);
    case 'unknown':
      return answerUnknown(deps, incoming, answer);
  }
}

async function answerUnknown(
  { log }: RunDeps,
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
  deps: RunDeps,
  incoming: IncomingOf<'command'>,
  answer: Answer,
): Promise<Conclusion> {
  const command = deps.commands.find(({ data }) => data.name === incoming.name);
  if (!command) {
    const notice = `This bot has no command /${incoming.name}. Restart Discord to see the ones that it has.`;
    return refuse(answer, notice);
  }
  const form = decideForm(command, incoming);
  if (form) return openForm(deps, { command, member: incoming.member, find: async () => form }, answer);
  const place = { kind: 'reply' as const, isPrivate: decidePrivacy(command, incoming) };
  const work = { name: `/${incoming.name}`, caller: incoming.caller, place };
  return conclude(deps, work, answer, async (progress) => {
    await deps.access.require(command, incoming.member);
    return command.run({ ...incoming, progress });
  });
}

async function runMessageCommand(
  deps: RunDeps,
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

/** Options that cannot be judged need no form: the run is about to say what is wrong with them. */
function decideForm(command: Command, incoming: IncomingOf<'command'>): Form | undefined {
  try {
    return command.form?.(incoming);
  } catch {
    return undefined;
  }
}

async function runPress(deps: RunDeps, incoming: IncomingOf<'press'>, answer: Answer): Promise<Conclusion> {
  const { caller, message } = incoming;
  const button = decodeCustomId(incoming.customId);
  const command = button && deps.commands.find(({ data }) => data.name === button.command);
  if (command && button && Object.hasOwn(command.formPresses ?? {}, button.press))
    return openPressedForm(deps, { command, button, ...incoming }, answer);
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

async function suggest(deps: RunDeps, incoming: IncomingOf<'suggest'>, answer: Answer): Promise<Conclusion> {
  const command = deps.commands.find(({ data }) => data.name === incoming.name);
  const ask = async () => {
    if (!command?.suggest) return [];
    await deps.access.require(command, incoming.member, 'suggest');
    return command.suggest(incoming.focused, incoming);
  };
  const answered = new AbortController();
  const late = wait(SUGGEST_WITHIN_MS, [], { signal: answered.signal });
  const asked = deps.suggestionTurns.run(incoming.caller, ask);
  const choices = await Promise.race([asked, late]).catch((err: unknown) => {
    if (!(err instanceof UserError))
      deps.log.error({ command: incoming.name, err: loggable(err) }, 'Suggestions failed');
    return [];
  });
  late.catch(() => undefined);
  answered.abort();
  await answer.suggest(cleanChoices(choices));
  return 'answered';
}
