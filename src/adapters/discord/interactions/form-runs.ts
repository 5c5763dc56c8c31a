import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from '../../../commands/command.ts';
import type { Form } from '../../../commands/form.ts';
import { UserError } from '../../../domain/errors.ts';
import { loggable } from '../faults/log-fields.ts';
import { decodeCustomId, type PressedButton } from '../rendering/custom-id.ts';
import { renderForm } from '../rendering/render-form.ts';
import type { Answer } from './answer.ts';
import type { CommandAccess } from './command-access.ts';
import { type ConcludeDeps, type Conclusion, conclude, EXPIRED, refuse } from './conclude.ts';
import type { Incoming } from './interaction.ts';

/** What it takes to show forms and to take what was filled in. */
export interface FormDeps extends ConcludeDeps {
  readonly commands: readonly Command[];
  readonly access: CommandAccess;
}

type IncomingOf<Kind extends Incoming['kind']> = Extract<Incoming, { kind: Kind }>;

interface Opening extends Pick<IncomingOf<'command'>, 'member'> {
  readonly command: Command;
  /** Throws `UserError`. */
  find(): Promise<Form>;
}

/** A form cannot be promised: who may use it, and what stands in it, has to be known before, and Discord waits for 3 seconds. */
const FORM_WITHIN_MS = 1500;

/** Answers with a form, for whoever may use its command. */
export async function openForm(
  { access, log }: FormDeps,
  { command, member, find }: Opening,
  answer: Answer,
): Promise<Conclusion> {
  const asked = new AbortController();
  let missing = 'Discord does not say who may do this.';
  const late = wait(FORM_WITHIN_MS, undefined, { signal: asked.signal }).then(() => {
    throw new UserError(`${missing} Try again in a moment.`);
  });
  late.catch(() => undefined);
  const findAllowed = async () => {
    await access.require(command, member);
    missing = 'What is stored cannot be read at the moment.';
    return find();
  };
  let form: Form;
  try {
    form = await Promise.race([findAllowed(), late]);
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

/** Answers a pressed button with the form that it opens. */
export function openPressedForm(
  deps: FormDeps,
  {
    command,
    button,
    caller,
    member,
  }: { command: Command; button: PressedButton } & Pick<IncomingOf<'press'>, 'caller' | 'member'>,
  answer: Answer,
): Promise<Conclusion> {
  const find = async () => {
    const args = await deps.states.recall(button, caller);
    const press = command.formPresses?.[button.press];
    if (!args || !press) throw new UserError(EXPIRED);
    return press(args, caller);
  };
  return openForm(deps, { command, member, find }, answer);
}

/** Does what a form is for with what was filled in. */
export async function takeForm(
  deps: FormDeps,
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
