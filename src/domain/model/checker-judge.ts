import { ModelError } from '../errors.ts';
import type { ClaimChecker, Log, PromptLibrary } from '../ports.ts';
import { inParallel } from './in-parallel.ts';
import type { Claim, Judge, Verdict } from './judge.ts';
import type { MeteredCalls } from './metered-calls.ts';

/** How many claims are checked at a time: a server on one's own machine takes no more. */
const PARALLEL = 4;

/** "Yes" or "No", with what a model may put around it. */
const MAX_ANSWER_TOKENS = 8;

/** A dedicated checker as judge: one call a claim. It gives no reason, and doubts are no help to it. */
export function createCheckerJudge(ports: {
  readonly checker: ClaimChecker;
  readonly prompts: PromptLibrary;
  readonly log: Log;
}): Judge {
  const { checker, prompts, log } = ports;

  function check(claim: Claim, calls: MeteredCalls): Promise<boolean> {
    const prompt = prompts.render('checker', phrase(claim));
    const send: Parameters<typeof calls.make<boolean>>[0]['send'] = (terms) =>
      checker.check({ ...terms, prompt });
    return calls.make({ prompt, maxTokens: MAX_ANSWER_TOKENS, send });
  }

  return {
    name: checker.name,
    startDeadline: () => checker.startDeadline(),
    async judge(claims, calls) {
      let isUsable = true;
      return inParallel(claims, PARALLEL, async (claim): Promise<Verdict | undefined> => {
        if (!isUsable) return undefined;
        try {
          return (await check(claim, calls)) ? { supported: true } : REFUSED;
        } catch (error) {
          if (!(error instanceof ModelError)) throw error;
          log.warn({ err: error, fault: error.fault, checker: checker.name }, 'the checker gave no verdict');
          // A server that does not answer one claim will not answer the others; an odd answer says nothing of them.
          isUsable = error.fault === 'wrong-shape' || error.fault === 'empty';
          return undefined;
        }
      });
    },
  };
}

const REFUSED: Verdict = {
  supported: false,
  finding: 'A checker found that the cited text does not say all of it.',
};

/** On one line each, so that no line of a story or a sentence can pass for the claim. */
function phrase({ text, cited }: Claim): { document: string; claim: string } {
  const document = cited.map((one) => one.text).join(' ');
  return { document: document.replace(/\s+/g, ' ').trim(), claim: text.replace(/\s+/g, ' ').trim() };
}
