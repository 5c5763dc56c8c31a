import { createInterface } from 'node:readline';
import { createDocumentReader } from '../../adapters/intake/document-reader.ts';
import { createLog } from '../../app/log.ts';
import type { Services } from '../../app/services.ts';
import { serveBatch } from '../batch.ts';
import { createExtraction } from '../extract-operation.ts';
import { readTextFlag } from '../flags.ts';
import { createOperations } from '../operations.ts';
import { IN_MEMORY, openRun, type ServicesRun } from '../services-run.ts';
import type { Task } from '../task.ts';

/** `pullquote batch`. */
export const BATCH: Task = {
  words: '',
  about: 'Answers JSON requests from standard input, one a line',
  flags: { content: { value: 'DIR', about: 'The folder of the stories, instead of CONTENT_DIR' } },
  async run({ config, values, out }) {
    const content = readTextFlag(values, 'content');
    let run: Promise<ServicesRun> | undefined;
    const open = async (): Promise<Services> => {
      // The stories of another folder are not the bot's.
      run ??=
        content === undefined ? openRun(config) : openRun({ ...config, CONTENT_DIR: content }, IN_MEMORY);
      return (await run).services;
    };
    const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
    const reader = createDocumentReader();
    await serveBatch(
      lines,
      out.print,
      { ...createOperations(open), extract: createExtraction(reader) },
      createLog(config.LOG_LEVEL),
    );
    await reader.close();
    await (await run)?.close();
    return true;
  },
};
