import { ModelError, type ModelFault } from '../errors.ts';
import { normaliseMarks } from '../grounding/quoted-text.ts';
import type { Log, ModelVerdict } from '../ports.ts';
import { showTexts } from './context.ts';
import { delimitData, numberLines } from './delimited-data.ts';
import { inParallel } from './in-parallel.ts';
import type { Claim, Judge, Verdict } from './judge.ts';
import type { MeteredCalls } from './metered-calls.ts';
import { askModel, type PromptedModel } from './model-session.ts';

/** Claims asked about one by one, of those that got no verdict together; the others stay without. */
const MAX_ALONE = 8;
/** How many of them at a time. */
const PARALLEL = 4;

/** Faults of an answer, which a smaller question may avoid; after any other the server is not asked again. */
const FAULTS_OF_ANSWER: ReadonlySet<ModelFault> = new Set<ModelFault>([
  'cut-off',
  'empty',
  'not-json',
  'wrong-shape',
]);

/**
 * A language model as judge. It has to copy the words that a sentence rests on before it decides; a verdict whose words
 * are not in the cited texts does not count. All claims are asked about in one call, and those without a verdict once
 * more each alone. A model that gave verdicts on fewer than half of several claims is too small for that: from then on it
 * is asked one by one at once.
 */
export function createModelJudge(ports: PromptedModel & { readonly log: Log }): Judge {
  const { model, log } = ports;
  let oneByOne = false;

  /** The verdicts of one call; `undefined` instead of them where the server is better left alone. */
  async function ask(
    claims: readonly Claim[],
    calls: MeteredCalls,
  ): Promise<(Verdict | undefined)[] | undefined> {
    try {
      const { verdicts } = await askModel(ports, calls, 'judge', phrase(claims));
      return claims.map((claim, i) =>
        readVerdict(
          claim,
          verdicts.filter(({ sentence }) => sentence === i + 1),
        ),
      );
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      log.warn({ err: error, fault: error.fault, model: model.name }, 'the model did not judge sentences');
      return FAULTS_OF_ANSWER.has(error.fault) ? claims.map(() => undefined) : undefined;
    }
  }

  async function askTogether(claims: readonly Claim[], calls: MeteredCalls) {
    if (oneByOne) return claims.map(() => undefined);
    const verdicts = await ask(claims, calls);
    const given = verdicts?.filter(Boolean).length;
    if (claims.length > 1 && given !== undefined && given < claims.length / 2) oneByOne = true;
    return verdicts;
  }

  return {
    name: model.name,
    startDeadline: () => model.startDeadline(),
    async judge(claims, calls) {
      const verdicts = await askTogether(claims, calls);
      if (!verdicts) return claims.map(() => undefined);
      const open = claims.filter((_, i) => !verdicts[i]).slice(0, MAX_ALONE);
      // The same single question again would get the same answer.
      if (claims.length === 1 && !oneByOne) return verdicts;
      const alone = await inParallel(open, PARALLEL, async (claim) => (await ask([claim], calls))?.[0]);
      return claims.map((claim, i) => verdicts[i] ?? alone[open.indexOf(claim)]);
    },
  };
}

function phrase(claims: readonly Claim[]): { passages: string; sentences: string } {
  const cited = new Map(claims.flatMap((claim) => claim.cited.map((text) => [text.number, text])));
  const inOrder = [...cited.values()].sort((a, b) => a.number - b.number);
  const lines = claims.map(({ text, cited: own, doubts }, i) => {
    const questions = doubts.join(' ');
    const numbers = own.map(({ number }) => number).join(', ');
    return [i + 1, `${text} (cites ${numbers})${questions && ` Look at: ${questions}`}`] as const;
  });
  return delimitData('judge', { passages: showTexts(inOrder), sentences: numberLines(lines) });
}

/** Of several verdicts on one claim the one against it counts. */
function readVerdict({ cited }: Claim, given: readonly ModelVerdict[]): Verdict | undefined {
  const texts = cited.map(({ text }) => normaliseMarks(text));
  const valid = given.filter(({ evidence, supported }) => {
    const copied = evidence.map(normaliseMarks).filter(Boolean);
    return (
      copied.every((words) => texts.some((text) => text.includes(words))) && (copied.length > 0 || !supported)
    );
  });
  const against = valid.find(({ supported }) => !supported);
  if (!against) return valid.length > 0 ? { supported: true } : undefined;
  return { supported: false, finding: against.difference.trim() || 'The cited text does not say all of it.' };
}
