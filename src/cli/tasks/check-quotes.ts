import { readFileSync } from 'node:fs';
import { text as readStream } from 'node:stream/consumers';
import { NOTHING_QUOTED } from '../../commands/check-quotes.ts';
import { quoteCheckBlocks } from '../../commands/quote-check-view.ts';
import { UserError } from '../../domain/errors.ts';
import { UsageError } from '../flags.ts';
import { createOperations } from '../operations.ts';
import { printReply } from '../print-reply.ts';
import { openRun } from '../services-run.ts';
import { jsonLines } from '../table.ts';
import { JSON_FLAG, type Task } from '../task.ts';

const MOST_QUOTATIONS = 1000;

/** `pullquote check-quotes`. */
export const CHECK_QUOTES: Task = {
  words: 'FILE',
  about: 'Holds what a text quotes against the stored stories ("-": standard input)',
  more: 'Ends with 1 where a quotation is altered, or given to somebody who did not say it.',
  flags: { json: JSON_FLAG },
  async run({ config, values, words: [file, ...more], out }) {
    if (file === undefined || more.length > 0) throw new UsageError('check-quotes takes one FILE.');
    const text = await readText(file);
    const { services, close } = await openRun(config);
    try {
      const check = await services.checkQuotations({ text, scope: {}, most: MOST_QUOTATIONS });
      if (values.json)
        await out.print(jsonLines([await createOperations(async () => services).check({ text })]));
      else if (check.checked.length === 0) await out.print(`${NOTHING_QUOTED}\n`);
      else await out.print(printReply({ blocks: quoteCheckBlocks(check) }, out.width));
      return !check.checked.some(({ verdict, found }) => verdict === 'altered' || found?.isMisattributed);
    } finally {
      await close();
    }
  },
};

async function readText(file: string): Promise<string> {
  try {
    return file === '-' ? await readStream(process.stdin) : readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UserError(`${file} cannot be read.`, { cause });
  }
}
