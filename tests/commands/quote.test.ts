import { afterAll, describe, expect, it } from 'vitest';
import { createQuoteCommand } from '../../src/commands/quote.ts';
import type { Reply } from '../../src/commands/reply.ts';
import { UserError } from '../../src/domain/errors.ts';
import { findQuotations } from '../../src/domain/quotes/lookup/find.ts';
import type { Story } from '../../src/domain/story/story.ts';
import { storyOf } from '../domain/quotes/story-of.ts';
import { archiveOf } from '../fixtures/archive.ts';
import { buttonsOf, invoke, readReply } from '../fixtures/invocation.ts';
import { openFixtureArchive } from '../fixtures/library.ts';
import { createStory } from '../fixtures/story.ts';

const { archive, close } = await openFixtureArchive();
afterAll(close);
const quote = createQuoteCommand({
  archive,
  findQuotations: (query) => findQuotations({ archive }, query),
});

const quoteFrom = async (story: Story) => {
  const only = await archiveOf(story);
  return createQuoteCommand({
    archive: only,
    findQuotations: (query) => findQuotations({ archive: only }, query),
  });
};

describe('/quote', () => {
  it('shows a speaker’s words exactly, with name, role, story and paragraph', async () => {
    const text = readReply(await quote.run(invoke({ speaker: 'lindqvist' })));
    expect(text).toContain('“We promised the city eleven weeks and we kept that promise to the day”\n');
    expect(text).toContain('“Nobody should have to queue for a ferry again.”');
    expect(text).toMatch(/Harbour bridge reopens[\s\S]*— Tomas Lindqvist.* · paragraph 2/);
  });

  it('finds what was said about something, within a story named by words of its title', async () => {
    const text = readReply(
      await quote.run(invoke({ about: 'students looking for a place', story: 'library midnight' })),
    );
    expect(text).toMatch(/Students have been sitting in stairwells/);
  });

  it('shows the newest story’s quotations when asked for nothing in particular', async () => {
    expect(readReply(await quote.run(invoke()))).toMatch(/Harbour bridge reopens/);
  });

  it('shows what stands between marks before reported speech', async () => {
    const { blocks } = await quote.run(invoke({ story: 'harbour-bridge-reopens' }));
    const manners = blocks
      .flatMap((block) => (block.kind === 'note' ? [readReply({ blocks: [block] })] : []))
      .filter((note) => / · .*paragraph \d/.test(note));
    expect(manners).toHaveLength(3);
    expect(manners.filter((manner) => !manner.startsWith('— '))).toEqual([]);
  });

  it('links to the story’s page once, below its last quotation', async () => {
    const { title, body } = storyOf('fair', '“We will come,” said Ada Brook. “We won’t,” said Bo Lind.');
    const linked = createStory(body, { id: 'fair', title, url: 'https://example.org/fair' });
    const { blocks } = await (await quoteFrom(linked)).run(invoke({ story: 'fair' }));
    const links = blocks.flatMap((block) => (block.kind === 'buttons' ? [block.links?.length ?? 0] : []));
    expect(links).toEqual([0, 1]);
  });

  it('marks where the words begin or end in the middle of a sentence', async () => {
    const story = storyOf(
      'fair',
      'Ada Brook called the fair “a wonder of the north” on Monday. “We will,” Ada Brook said, “build it again.”',
    );
    const text = readReply(await (await quoteFrom(story)).run(invoke({ speaker: 'Brook' })));
    expect(text).toContain('“…a wonder of the north…”\n');
    expect(text).toContain('“We will…”\n');
    expect(text).toContain('“…build it again.”\n');
  });

  it('adds, when asked to, what is reported: the story’s whole sentence with the reported words in bold', async () => {
    const { blocks } = await quote.run(invoke({ speaker: 'Okoye', reported: true }));
    expect(blocks).toContainEqual({
      kind: 'text',
      text: [
        'Harbour engineer Dr. Amina Okoye said that ',
        { bold: 'the new pier would withstand a collision at twice the speed' },
        '.',
      ],
    });
    const text = readReply({ blocks });
    expect(text).toMatch(/Reported, not quoted: Amina Okoye.* · the story’s own sentence, paragraph 3/);
    expect(text).toContain('It was built in 1961');
  });

  it('says so where only reported speech answers', async () => {
    const reply = await quote.run(invoke({ speaker: 'Bluewater' }));
    expect(readReply(reply)).toMatch(/^No direct quotation found by Bluewater. What the stories report:/);
    expect(readReply(reply)).toMatch(
      /A spokeswoman for Bluewater said the company had no plans to cut jobs\./,
    );
    expect(reply.blocks.map(({ kind }) => kind)).not.toContain('quote');
  });

  it('keeps reported speech on the pages of whoever asked for it', async () => {
    const about = 'ferry company council promise';
    const totalOf = (reply: Reply | undefined) => reply && /\d+–\d+ of (\d+)/.exec(readReply(reply))?.[1];
    const first = await quote.run(invoke({ about, reported: true }));
    const next = first.blocks
      .flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
      .find(({ label }) => label === 'Next ▶');
    const second = await quote.presses?.page?.run(next?.action.args ?? [], invoke());
    expect(totalOf(second)).toBe(totalOf(first));
    expect(totalOf(first)).not.toBe(totalOf(await quote.run(invoke({ about }))));
  });

  it('says that there is none, and offers speakers who are quoted', async () => {
    const reply = await quote.run(invoke({ speaker: 'Napoleon' }));
    expect(readReply(reply)).toMatch(/No quotation found by Napoleon/);
    expect(readReply(reply)).toMatch(/These are quoted: .*Tomas Lindqvist/);
    expect(buttonsOf(reply)).toContain('Tomas Lindqvist');
  });

  it('refuses a story that is not stored and names the nearest', async () => {
    await expect(quote.run(invoke({ story: 'harbour bridge collapses' }))).rejects.toThrow(UserError);
    await expect(quote.run(invoke({ story: 'harbour bridge collapses' }))).rejects.toThrow(
      /No stored story matches “harbour bridge collapses”. Nearest: Harbour bridge reopens/,
    );
  });

  it('turns its pages by the strings of its buttons alone', async () => {
    const first = await quote.run(invoke({ about: 'ferry ships council students promise' }));
    const next = first.blocks
      .flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
      .find(({ label }) => label === 'Next ▶');
    expect(next?.action).toMatchObject({ command: 'quote', press: 'page' });
    const second = await quote.presses?.page?.run(next?.action.args ?? [], invoke());
    expect(second && readReply(second)).toMatch(/Quotations 4–/);
    expect(second && buttonsOf(second)).toContain('◀ Previous');
  });

  it('says what was asked for, and names each button for its quotation', async () => {
    const reply = await quote.run(invoke({ speaker: 'lindqvist', about: 'ferry' }));
    expect(readReply(reply)).toMatch(/^Quotations by lindqvist about ferry\n/);
    expect(buttonsOf(reply).filter((label) => label.startsWith('In context'))).toEqual(
      expect.arrayContaining(['In context: “Nobody should have…”']),
    );
  });

  it('shows a quotation in its paragraph and the neighbours', async () => {
    const reply = await quote.run(invoke({ speaker: 'Okoye' }));
    const row = reply.blocks.find((block) => block.kind === 'buttons');
    const context = await quote.presses?.context?.run(row?.buttons[0]?.action.args ?? [], invoke());
    expect(context && readReply(context)).toContain('“It was built in 1961 for smaller ships,” Okoye said.');
    expect(context && readReply(context)).toContain('The repairs cost 4.2 million crowns');
    expect(context && readReply(context)).toContain('Ferry operator Bluewater');
  });

  it.each([
    [['nowhere', '0', '5']],
    [['harbour-bridge-reopens', '0', '5']],
    [[]],
    [['__proto__', 'NaN', '-1']],
  ])('answers a context button that points nowhere (%j) with a clear line', async (args) => {
    await expect(quote.presses?.context?.run(args, invoke())).rejects.toThrow(UserError);
  });

  it('offers speakers by any part of their name, with their role', async () => {
    const choices = await quote.suggest?.({ name: 'speaker', value: 'lindq' }, invoke());
    expect(choices).toEqual([expect.objectContaining({ value: 'Tomas Lindqvist' })]);
  });

  it('offers stories by words of their title, whatever their case', async () => {
    const choices = await quote.suggest?.({ name: 'story', value: 'MIDNIGHT lib' }, invoke());
    expect(choices).toEqual([
      { name: 'Central library to stay open until midnight', value: 'library-night-hours' },
    ]);
  });
});
