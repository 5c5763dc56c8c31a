import { UserError } from '../domain/errors.ts';
import { LONGEST } from '../domain/intake/article.ts';
import { readPastedStory } from '../domain/intake/pasted-story.ts';
import { addArticle, type StoryDeskPorts } from '../domain/intake/story-desk.ts';
import type { Caller, FormPress, FormUse } from './command.ts';
import type { Form, FormValues } from './form.ts';
import { guildOf } from './headline-setup.ts';
import type { Reply } from './reply.ts';
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

/** The press that opens the form again as it was filled in. */
export const REOPEN = 'reopen';

/** Stores what was pasted, for the server where it was. A refusal brings a button that opens the form as it was sent. */
export function createStoryFormUse(desk: StoryDeskPorts): FormUse {
  return {
    async run(values, { caller }) {
      const guild = guildOf(caller.guild);
      refuseTooLong(values);
      try {
        return await addPasted(desk, guild, values);
      } catch (error) {
        if (error instanceof UserError) return refusal(error.message, values, caller);
        throw error;
      }
    },
  };
}

async function addPasted(desk: StoryDeskPorts, guild: string, values: FormValues): Promise<Reply> {
  const read = (name: string) => values[name] ?? '';
  const texts = [read('text'), read('rest')];
  const article = readPastedStory({
    ...{ title: read('title'), texts },
    ...{ outlet: read('outlet'), link: read('link') },
  });
  const added = await addArticle(desk, guild, article);
  return { blocks: addedBlocks(added, isFull(texts) ? [IS_IT_ALL] : []) };
}

function refusal(reason: string, values: FormValues, { user }: Caller): Reply {
  const args = [user, ...STORY_FORM.fields.map(({ name }) => values[name] ?? '')];
  const action = { command: 'story', press: REOPEN, args };
  return {
    tone: 'refused',
    blocks: [
      { kind: 'text', text: [reason] },
      { kind: 'note', text: ['Nothing is stored. What you wrote is kept, for you alone.'] },
      { kind: 'buttons', buttons: [{ label: 'Open the form again', style: 'primary', action }] },
    ],
  };
}

/** The form with what its writer had sent; for nobody else, though a button's name may be copied. */
export const reopenStoryForm: FormPress = ([writer, ...values], { user }) => {
  if (writer !== user)
    throw new UserError('This form is somebody else’s: run /story add for one of your own.');
  const fields = STORY_FORM.fields.map((field, index) => ({ ...field, value: values[index] ?? '' }));
  return { ...STORY_FORM, fields };
};

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
