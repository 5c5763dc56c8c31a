import type { CitedSentence } from '../domain/cited-sentence.ts';
import { UserError } from '../domain/errors.ts';
import { findCitedSentence } from '../domain/search/cited-place.ts';
import type { Scope, StoryArchive } from '../domain/story/archive.ts';
import type { SentencePlace, Span, Story } from '../domain/story/story.ts';
import { type Press, scopeOf } from './command.ts';
import type { Block, Button, Inline, Reply } from './reply.ts';
import { sourceLinks, storyHeading } from './story-line.ts';

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
  const marked = new Set(
    sentences.flatMap(({ text, cites }) => cites.map((cite) => findCitedSentence(story, cite, text))),
  );
  return {
    label,
    disabled: cited.length === 0,
    action: {
      command,
      press: 'evidence',
      args: [
        story.id,
        story.hash.slice(0, HASH_LENGTH),
        cited.join(' '),
        [...marked].filter((index) => index !== undefined).join(' '),
      ],
    },
  };
}

/** Shows the cited paragraphs word for word, the sentences that matter in bold, only to who pressed. */
export function createEvidencePress(archive: StoryArchive): Press {
  return { answer: 'private', run: (args, { caller }) => showEvidence(archive, scopeOf(caller), args) };
}

async function showEvidence(
  archive: StoryArchive,
  scope: Scope,
  [id = '', hash = '', cited = '', marked = '']: readonly string[],
): Promise<Reply> {
  // What was shown rests on the version that it was made of, whatever the source has made of it since.
  const version = await archive.get(scope, id, hash);
  const story = version ?? (await archive.get(scope, id));
  if (!story) throw new UserError('This story is no longer stored.');
  const changed = version === undefined;
  const note: Block = { kind: 'note', text: ['The story has changed since; this is its present text.'] };
  const paragraphs = cited.split(' ').map(Number);
  const sentences = changed
    ? []
    : marked.split(' ').flatMap((index) => story.sentences[Number(index || -1)] ?? []);
  return {
    blocks: [
      ...storyHeading(story),
      ...(changed ? [note] : []),
      ...paragraphs.flatMap((number) => paragraphBlocks(story, number, sentences)),
      { kind: 'buttons', buttons: [], links: sourceLinks(story) },
    ],
  };
}

function paragraphBlocks(story: Story, number: number, marked: readonly SentencePlace[]): Block[] {
  const place = story.paragraphs[number - 1];
  if (!place) return [];
  const text = markSpans(
    story,
    place,
    marked.filter(({ paragraph }) => paragraph === number),
  );
  return [
    { kind: 'note', text: [`Paragraph ${number} of ${story.paragraphs.length}`] },
    { kind: 'text', text },
  ];
}

/** The text of `place`, the spans in it, which do not overlap, in bold. */
export function markSpans({ body }: Pick<Story, 'body'>, place: Span, spans: readonly Span[]): Inline[] {
  const inlines: Inline[] = [];
  let from = place.start;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    inlines.push(body.slice(from, start), { bold: body.slice(start, end) });
    from = end;
  }
  return [...inlines, body.slice(from, place.end)];
}
