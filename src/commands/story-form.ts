import { UserError } from '../domain/errors.ts';
import { LONGEST } from '../domain/intake/article.ts';
import { readPastedStory } from '../domain/intake/pasted-story.ts';
import { addArticle, type StoryDeskPorts } from '../domain/intake/story-desk.ts';
import type { FormUse } from './command.ts';
import type { Form, FormValues } from './form.ts';
import { guildOf } from './headline-setup.ts';
import { addedBlocks } from './story-added.ts';

/** What one field of a form holds: Discord's limit. */
const LONGEST_TEXT = 4000;
const LONGEST_LINK = 1000;
const MORE = 'A file holds more: /story add file';

const IS_IT_ALL = `A text is as long as the form lets it be: is its end there? ${MORE}.`;

/** The form to paste a story into. */
export const STORY_FORM: Form = {
  title: 'Add a story',
  name: 'paste',
  fields: [
    { name: 'title', label: 'Title', longest: LONGEST.title, isRequired: true },
    {
      ...{ name: 'text', label: 'Text', longest: LONGEST_TEXT, isLong: true, isRequired: true },
      hint: `Up to 4,000 characters, paragraphs between blank lines. ${MORE}`,
    },
    {
      ...{ name: 'rest', label: 'Text, continued', longest: LONGEST_TEXT, isLong: true },
      hint: 'What did not fit above; it begins with a new paragraph',
    },
    { name: 'outlet', label: 'Outlet', longest: LONGEST.outlet },
    {
      ...{ name: 'link', label: 'Link', longest: LONGEST_LINK },
      hint: 'Where the story is to be read. It tells whether it is stored already',
    },
  ],
};

/** Stores what was pasted, for the server where it was. */
export function createStoryFormUse(desk: StoryDeskPorts): FormUse {
  return {
    async run(values, { caller }) {
      const guild = guildOf(caller.guild);
      refuseTooLong(values);
      const read = (name: string) => values[name] ?? '';
      const texts = [read('text'), read('rest')];
      const article = readPastedStory({
        ...{ title: read('title'), texts },
        ...{ outlet: read('outlet'), link: read('link') },
      });
      const added = await addArticle(desk, guild, article);
      return { blocks: addedBlocks(added, isFull(texts) ? [IS_IT_ALL] : []) };
    },
  };
}

/** Discord's client lets nobody fill in more; whoever forges a form may. */
function refuseTooLong(values: FormValues): void {
  for (const { name, label, longest } of STORY_FORM.fields) {
    if ((values[name] ?? '').length > longest)
      throw new UserError(`${label}: at most ${longest.toLocaleString('en')} characters. ${MORE}.`);
  }
}

/** A paste that is too long is cut by Discord's client without a word. */
function isFull(texts: readonly string[]): boolean {
  return texts.some((text) => text.length >= LONGEST_TEXT);
}
