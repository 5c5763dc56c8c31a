import type { Quotation } from '../story/quotation.ts';
import type { Asker } from './answer-desk.ts';
import { delimitData, estimateTokens, numberLines } from './delimited-data.ts';
import type { ModelAccess } from './model-access.ts';

/** How many quotations, the best ones by search, a model is asked to rank. */
const MAX_RANKED = 40;

/**
 * `candidates`, each once, those first that the model finds fit what a member looks for. The model only gives numbers:
 * it cannot add or change a quotation. When it fails, the order stays as it was.
 */
export async function rankQuotationsWithModel<T extends Pick<Quotation, 'text' | 'speaker'>>(
  access: ModelAccess,
  request: Asker & { readonly about: string; readonly candidates: readonly T[] },
): Promise<T[]> {
  const { candidates } = request;
  const about = request.about.replace(/\s+/g, ' ').trim();
  if (about === '' || candidates.length < 2) return [...candidates];
  const lines = candidates.slice(0, MAX_RANKED).map(({ text, speaker }, i) => {
    return [i + 1, `${text} — ${speaker ?? 'unattributed'}`] as const;
  });
  const quotations = numberLines(fitLines(lines, access.contextTokens));
  const outcome = await access.rankings.take(request, {
    key: ['quotes', about, quotations],
    async write(session, announce) {
      announce('Reading');
      const { ids } = await session.ask('quotes', delimitData('quotations', { quotations, subject: about }));
      return { value: ids };
    },
  });
  if (outcome.declined) return [...candidates];
  const chosen = outcome.value.slice(0, MAX_RANKED).flatMap((id) => candidates[id - 1] ?? []);
  return [...new Set([...chosen, ...candidates])];
}

function fitLines(
  lines: readonly (readonly [number, string])[],
  maxTokens: number,
): (readonly [number, string])[] {
  let left = maxTokens;
  return lines.filter(([, text]) => {
    const cost = estimateTokens(text);
    if (cost > left) return false;
    left -= cost;
    return true;
  });
}
