import { setTimeout as wait } from 'node:timers/promises';
import type { Command, MessageCommand } from '../../commands/command.ts';
import type { Form } from '../../commands/form.ts';
import { UserError } from '../../domain/errors.ts';
import type { Clock, Log } from '../../domain/ports.ts';
import type { Answer } from './answer.ts';
import { cleanChoices } from './choices.ts';
import type { CommandAccess } from './command-access.ts';
import { type Conclusion, conclude } from './conclude.ts';
import { type ButtonStates, decodeCustomId } from './custom-id.ts';
import type { FairTurns } from './fair-turns.ts';
import type { Incoming } from './interaction.ts';
import { loggable } from './log-fields.ts';
import { renderNotice } from './notices.ts';
import { renderForm } from './render-form.ts';

type IncomingOf<Kind extends Incoming['kind']> = Extract<Incoming, { kind: Kind }>;

/** What it takes to do what an interaction asks for. */
export interface RunDeps {
  readonly commands: readonly Command[];
  readonly messageCommands: readonly MessageCommand[];
  readonly states: ButtonStates;
  readonly access: CommandAccess;
  readonly turns: FairTurns;
  readonly suggestionTurns: FairTurns;
  readonly clock: Clock;
  readonly log: Log;
}

/** Discord takes no suggestions after 3 seconds. */
const SUGGEST_WITHIN_MS = 2000;
/** Nor a form, which cannot be promised: whether its member may use it has to be known before. */
const FORM_WITHIN_MS = 1500;
const EXPIRED = 'This button has expired; run the command again.';

/** Tells only its member what is wrong with an interaction. */
export async function refuse(answer: Answer, notice: string): Promise<Conclusion> {
  await answer.reply(renderNotice(notice), true);
  return 'refused';
}

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
  if (form) return openForm(deps, { command, form, member: incoming.member }, answer);
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

async function openForm(
  { access, log }: RunDeps,
  { command, form, member }: { command: Command; form: Form } & Pick<IncomingOf<'command'>, 'member'>,
  answer: Answer,
): Promise<Conclusion> {
  const asked = new AbortController();
  const late = wait(FORM_WITHIN_MS, undefined, { signal: asked.signal }).then(() => {
    throw new UserError('Discord does not say who may do this. Try again in a moment.');
  });
  late.catch(() => undefined);
  try {
    await Promise.race([access.require(command, member), late]);
  } catch (error) {
    if (error instanceof UserError) return refuse(answer, error.message);
    log.error({ command: command.data.name, err: loggable(error) }, 'A form could not be shown');
    return refuse(answer, 'Something went wrong. Try again in a moment.');
  } finally {
    asked.abort();
  }
  await answer.showForm(renderForm(command.data.name, form));
  return 'answered';
}

async function takeForm(
  deps: RunDeps,
  { customId, values, caller, member }: IncomingOf<'form'>,
  answer: Answer,
): Promise<Conclusion> {
  const named = decodeCustomId(customId);
  const command = named && deps.commands.find(({ data }) => data.name === named.command);
  const forms = command?.forms ?? {};
  const form = named && Object.hasOwn(forms, named.press) ? forms[named.press] : undefined;
  if (!command || !named || !form) return refuse(answer, 'This form has expired; run the command again.');
  const work = {
    ...{ name: `/${named.command} ${named.press}`, caller },
    place: { kind: 'reply' as const, isPrivate: true },
  };
  return conclude(deps, work, answer, async (progress) => {
    // Whoever opened it may have lost the right since, and anybody may have sent it.
    await deps.access.require(command, member);
    return form.run(values, { caller, progress });
  });
}

async function runPress(deps: RunDeps, incoming: IncomingOf<'press'>, answer: Answer): Promise<Conclusion> {
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
