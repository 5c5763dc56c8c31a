// Start here: a use case takes a job to a desk, which answers from the cache, joins the same job under way (`flights.ts`) or has it written in a
// session (`model-session.ts`: prompts, one deadline; `metered-calls.ts` and `usage.ts`: budgets). What was written goes through
// `supported-sentences.ts`: the check without a model (`verify-sentence.ts`), a judge (`judge.ts`: the model or a dedicated checker), one repair.

import { ModelError, type ModelFault, StoreError } from '../errors.ts';
import type { Cooldown, KeyValueStore, LanguageModel, Log, PromptLibrary, TokenUsage } from '../ports.ts';
import { createFlights } from './flights.ts';
import { type ModelSession, openModelSession } from './model-session.ts';
import type { ShowStage, Stage } from './stage.ts';
import type { UsageLedger } from './usage.ts';

/** Why a model's work cannot be shown. `unsupported`: too little of it passed the check. */
export type DeclineReason = ModelFault | 'cooldown' | 'store' | 'unsupported';

/** The outcome of asking a model: something that may be shown, or why not. */
export type Outcome<T> =
  | {
      readonly value: T;
      readonly declined?: undefined;
      readonly usage?: TokenUsage | undefined;
      /** The value lacks something for a fault that may pass, and says so: it is kept for a short time only. */
      readonly provisional?: boolean | undefined;
    }
  | { readonly declined: DeclineReason; readonly usage?: TokenUsage | undefined };

/** Who asks: the guild pays, the member waits. */
export interface Asker {
  /** Absent outside guilds: all direct messages share one budget. */
  readonly guild?: string | undefined;
  /** Absent at a terminal: no cooldown. */
  readonly user?: string | undefined;
  readonly onStage?: ShowStage | undefined;
}

/** One piece of work for a model. */
export interface Job<T> {
  /** Everything that the result depends on, besides model and prompts. */
  readonly key: readonly string[];
  /** May throw `ModelError`. Only a value is cached. */
  write(session: ModelSession, announce: (stage: Stage) => void): Promise<Outcome<T>>;
}

/** Takes jobs for a model: from the cache, with whoever asks the same at the same time, or by asking the model. */
export interface AnswerDesk<T> {
  /**
   * A fault of the model or of the store is an outcome, never an exception. `usage` is what this asker's guild paid:
   * absent for a result from the cache or from somebody else's call.
   */
  take(asker: Asker, job: Job<T>): Promise<Outcome<T>>;
}

/** What a desk needs from outside. */
export interface DeskPorts {
  readonly model: LanguageModel;
  readonly prompts: PromptLibrary;
  readonly ledger: UsageLedger;
  readonly store: KeyValueStore;
  readonly cooldown: Cooldown;
  readonly log: Log;
}

const KEEP_MS = 30 * 24 * 60 * 60 * 1000;
/** Long enough that a lasting fault does not cost the same calls again and again. */
const KEEP_PROVISIONAL_MS = 60 * 60 * 1000;
const OUTSIDE_GUILDS = 'direct';

/** Reasons that hold for the member or guild that asked first, not for those who joined. */
const PERSONAL: ReadonlySet<DeclineReason> = new Set<DeclineReason>([
  'cooldown',
  'over-budget',
  'over-own-budget',
]);

/** A desk for one kind of result, `T`, which has to survive JSON. */
export function createAnswerDesk<T>(ports: DeskPorts): AnswerDesk<T> {
  const { model, prompts, store, cooldown, log } = ports;
  const flights = createFlights<Outcome<T>>();

  async function readOrWrite(
    key: string,
    asker: Asker,
    job: Job<T>,
    announce: (stage: Stage) => void,
  ): Promise<Outcome<T>> {
    let session: ModelSession | undefined;
    const outcome = await survive(async () => {
      const stored = await store.get<T>(key);
      if (stored !== undefined) return { value: stored };
      if (asker.user !== undefined && !(await cooldown.take(asker.user))) return { declined: 'cooldown' };
      session = openModelSession(ports, { guild: asker.guild ?? OUTSIDE_GUILDS, member: asker.user });
      const written = await job.write(session, announce);
      if (!written.declined) await keep(key, written.value, written.provisional ?? false);
      return written;
    });
    return { ...outcome, usage: session?.spent() };
  }

  /** What was paid for is shown, whether it can be kept or not. */
  async function keep(key: string, value: T, provisional: boolean): Promise<void> {
    try {
      await store.set(key, value, provisional ? KEEP_PROVISIONAL_MS : KEEP_MS);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      log.error({ err: error }, 'an answer of the model could not be kept');
    }
  }

  async function survive(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ModelError) {
        log.warn({ err: error, fault: error.fault, model: model.name }, 'the model gave nothing usable');
        return { declined: error.fault };
      }
      if (!(error instanceof StoreError)) throw error;
      log.error({ err: error }, 'the store failed while the model was asked');
      return { declined: 'store' };
    }
  }

  return {
    async take(asker, job) {
      const key = await hashKey([model.name, prompts.version, ...job.key]);
      // Everyone who asks again either starts a flight of their own or joins one; each round lets one through.
      for (;;) {
        const { value, joined } = await flights.share(
          key,
          (announce) => readOrWrite(key, asker, job, announce),
          asker.onStage,
        );
        if (!joined) return value;
        if (!value.declined || !PERSONAL.has(value.declined)) return { ...value, usage: undefined };
      }
    },
  };
}

/** One short key for any parts: some stores limit a key's length. */
async function hashKey(parts: readonly string[]): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(parts)));
  return `answer:${Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
