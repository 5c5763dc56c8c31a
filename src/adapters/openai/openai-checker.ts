import type { CallTerms, ClaimChecker, RenderedPrompt } from '../../domain/ports.ts';
import { type LikelyToken, readCompletion, unusable } from './completion.ts';
import { type ChatBody, connect, type ServerSettings } from './connection.ts';

/** How many of the tokens that might stand first are asked for: "Yes", " Yes", "yes", "YES" and what speaks against them. */
const ALTERNATIVES = 8;

/** Ollama's own packing of the model, with any tag: it brings the system text that the model was trained with. */
const BRINGS_SYSTEM_TEXT = /^(?:[\w.-]+\/)*bespoke-minicheck(?::[\w.-]+)?$/;

/**
 * A checker in MiniCheck's form behind a server that speaks Chat Completions: it answers Yes or No. The likelihood of
 * Yes decides where the server gives it; a server that refuses to is not asked for it again.
 */
export function createOpenAiChecker(settings: ServerSettings): ClaimChecker {
  const { model } = settings;
  const connection = connect(settings, "The checker's server");
  let givesLikelihoods = true;
  return {
    name: model,
    startDeadline: () => connection.startDeadline(),
    async check(request) {
      const body = phraseCheck(model, request);
      const full = givesLikelihoods ? { ...body, logprobs: true, top_logprobs: ALTERNATIVES } : body;
      let sent = await connection.send(full, request);
      if (sent.fault?.blamed && full !== body) {
        sent = await connection.send(body, request);
        if (!sent.fault) givesLikelihoods = false;
      }
      if (sent.fault) throw sent.fault.error;
      return readVerdict(sent.received);
    },
  };
}

/** `max_tokens` is what the servers that run such a model know. */
function phraseCheck(model: string, { prompt, maxTokens }: CallTerms & { prompt: RenderedPrompt }): ChatBody {
  const user = { role: 'user', content: prompt.user } as const;
  const system = { role: 'system', content: prompt.system } as const;
  return {
    model,
    messages: BRINGS_SYSTEM_TEXT.test(model) ? [user] : [system, user],
    temperature: 0,
    max_tokens: maxTokens,
  };
}

function readVerdict(received: unknown) {
  const { content, likely, usage } = readCompletion('checker', received);
  const word = /^\P{L}*(yes|no)(?!\p{L})/iu.exec(content)?.[1];
  if (!word) throw unusable('wrong-shape', 'checker', usage);
  const first = likely.find((tokens) => tokens.some(({ token }) => /\p{L}/u.test(token)));
  return { value: first ? likelihoodOf('yes', first) >= 0.5 : word.toLowerCase() === 'yes', usage };
}

/** The summed probability of the tokens that are `word`, whatever their case and the space around them. */
function likelihoodOf(word: string, tokens: readonly LikelyToken[]): number {
  return tokens
    .filter(({ token }) => token.trim().toLowerCase() === word)
    .reduce((sum, { logprob }) => sum + Math.exp(logprob), 0);
}
