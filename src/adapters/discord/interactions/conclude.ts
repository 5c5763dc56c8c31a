import { randomBytes } from 'node:crypto';
import type { Caller, Invocation } from '../../../commands/command.ts';
import type { Reply } from '../../../commands/reply.ts';
import { StoreError, UserError } from '../../../domain/errors.ts';
import type { Clock, Log } from '../../../domain/ports.ts';
import { AnswerGone } from '../faults/answer-faults.ts';
import { loggable } from '../faults/log-fields.ts';
import type { ButtonStates } from '../rendering/custom-id.ts';
import { type Payload, renderReply } from '../rendering/render.ts';
import type { Answer, Place } from './answer.ts';
import type { FairTurns } from './fair-turns.ts';
import { renderNotice } from './notices.ts';
import { createOpening } from './opening.ts';
import { createProgress } from './progress.ts';

export interface ConcludeDeps {
  readonly states: ButtonStates;
  readonly turns: FairTurns;
  readonly clock: Clock;
  readonly log: Log;
}

/** What is done for whom, and where its answer goes. */
export interface Work {
  /** For the log: "/quote", "/quote page". */
  readonly name: string;
  readonly caller: Caller;
  readonly place: Place;
}

/** For a button whose arguments, or whose use, are no more. */
export const EXPIRED = 'This button has expired; run the command again.';

/** How an interaction ended; `refused`: its member was told what is wrong with it. */
export type Conclusion = 'answered' | 'refused' | 'failed';

/**
 * Runs the work of an interaction and shows its reply, at once where it is quick, or what went wrong: the message of a `UserError`,
 * else one plain line, with a reference that is in the log too. Throws only when Discord takes neither.
 */
export async function conclude(
  { states, turns, clock, log }: ConcludeDeps,
  { name, caller, place }: Work,
  answer: Answer,
  run: (progress: Invocation['progress']) => Promise<Reply>,
): Promise<Conclusion> {
  const opening = createOpening(answer, place);
  const progress = createProgress(answer, opening, place, clock, log);
  let shown = 0;
  try {
    const reply = await turns.run(caller, () => run(progress.show)).finally(progress.stop);
    // Before the reply is shown, or a quick press finds nothing. Without it the reply is still worth showing.
    await states
      .remember(reply, caller)
      .catch((err: unknown) => log.error({ name, err }, 'The state of buttons is lost'));
    for (const payload of renderReply(reply)) {
      if (shown === 0) await opening.show(payload);
      else if (!(await answer.followUp(payload, place.isPrivate)))
        log.warn({ name, part: shown + 1 }, 'Discord did not say whether it shows a part of an answer');
      shown += 1;
    }
    return 'answered';
  } catch (error) {
    if (error instanceof AnswerGone) throw error;
    const notice = renderNotice(describe(error, name, log));
    if (!opening.isOpen()) await opening.tell(notice);
    else {
      await explain(answer, shown > 0 ? 'shown' : place, notice);
      await progress.undo();
    }
    return error instanceof UserError ? 'refused' : 'failed';
  }
}

/** Tells only its member what is wrong with an interaction. */
export async function refuse(answer: Answer, notice: string): Promise<Conclusion> {
  await answer.reply(renderNotice(notice), true);
  return 'refused';
}

function describe(error: unknown, name: string, log: Log): string {
  if (error instanceof UserError) return error.message;
  const reference = randomBytes(4).toString('hex');
  log.error({ name, reference, err: loggable(error) }, 'A command failed');
  if (error instanceof StoreError) {
    return `What is stored cannot be read or written at the moment. Try again in a minute. (Reference ${reference})`;
  }
  return `Something went wrong. If it happens again, tell whoever runs this bot the reference ${reference}.`;
}

/** Shows a notice to the caller alone where that is possible. */
async function explain(answer: Answer, place: Place | 'shown', notice: Payload): Promise<void> {
  if (place === 'shown' || place.kind === 'update') {
    await answer.followUp(notice, true);
    return;
  }
  if (place.isPrivate) return answer.edit(notice);
  try {
    // A deferred reply stays as public as it was announced, and the first follow-up would take its place.
    await answer.remove();
  } catch (error) {
    if (error instanceof AnswerGone) throw error;
    return answer.edit(notice);
  }
  await answer.followUp(notice, true);
}
