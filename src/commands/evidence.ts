import type { CitedSentence } from '../domain/cited-sentence.ts';
import { UserError } from '../domain/errors.ts';
import type { Scope, StoryArchive } from '../domain/story/archive.ts';
import { paragraphText, type Story } from '../domain/story/story.ts';
import { type Press, scopeOf } from './command.ts';
import type { Block, Button, Reply } from './reply.ts';
import { storyHeading } from './story-line.ts';

/** How much of a hash names a version of a story in a button. */
export const HASH_LENGTH = 12;

/** The button that shows the paragraphs of `story` which `sentences` cite, as `command`'s press `evidence`. */
export function evidenceButton(
  command: string,
  story: Story,
  sentences: readonly CitedSentence[],
  label = 'Evidence',
): Button {
  const cited = [...new Set(sentences.flatMap(({ cites }) => cites))].sort((a, b) => a - b);
  return {
    label,
    disabled: cited.length === 0,
    action: {
      command,
      press: 'evidence',
      args: [story.id, story.hash.slice(0, HASH_LENGTH), cited.join(' ')],
    },
  };
}

/** Shows the cited paragraphs word for word, only to who pressed. */
export function createEvidencePress(archive: StoryArchive): Press {
  return { answer: 'private', run: (args, { caller }) => showEvidence(archive, scopeOf(caller), args) };
}

async function showEvidence(
  archive: StoryArchive,
  scope: Scope,
  [id = '', hash = '', cited = '']: readonly string[],
): Promise<Reply> {
  // What was shown rests on the version that it was made of, whatever the source has made of it since.
  const version = await archive.get(scope, id, hash);
  const story = version ?? (await archive.get(scope, id));
  if (!story) throw new UserError('This story is no longer stored.');
  const changed = version === undefined;
  const note: Block = { kind: 'note', text: ['The story has changed since; this is its present text.'] };
  const paragraphs = cited.split(' ').map(Number);
  return {
    blocks: [
      ...storyHeading(story),
      ...(changed ? [note] : []),
      ...paragraphs.flatMap((number) => paragraphBlocks(story, number)),
    ],
  };
}

function paragraphBlocks(story: Story, number: number): Block[] {
  const text = paragraphText(story, number);
  if (text === undefined) return [];
  return [
    { kind: 'note', text: [`Paragraph ${number} of ${story.paragraphs.length}`] },
    { kind: 'quote', text },
  ];
}
