import { fingerprint } from '../domain/fingerprint.ts';
import type { Headline, StoryHeadline } from '../domain/headlines/choice.ts';
import type { Corrections, StoryCorrection } from '../domain/schedule/announcer.ts';
import type { Quotation } from '../domain/story/quotation.ts';
import type { Story, StoryHead } from '../domain/story/story.ts';
import { quoteDirect } from './quotation-view.ts';
import type { Block, Button, Inline, Reply } from './reply.ts';
import { sourceLinks, storyHeading, storyLine } from './story-line.ts';

/** Characters of what is shown. Longer texts are cut, longer deks and addresses left out: a post is one message. */
const LONGEST_TITLE = 150;
const LONGEST_NAME = 60;
const LONGEST_DEK = 500;
const LONGEST_SENTENCE = 600;
const LONGEST_URL = 200;

const CORRECTED = 'Corrected at the source';

/** A headline post. Its buttons carry `tag`, which names the slot, so that the post can be found again. */
export function headlinePost(headline: Headline, tag: string): Reply {
  return { blocks: headline.kind === 'story' ? storyBlocks(headline, tag) : digestBlocks(headline, tag) };
}

function storyBlocks(
  { story, sentence, quotation }: Extract<Headline, { kind: 'story' }>,
  tag: string,
): Block[] {
  const { dek } = story;
  return [
    ...storyHeading(shorten(story)),
    ...(dek && dek.length <= LONGEST_DEK ? [textBlock({ italic: dek })] : []),
    ...(sentence && sentence.text.length <= LONGEST_SENTENCE ? [textBlock(sentence.text)] : []),
    ...(quotation ? quotationBlocks(story, quotation) : []),
    storyButtons(story, tag),
  ];
}

/** A post after the source of one of its stories has rewritten what it shows. */
export function correctedPost(headline: Headline, tag: string, corrections: Corrections): Reply {
  if (headline.kind === 'digest') return { blocks: digestBlocks(headline, tag, corrections) };
  const correction = corrections.get(headline.story.id);
  return { blocks: correction ? correctedBlocks(headline, tag, correction) : storyBlocks(headline, tag) };
}

function correctedBlocks(
  { sentence, quotation, ...headline }: StoryHeadline,
  tag: string,
  { gone, nowSays, title }: StoryCorrection,
): Block[] {
  const kept = {
    ...headline,
    ...(title !== undefined && { story: { ...headline.story, title } }),
    ...(sentence && !gone.sentence && { sentence }),
    ...(quotation && !gone.quotation && { quotation }),
  };
  const struck = [
    ...(title === undefined ? [] : [cut(headline.story.title, LONGEST_TITLE)]),
    ...(sentence && gone.sentence ? [sentence.text] : []),
    ...(quotation && gone.quotation ? [quotation.text] : []),
  ];
  const blocks = storyBlocks(kept, tag);
  const isSaid = gone.sentence || gone.quotation;
  const note = !isSaid ? '.' : nowSays === undefined ? ', which no longer says this.' : '. It says now:';
  return [
    ...blocks.slice(0, -1),
    ...struck.map((text) => textBlock({ struck: cut(text, LONGEST_SENTENCE) })),
    { kind: 'note', text: [`${CORRECTED}${note}`] },
    ...(nowSays === undefined ? [] : [textBlock(cut(nowSays, LONGEST_SENTENCE))]),
    ...blocks.slice(-1),
  ];
}

function quotationBlocks(story: Story, quotation: Quotation): Block[] {
  const { speaker, role } = quotation;
  const who: Inline[] =
    speaker === null
      ? ['— unattributed']
      : ['— ', { bold: cut(speaker, LONGEST_NAME) }, role ? `, ${cut(role, LONGEST_TITLE)}` : ''];
  return [
    { kind: 'quote', text: quoteDirect(story, quotation) },
    { kind: 'note', text: who },
  ];
}

function digestBlocks(
  { stories, more }: Extract<Headline, { kind: 'digest' }>,
  tag: string,
  corrections: Corrections = new Map(),
): Block[] {
  const count = stories.length + more;
  return [
    { kind: 'heading', text: [count === 1 ? '1 new story' : `${count} new stories`] },
    ...stories.map((full): Block => {
      const posted = shorten(full);
      const title = corrections.get(full.id)?.title;
      const story = title === undefined ? posted : shorten({ ...full, title });
      const line = storyLine(story);
      return {
        kind: 'section',
        text: [titleOf(story), ...(line.length > 0 ? ['\n', ...line] : [])],
        ...(title !== undefined && { note: [{ struck: posted.title }, ` ${CORRECTED}.`] }),
        button: storyButton('Summary', 'summary', story, tag),
      };
    }),
    ...(more > 0 ? [{ kind: 'note', text: [`And ${more} more: /stories lists them.`] } as const] : []),
  ];
}

function titleOf({ title, url }: StoryHead): Inline {
  return url ? { link: { text: title, url } } : { bold: title };
}

function storyButtons(story: StoryHead, tag: string): Block {
  return {
    kind: 'buttons',
    buttons: [storyButton('Summary', 'summary', story, tag), storyButton('Quotes', 'quotes', story, tag)],
    links: sourceLinks(shorten(story)),
  };
}

function storyButton(label: string, press: string, story: StoryHead, tag: string): Button {
  // The key instead of the id keeps the button's id short enough to carry the tag as it is.
  return { label, action: { command: 'headline', press, args: [tag, fingerprint(story.id)] } };
}

function textBlock(...text: Inline[]): Block {
  return { kind: 'text', text };
}

/** The story with what a post shows of it in bounds. */
function shorten({ url, outlet, author, ...story }: StoryHead): StoryHead {
  return {
    ...story,
    title: cut(story.title, LONGEST_TITLE),
    ...(url && url.length <= LONGEST_URL ? { url } : {}),
    ...(outlet ? { outlet: cut(outlet, LONGEST_NAME) } : {}),
    ...(author ? { author: cut(author, LONGEST_NAME) } : {}),
  };
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`;
}
