import { UserError } from '../domain/errors.ts';
import type { QuotationCheck } from '../domain/quote-check/check-quotations.ts';
import type { Scope } from '../domain/story/archive.ts';
import { type MessageCommand, scopeOf } from './command.ts';
import { quoteCheckBlocks } from './quote-check-view.ts';

/** More of one message are not checked. */
const MOST_QUOTATIONS = 12;
/** What is answered where a text quotes nothing. */
export const NOTHING_QUOTED = 'Nothing in it stands between quotation marks or in a block quote.';

export interface CheckQuotesDeps {
  checkQuotations(request: {
    readonly text: string;
    readonly most: number;
    readonly scope: Scope;
  }): Promise<QuotationCheck>;
}

/** "Check quotes": holds what a message quotes against the stored stories. */
export function createCheckQuotesCommand({ checkQuotations }: CheckQuotesDeps): MessageCommand {
  return {
    data: { type: 3, name: 'Check quotes' },
    async run({ text }, { caller }) {
      const check = await checkQuotations({ text, most: MOST_QUOTATIONS, scope: scopeOf(caller) });
      if (check.checked.length === 0) throw new UserError(NOTHING_QUOTED);
      return { blocks: quoteCheckBlocks(check) };
    },
  };
}
