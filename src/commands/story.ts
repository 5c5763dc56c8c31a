import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord-api-types/v10';
import { UserError } from '../domain/errors.ts';
import type { Article } from '../domain/intake/article.ts';
import { addArticle, addLink, type StoryDeskPorts } from '../domain/intake/story-desk.ts';
import { compareVersions } from '../domain/intake/version-changes.ts';
import type { Story } from '../domain/story/story.ts';
import { type Command, type Invocation, scopeOf } from './command.ts';
import { guildOf } from './headline-setup.ts';
import { readText } from './options.ts';
import type { Block, Inline, Reply } from './reply.ts';
import { addedBlocks } from './story-added.ts';
import { createStoryFormUse, REOPEN, reopenStoryForm, STORY_FORM } from './story-form.ts';
import { storyHeading } from './story-line.ts';
import { resolveStory, STORY_OPTION, suggestStories } from './story-option.ts';
import { askToRemove, type RemovalDeps, removeStory, restoreStory } from './story-removal.ts';

export interface StoryDeps extends RemovalDeps {
  readonly desk: StoryDeskPorts;
  /** The story in a file that was sent. Throws `UserError`. */
  readFile(url: string): Promise<Article>;
}

type Use = Pick<Invocation, 'caller' | 'options' | 'attachments' | 'progress'>;

/** Of the differences between two versions, so many of each kind are shown. */
const MOST_CHANGES = 5;
const MOST_VERSIONS = 5;
const MOST_BYTES = 1024 * 1024;

const STORY = {
  ...STORY_OPTION,
  description: 'A stored story: type words of its title',
  required: true,
} as const;

/** The declaration of `/story`. */
const STORY_DATA: RESTPostAPIChatInputApplicationCommandsJSONBody = {
  name: 'story',
  description: "The server's own stories",
  options: [
    {
      type: 1,
      name: 'add',
      description: 'Store a story for this server: by its link, as a file, or pasted into a form',
      options: [
        { type: 3, name: 'link', description: 'The address of the page', max_length: 1000 },
        { type: 11, name: 'file', description: 'Or a story as a .md, .txt or .html file, 1 MB at most' },
      ],
    },
    { type: 1, name: 'remove', description: "Remove one of this server's own stories", options: [STORY] },
    {
      type: 1,
      name: 'show',
      description: 'What is stored of a story, and how its source has changed it',
      options: [STORY],
    },
  ],
};

/** `/story`: a server's own stories, for those who manage it. */
export function createStoryCommand(deps: StoryDeps): Command {
  const subcommands: Readonly<Record<string, (use: Use) => Promise<Reply>>> = {
    add: (use) => add(deps, use),
    remove: (use) => askToRemove(deps, use),
    show: (use) => show(deps, use),
  };
  return {
    data: STORY_DATA,
    permission: 'manage-server',
    isPrivate: () => true,
    async run({ subcommand = '', ...use }) {
      const serve = Object.hasOwn(subcommands, subcommand) ? subcommands[subcommand] : undefined;
      if (!serve) throw new UserError(`There is no /story ${subcommand}.`);
      return serve(use);
    },
    form: ({ subcommand, options, attachments }) =>
      subcommand === 'add' && readText(options, 'link') === undefined && !attachments?.file
        ? STORY_FORM
        : undefined,
    forms: { [STORY_FORM.name]: createStoryFormUse(deps.desk) },
    formPresses: { [REOPEN]: reopenStoryForm },
    suggest: ({ name, value }, { caller }) =>
      name === 'story' ? suggestStories(deps.archive, scopeOf(caller), value) : Promise.resolve([]),
    presses: {
      remove: {
        answer: 'update',
        run: ([id = ''], { caller }) => removeStory(deps, guildOf(caller.guild), id),
      },
      restore: {
        answer: 'update',
        run: ([id = ''], { caller }) => restoreStory(deps, guildOf(caller.guild), id),
      },
    },
  };
}

async function add({ desk, readFile }: StoryDeps, use: Use): Promise<Reply> {
  const { caller, options, attachments, progress } = use;
  const guild = guildOf(caller.guild);
  const link = readText(options, 'link');
  const file = attachments?.file;
  if (link !== undefined) {
    await progress('Reading the page');
    return { blocks: addedBlocks(await addLink(desk, guild, link)) };
  }
  if (!file) throw new UserError('Give a link or a file, or neither for a form to paste into.');
  if (file.bytes > MOST_BYTES) throw new UserError('The file is over 1 MB, too large for a story.');
  await progress('Reading the file');
  return { blocks: addedBlocks(await addArticle(desk, guild, await readFile(file.url))) };
}

async function show({ archive }: StoryDeps, { caller, options }: Use): Promise<Reply> {
  const scope = scopeOf(caller);
  const story = await resolveStory(archive, scope, readText(options, 'story') ?? '');
  const versions = (await archive.versions(scope, story.id)).slice(0, MOST_VERSIONS);
  const texts = await Promise.all(versions.map(({ hash }) => archive.get(scope, story.id, hash)));
  const counts = [
    [story.paragraphs.length, 'paragraph'],
    [story.quotations.filter(({ kind }) => kind === 'direct').length, 'quotation'],
    [versions.length, 'version'],
  ] as const;
  const line = counts.map(([count, name]) => `${count} ${name}${count === 1 ? '' : 's'}`).join(' · ');
  return {
    blocks: [
      ...storyHeading(story),
      { kind: 'note', text: [line, ' · ', { code: story.id }] },
      ...versions.flatMap(({ storedAt }, index): Block[] => {
        const [now, before] = [texts[index], texts[index + 1]];
        const when: Inline[] = ['Stored ', { unixSeconds: Math.floor(storedAt / 1000) }];
        return [{ kind: 'text', text: when }, ...(now && before ? changeBlocks(before, now) : [])];
      }),
    ],
  };
}

function changeBlocks(before: Story, now: Story): Block[] {
  const { gone, come } = compareVersions(before, now);
  if (gone.length + come.length === 0) return [{ kind: 'note', text: ['No sentence was changed.'] }];
  const items = (name: string, sentences: readonly string[]): Inline[][] => [
    ...sentences.slice(0, MOST_CHANGES).map((text): Inline[] => [{ bold: name }, ' ', text]),
    ...(sentences.length > MOST_CHANGES ? [[`${name} ${sentences.length - MOST_CHANGES} more`]] : []),
  ];
  return [{ kind: 'list', items: [...items('Gone:', gone), ...items('New:', come)] }];
}
