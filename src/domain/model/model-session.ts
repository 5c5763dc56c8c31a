import { ModelError, StoreError } from '../errors.ts';
import type {
  LanguageModel,
  Log,
  ModelAnswers,
  PromptLibrary,
  PromptName,
  PromptValues,
  TokenUsage,
} from '../ports.ts';
import { estimateTokens } from './delimited-data.ts';
import type { Hold, UsageLedger } from './usage.ts';

/** The use whose answer form each prompt asks for. */
const USES = {
  summary: 'summary',
  answer: 'answer',
  quotes: 'quotes',
  judge: 'judge',
  translate: 'translate',
  repair: 'summary',
} as const satisfies Record<PromptName, keyof ModelAnswers>;

/** The most that one answer may take: 180 words and JSON are some 500 tokens, the rest is room for reasoning. */
const MAX_ANSWER_TOKENS = 4_000;

const NOTHING: TokenUsage = { promptTokens: 0, completionTokens: 0 };

/** All the calls that one member's request makes, within one deadline and one guild's budget. */
export interface ModelSession {
  /** Throws `ModelError`: `over-budget` before a call that the guild's budget does not allow. */
  ask<P extends PromptName>(prompt: P, values: PromptValues[P]): Promise<ModelAnswers[(typeof USES)[P]]>;
  /** What the calls have cost so far. */
  spent(): TokenUsage;
}

/** Opens a session now: its deadline starts. */
export function openModelSession(
  ports: {
    readonly model: LanguageModel;
    readonly prompts: PromptLibrary;
    readonly ledger: UsageLedger;
    readonly log: Log;
  },
  guild: string,
): ModelSession {
  const { model, prompts, ledger, log } = ports;
  const signal = model.startDeadline();
  let spent = NOTHING;

  return {
    spent: () => spent,
    async ask(name, values) {
      const prompt = prompts.render(name, values);
      const promptTokens = estimateTokens(prompt.system + prompt.user);
      const hold = await ledger.hold(guild, promptTokens + MAX_ANSWER_TOKENS);
      if (!hold) throw new ModelError('over-budget', `Guild ${guild} has spent its tokens for today`);
      let cost = NOTHING;
      const charge = (usage: TokenUsage) => {
        cost = addUsage(cost, usage);
      };
      try {
        const reply = await model.complete({
          ...{ use: USES[name], prompt, maxTokens: MAX_ANSWER_TOKENS, signal },
          onUnanswered: () => charge({ promptTokens, completionTokens: 0 }),
        });
        charge(
          reply.usage ?? { promptTokens, completionTokens: estimateTokens(JSON.stringify(reply.value)) },
        );
        return reply.value;
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
