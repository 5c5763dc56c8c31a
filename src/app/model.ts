import { createCooldown } from '../adapters/cooldown.ts';
import { measureCache, measureModel } from '../adapters/measuring.ts';
import { createOpenAiChecker } from '../adapters/openai/openai-checker.ts';
import { createOpenAiEmbedder } from '../adapters/openai/openai-embedder.ts';
import { createOpenAiModel } from '../adapters/openai/openai-model.ts';
import { loadPrompts } from '../adapters/prompt-files.ts';
import type { Store } from '../adapters/store/store.ts';
import { createCheckerJudge } from '../domain/model/checker-judge.ts';
import type { Judging } from '../domain/model/ground-sentence.ts';
import { meterCalls } from '../domain/model/metered-calls.ts';
import { CONTEXT_TOKENS, createModelAccess, type ModelAccess } from '../domain/model/model-access.ts';
import { createModelJudge } from '../domain/model/model-judge.ts';
import { createUsageLedger } from '../domain/model/usage.ts';
import type { Clock, Embedder, Log, Meter } from '../domain/ports.ts';
import { QUIET_METER } from '../domain/quiet-meter.ts';
import { type Config, hasModel } from './config.ts';

/** In the place of a guild, for the operator's own measuring: it is recorded, and has no budget. */
const AT_A_TERMINAL = 'terminal';
const NO_BUDGETS = { guild: Number.POSITIVE_INFINITY, member: Number.POSITIVE_INFINITY };

/** The models that are configured. */
export interface Models {
  /** Absent: no model writes. */
  readonly access?: ModelAccess | undefined;
  /** Absent: the check alone decides. */
  readonly judging?: Judging | undefined;
  /** Absent: words alone are searched for. */
  readonly embedder?: Embedder | undefined;
}

/** Opens the model, the checker and the embedding model, each where it is configured; with both, the checker judges. */
export async function openModels(
  config: Config,
  ports: {
    readonly store: Pick<Store, 'usage' | 'cache' | 'openLimiters'>;
    readonly clock: Clock;
    readonly log: Log;
    readonly meter?: Meter | undefined;
  },
): Promise<Models> {
  const { CHECKER_BASE_URL: checkerUrl, CHECKER_MODEL: checkerModel } = config;
  if (!hasModel(config) && !checkerUrl) return {};
  const { meter = QUIET_METER } = ports;
  const counted = { book: ports.store.usage, clock: ports.clock };
  const budgets = { guild: config.MODEL_TOKENS_PER_DAY, member: config.MODEL_TOKENS_PER_MEMBER };
  const shared = {
    log: ports.log,
    clock: ports.clock,
    meter,
    store: measureCache(ports.store.cache, 'answers', meter),
    prompts: loadPrompts(config.PROMPTS_DIR),
    ledger: createUsageLedger(counted, budgets),
  };
  const unlimited = { ...shared, ledger: createUsageLedger(counted, NO_BUDGETS) };
  const { OPENAI_EMBEDDING_MODEL: embedding, OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl } = config;
  const model = hasModel(config)
    ? measureModel(createOpenAiModel({ apiKey, baseUrl, model: config.OPENAI_MODEL }), meter)
    : undefined;
  const ownJudge = model && config.MODEL_JUDGE === 'on' ? createModelJudge({ ...shared, model }) : undefined;
  const checker = checkerModel && createOpenAiChecker({ baseUrl: checkerUrl, model: checkerModel });
  const judge = checker ? createCheckerJudge({ ...shared, checker }) : ownJudge;
  return {
    access:
      model &&
      createModelAccess({
        ...shared,
        model,
        cooldown: createCooldown(await ports.store.openLimiters()),
        judge,
        translationJudge: ownJudge,
      }),
    embedder:
      embedding === undefined ? undefined : createOpenAiEmbedder({ model: embedding, apiKey, baseUrl }),
    judging: judge && {
      judge,
      contextTokens: CONTEXT_TOKENS,
      openCalls: () => meterCalls(unlimited, { guild: AT_A_TERMINAL }, judge.startDeadline()),
    },
  };
}
