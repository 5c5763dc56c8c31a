import { UserError } from '../domain/errors.ts';
import { type IntakePorts, storeStory } from '../domain/intake/store-story.ts';
import type { KeyValueStore } from '../domain/ports.ts';
import type { ArchiveWriter, OutdatedStory, StoryArchive } from '../domain/story/archive.ts';
import { type Invocation, scopeOf } from './command.ts';
import { guildOf } from './headline-setup.ts';
import { readText } from './options.ts';
import type { Block, Reply } from './reply.ts';
import { storyHeading } from './story-line.ts';
import { resolveStory } from './story-option.ts';

export interface RemovalDeps {
  readonly archive: StoryArchive & Pick<ArchiveWriter, 'remove' | 'incoming'>;
  /** Puts a story back. */
  readonly intake: IntakePorts;
  /** Keeps what was removed until it is too late to have it back. */
  readonly removed: KeyValueStore;
}

/** So long a story that was removed can be put back. */
const UNDO_WITHIN_MS = 15 * 60_000;

/** `/story remove`: shows the story, and removes nothing yet. */
export async function askToRemove(
  { archive }: RemovalDeps,
  { caller, options }: Pick<Invocation, 'caller' | 'options'>,
): Promise<Reply> {
  guildOf(caller.guild);
  const story = await resolveStory(archive, scopeOf(caller), readText(options, 'story') ?? '');
  return {
    blocks: [
      ...storyHeading(story),
      { kind: 'text', text: ['Remove this story, with its quotations?'] },
      removalButton('Remove', 'remove', story.id),
      { kind: 'note', text: ['Nothing is removed before you press.'] },
    ],
  };
}

/** Removes one of the server's own stories, and keeps it for a while. */
export async function removeStory(
  { archive, removed }: RemovalDeps,
  guild: string,
  id: string,
): Promise<Reply> {
  const story = await archive.incoming({ guild }, id);
  if (!story)
    throw new UserError(
      "That is none of this server's own stories. Shared ones are the bot's operator's to remove.",
    );
  // Before it is removed: a crash in between leaves it where it was.
  await removed.set(keyOf(guild, id), story, UNDO_WITHIN_MS);
  await archive.remove({ guild }, [id]);
  return {
    blocks: [
      { kind: 'text', text: ['“', { bold: story.text.title }, '” is removed.'] },
      removalButton('Undo', 'restore', id),
      { kind: 'note', text: ['For 15 minutes it can be put back, as it was last.'] },
    ],
  };
}

/** Puts back what was removed. */
export async function restoreStory(
  { intake, removed }: RemovalDeps,
  guild: string,
  id: string,
): Promise<Reply> {
  const story = await removed.get<OutdatedStory>(keyOf(guild, id));
  if (!story) throw new UserError('It is too late to put this story back: add it again.');
  await storeStory(intake, story);
  await removed.delete(keyOf(guild, id));
  return {
    blocks: [
      { kind: 'heading', text: ['The story is back'] },
      ...storyHeading(story.text),
      removalButton('Remove', 'remove', id),
    ],
  };
}

function keyOf(guild: string, id: string): string {
  return `removed:${guild}:${id}`;
}

function removalButton(label: string, press: string, id: string): Block {
  const style = press === 'remove' ? 'danger' : 'secondary';
  return { kind: 'buttons', buttons: [{ label, style, action: { command: 'story', press, args: [id] } }] };
}
