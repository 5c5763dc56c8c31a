import type { Invocation } from '../../../commands/command.ts';
import type { Clock, Log } from '../../../domain/ports.ts';
import { loggable } from '../faults/log-fields.ts';
import type { Answer, Place } from './answer.ts';
import { renderStage } from './notices.ts';
import type { Opening } from './opening.ts';

/** Discord takes 5 edits in 5 seconds; two are left for the answer. */
const WINDOW_MS = 5000;
const EDITS_IN_WINDOW = 3;

/** Shows the stage of running work where its answer will be. Nothing in it rejects: the work goes on unseen. */
export interface Progress {
  readonly show: Invocation['progress'];
  /** Shows no more; resolves when what was under way is shown, so that it cannot overwrite the answer. */
  readonly stop: () => Promise<void>;
  /** Brings back the message that a button was pressed on, when the work has no reply to replace it with. */
  readonly undo: () => Promise<void>;
}

/** A stage that is shown already, or one too many for Discord's rate limit, is passed over. */
export function createProgress(
  answer: Answer,
  opening: Opening,
  place: Place,
  clock: Clock,
  log: Log,
): Progress {
  const before = place.kind === 'update' ? place.components : [];
  const edits: number[] = [];
  let current = '';
  let stopped = false;
  let last = Promise.resolve();

  function edit(payload: Parameters<Answer['edit']>[0]): Promise<void> {
    last = last
      .then(() => opening.defer())
      .then(() => answer.edit(payload))
      .catch((err: unknown) => log.debug({ err: loggable(err) }, 'A stage could not be shown'));
    return last;
  }

  return {
    async show(stage) {
      const now = clock.now();
      const crowded = edits.filter((time) => now - time < WINDOW_MS).length >= EDITS_IN_WINDOW;
      if (stopped || crowded || stage === current) return;
      current = stage;
      edits.push(now);
      const payload = renderStage(stage);
      await edit({ ...payload, components: [...before, ...payload.components] });
    },
    stop() {
      stopped = true;
      return last;
    },
    async undo() {
      if (edits.length > 0 && place.kind === 'update')
        await edit({ ...renderStage(current), components: before });
    },
  };
}
