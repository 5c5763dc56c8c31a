import { afterAll, describe, expect, it } from 'vitest';
import { createSummaryCommand } from '../../src/commands/summary.ts';
import { UserError } from '../../src/domain/errors.ts';
import { paragraphText } from '../../src/domain/story/story.ts';
import { summarize } from '../../src/domain/summary/summarize.ts';
import { archiveOf } from '../fixtures/archive.ts';
import { buttonsOf, invoke, readReply } from '../fixtures/invocation.ts';
import { openFixtureArchive } from '../fixtures/library.ts';

const { archive, story, close } = await openFixtureArchive();
afterAll(close);
const summary = createSummaryCommand({ archive, summarize: (request) => summarize({}, request) });
const bridge = story('harbour-bridge-reopens');

const actionOf = (reply: Awaited<ReturnType<typeof summary.run>>, label: string): readonly string[] =>
  reply.blocks
    .flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
    .find((button) => button.label === label)?.action.args ?? [];

describe('/summary', () => {
  it('shows the newest story with outlet, author and date, and how the summary was made', async () => {
    const text = readReply(await summary.run(invoke()));
    expect(text).toMatch(/^Harbour bridge reopens.*\nThe Northport Ledger · Ines Varga · 12 March 2026\n/);
    expect(text).toMatch(/Taken from the story word for word/);
  });

  it('says so where a story has no sentence that can stand alone', async () => {
    const bare = createSummaryCommand({
      archive,
      summarize: async () => ({ method: 'extractive', sentences: [], checked: 0, dropped: 0, cut: 0 }),
    });
    expect(readReply(await bare.run(invoke({ length: 'full' })))).toMatch(/no sentence that can stand alone/);
  });

  it('shows only sentences that stand in the paragraphs they cite', async () => {
    const { blocks } = await summary.run(invoke({ length: 'full' }));
    const items = blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
    expect(items.length).toBeGreaterThan(2);
    for (const [text, , cites] of items) {
      const [number = 0] = typeof cites === 'object' && 'cites' in cites ? cites.cites : [];
      for (const sentence of String(text).split(/(?<=[.”]) (?=[A-Z“])/)) {
        expect(paragraphText(bridge, number)).toContain(sentence);
      }
    }
  });

  it('repeats its focus, links to its source, and is coloured by how it was made', async () => {
    const reply = await summary.run(invoke({ focus: 'the ferry' }));
    expect(readReply(reply)).toMatch(/12 March 2026\nFocus: the ferry\n/);
    expect(reply.tone).toBe('extractive');
    expect(reply.blocks.at(-1)).toMatchObject({
      links: [{ label: 'Read at The Northport Ledger', url: bridge.url }],
    });
  });

  it('says that a story is undated', async () => {
    expect(readReply(await summary.run(invoke({ story: 'library-night-hours' })))).toMatch(/ · \S.*\n/);
    const undated = await archiveOf({ ...bridge, id: 'plain', published: undefined });
    const command = createSummaryCommand({
      archive: undated,
      summarize: (request) => summarize({}, request),
    });
    expect(readReply(await command.run(invoke()))).toMatch(/\nThe Northport Ledger · Ines Varga · undated\n/);
  });

  it('is shorter or longer by its buttons, which end where there is nothing shorter or longer', async () => {
    const standard = await summary.run(invoke());
    expect(buttonsOf(standard)).toEqual(['Evidence', 'Shorter', 'Longer', 'Quotes']);
    const shorter = await summary.presses?.show?.run(actionOf(standard, 'Shorter'), invoke());
    expect(shorter && buttonsOf(shorter)).toEqual(['Evidence', 'Longer', 'Quotes']);
    const longer = await summary.presses?.show?.run(actionOf(standard, 'Longer'), invoke());
    expect(longer && buttonsOf(longer)).toEqual(['Evidence', 'Shorter', 'Quotes']);
    expect(readReply(longer ?? standard).length).toBeGreaterThan(readReply(shorter ?? standard).length);
  });

  it('gives its evidence: the cited paragraphs word for word', async () => {
    const brief = await summary.run(invoke({ length: 'full' }));
    const evidence = await summary.presses?.evidence?.run(actionOf(brief, 'Evidence'), invoke());
    expect(evidence && readReply(evidence)).toContain(`Paragraph 1 of 6\n${paragraphText(bridge, 1)}`);
  });

  it('says when the story has changed since the summary', async () => {
    const evidence = await summary.presses?.evidence?.run([bridge.id, 'an-older-hash', '1'], invoke());
    expect(evidence && readReply(evidence)).toMatch(/has changed since/);
  });

  it('says that a translation needs a model where there is none', async () => {
    expect(readReply(await summary.run(invoke({ language: 'German' })))).toMatch(
      /translation needs a language model/,
    );
  });

  it.each([
    ['an unknown story', { story: 'Atlantis rises' }, /No stored story matches “Atlantis rises”/],
    ['an unknown length', { length: 'endless' }, /choose one of brief, standard, full/],
    ['a language that is none', { language: 'Klingonese?' }, /language/],
    ['6,000 characters of focus', { focus: 'x'.repeat(6000) }, /200 characters at most/],
  ])('answers %s with one clear line', async (_, options, message) => {
    const answer = (async () => summary.run(invoke(options)))();
    await expect(answer).rejects.toThrow(UserError);
    await expect(answer).rejects.toThrow(message);
  });

  it.each(['**bold** @everyone <@1> :smile:', '\u202eright to left', 'nul\0nul', '"AND (OR NOT *'])(
    'takes any text as its focus: %j',
    async (focus) => {
      expect(readReply(await summary.run(invoke({ focus })))).toMatch(/Harbour bridge/);
    },
  );

  it('says what to do where no story is stored', async () => {
    const empty = createSummaryCommand({
      archive: await archiveOf(),
      summarize: (request) => summarize({}, request),
    });
    await expect((async () => empty.run(invoke()))()).rejects.toThrow(/No story is stored yet/);
  });
});
