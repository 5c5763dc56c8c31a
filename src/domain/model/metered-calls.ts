import { ModelError, StoreError } from '../errors.ts';
import type { CallTerms, Log, ModelReply, RenderedPrompt, TokenUsage } from '../ports.ts';
import { estimateTokens } from './delimited-data.ts';
import type { Hold, Payers, UsageLedger } from './usage.ts';

/** One call to a model's server, about to be made. */
export interface PlannedCall<T> {
  readonly prompt: RenderedPrompt;
  readonly maxTokens: number;
  send(terms: CallTerms): Promise<ModelReply<T>>;
}

/** The calls that one member's request makes, within one deadline and the budgets of guild and member. */
export interface MeteredCalls {
  /** Throws `ModelError`: `over-budget`, `over-own-budget` before a call that the guild's or the member's does not allow. */
  make<T>(call: PlannedCall<T>): Promise<T>;
  /** What the calls have cost so far. */
  spent(): TokenUsage;
}

const NOTHING: TokenUsage = { promptTokens: 0, completionTokens: 0 };

/** Calls that `payers` pay for until `signal` aborts. */
export function meterCalls(
  { ledger, log }: { readonly ledger: UsageLedger; readonly log: Log },
  payers: Payers,
  signal: AbortSignal,
): MeteredCalls {
  let spent = NOTHING;
  return {
    spent: () => spent,
    async make({ prompt, maxTokens, send }) {
      const promptTokens = estimateTokens(prompt.system + prompt.user);
      const hold = await ledger.hold(payers, promptTokens + maxTokens);
      if (hold === 'guild')
        throw new ModelError('over-budget', `Guild ${payers.guild} has spent its tokens for today`);
      if (hold === 'member')
        throw new ModelError('over-own-budget', `Member ${payers.member} has spent their tokens for today`);
      let cost = NOTHING;
      const charge = (usage: TokenUsage) => {
        cost = addUsage(cost, usage);
      };
      try {
        const onUnanswered = () => charge({ promptTokens, completionTokens: 0 });
        const { value, usage } = await send({ maxTokens, signal, onUnanswered });
        charge(usage ?? { promptTokens, completionTokens: estimateTokens(JSON.stringify(value)) });
        return value;
      } catch (error) {
        // A server that answered badly says what it cost; the others refused, or did not answer.
        if (error instanceof ModelError && error.usage) charge(error.usage);
        throw error;
      } finally {
        spent = addUsage(spent, cost);
        await settle(hold, cost, log);
      }
    },
  };
}

/** What was paid for is not lost with the record of its cost; what was set aside for the call stays set aside. */
async function settle(hold: Hold, cost: TokenUsage, log: Log): Promise<void> {
  try {
    await hold.settle(cost);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    log.error({ err: error }, 'the cost of a call to the model could not be recorded');
  }
}

function addUsage(a: TokenUsage, b: TokenUsage): TokenUsage {
  return {
    promptTokens: a.promptTokens + b.promptTokens,
    completionTokens: a.completionTokens + b.completionTokens,
  };
}
