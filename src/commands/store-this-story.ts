import { UserError } from '../domain/errors.ts';
import type { Article } from '../domain/intake/article.ts';
import { type AddedStory, addArticle, addLink, type StoryDeskPorts } from '../domain/intake/story-desk.ts';
import type { MessageCommand } from './command.ts';
import { guildOf } from './headline-setup.ts';
import { addedBlocks } from './story-added.ts';

/** Of a message's links, so many are read. */
const MOST_LINKS = 3;
/** A shorter message is a remark, not a story. */
const SHORTEST_STORY = 200;
const LINK = /https?:\/\/[^\s<>()[\]]+/g;

export interface StoreThisStoryDeps {
  readonly desk: StoryDeskPorts;
  /** The story in a text. Throws `UserError`. */
  readText(text: string): Promise<Article>;
}

/** "Store this story": the stories that a message links to, or its own text. */
export function createStoreThisStoryCommand({ desk, readText }: StoreThisStoryDeps): MessageCommand {
  return {
    data: { type: 3, name: 'Store this story' },
    permission: 'manage-server',
    async run({ text }, { caller, progress }) {
      const guild = guildOf(caller.guild);
      const links = [...new Set(text.match(LINK))].slice(0, MOST_LINKS);
      if (links.length === 0) {
        if (text.length < SHORTEST_STORY)
          throw new UserError('The message has no link, and is too short for a story.');
        return { blocks: addedBlocks(await addArticle(desk, guild, await readText(text))) };
      }
      await progress('Reading the page');
      const results = await Promise.all(links.map((link) => tryLink(desk, guild, link)));
      const added = results.filter((one) => typeof one !== 'string');
      const [reason] = results.filter((one) => typeof one === 'string');
      if (added.length === 0) throw new UserError(reason ?? 'No link could be read.');
      return { blocks: added.flatMap((one) => addedBlocks(one)) };
    },
  };
}

/** The story, or why there is none: one bad link of several is no reason to store nothing. */
async function tryLink(desk: StoryDeskPorts, guild: string, link: string): Promise<AddedStory | string> {
  try {
    return await addLink(desk, guild, link);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}
