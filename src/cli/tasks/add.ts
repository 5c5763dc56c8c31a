import { readFile } from 'node:fs/promises';
import type { Intake } from '../../app/intake.ts';
import { UserError } from '../../domain/errors.ts';
import { SHARED } from '../../domain/intake/feed-book.ts';
import { addArticle, addLink } from '../../domain/intake/story-desk.ts';
import { UsageError } from '../flags.ts';
import { withIntake } from '../intake-run.ts';
import type { Task } from '../task.ts';

const OUTCOMES = { new: 'stored', changed: 'new version', same: 'known' } as const;

/** `pullquote add`. */
export const ADD: Task = {
  words: 'URL|FILE…',
  about: 'Stores stories for every server: of pages, or of .md, .html and .txt files',
  more: 'Reads pages only where robots.txt lets it. One story that fails does not hold up the next.',
  flags: {},
  async run({ config, words, out }) {
    if (words.length === 0) throw new UsageError('Which story? See: pullquote add --help');
    return withIntake(config, async (intake) => {
      let failed = 0;
      for (const [index, word] of words.entries()) {
        const place = words.length > 1 ? `${index + 1}/${words.length} ` : '';
        try {
          const { id, article, outcome } = await addOne(intake, word);
          await out.print(`${place}${OUTCOMES[outcome]}: ${article.title} (${id})\n`);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          failed += 1;
          await out.print(`${place}failed: ${word}: ${error.message}\n`);
        }
      }
      return failed === 0;
    });
  },
};

async function addOne(intake: Intake, word: string) {
  if (/^https?:\/\//i.test(word)) return addLink(intake.stories, SHARED, word);
  const bytes = await readFile(word).catch((cause: unknown) => {
    throw new UserError('There is no such file that can be read.', { cause });
  });
  return addArticle(intake.stories, SHARED, await intake.readUpload(bytes));
}
