import type { REST } from 'discord.js';
import type { Meter } from '../../../domain/ports.ts';
import { QUIET_METER } from '../../../domain/quiet-meter.ts';
import { withLogFields } from '../../log-context.ts';
import { AnswerGone } from '../faults/answer-faults.ts';
import { loggable } from '../faults/log-fields.ts';
import { decodeCustomId } from '../rendering/custom-id.ts';
import { type Answer, createAnswer } from './answer.ts';
import { type Conclusion, refuse } from './conclude.ts';
import { ANSWER_LIMITS, createFairTurns, SUGGESTION_LIMITS } from './fair-turns.ts';
import type { BotGet } from './follow-up.ts';
import { type Incoming, type InteractionHandle, readHandle, readInteraction } from './interaction.ts';
import { answerTo, type RunDeps } from './interaction-runs.ts';
import { measureAnswer } from './measured-answer.ts';

/** Serves interactions: find → run → render → answer, acknowledged meanwhile where that takes long. One that fails harms no other. */
export interface Dispatch {
  /** Takes an interaction as the gateway delivers it. Never throws. */
  handle(data: unknown): void;
  /** From now on answers that the bot is restarting. */
  close(): void;
  /** Resolves when nothing runs any more. */
  drain(): Promise<void>;
}

export interface DispatchDeps extends Omit<RunDeps, 'turns' | 'suggestionTurns'> {
  readonly rest: REST;
  readonly get: BotGet;
  /** Nobody measures without. */
  readonly meter?: Meter | undefined;
  /** Waits between attempts to edit and to follow up. */
  readonly retriesMs?: readonly number[];
}

export function createDispatch(given: DispatchDeps): Dispatch {
  const deps = {
    ...given,
    turns: createFairTurns(ANSWER_LIMITS),
    suggestionTurns: createFairTurns(SUGGESTION_LIMITS),
  };
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
    'customId' in incoming
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

async function turnAway(incoming: Incoming, answer: Answer): Promise<Conclusion> {
  if (incoming.kind !== 'suggest') return refuse(answer, 'The bot is restarting. Try again in a moment.');
  await answer.suggest([]);
  return 'refused';
}
