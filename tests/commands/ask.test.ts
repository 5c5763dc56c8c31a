import { afterAll, describe, expect, it } from 'vitest';
import { createAskCommand } from '../../src/commands/ask.ts';
import { answer } from '../../src/domain/answer/answer.ts';
import { UserError } from '../../src/domain/errors.ts';
import { archiveOf } from '../fixtures/archive.ts';
import { buttonsOf, invoke, readReply } from '../fixtures/invocation.ts';
import { openFixtureArchive } from '../fixtures/library.ts';

const { archive, close } = await openFixtureArchive();
afterAll(close);
const ask = createAskCommand({ archive, answer: (request) => answer({ archive }, request) });

describe('/ask', () => {
  it('answers with a story’s own sentences, their paragraphs and the story they come from', async () => {
    const text = readReply(
      await ask.run(invoke({ question: 'How much did the repairs of the bridge cost?' })),
    );
    expect(text).toMatch(/The repairs cost 4\.2 million crowns.* \[3\]\nFrom Harbour bridge reopens/);
    expect(text).toMatch(/Taken from the story word for word/);
  });

  it('says that nothing is stored yet', async () => {
    const empty = await archiveOf();
    const command = createAskCommand({
      archive: empty,
      answer: (request) => answer({ archive: empty }, request),
    });
    await expect(command.run(invoke({ question: 'Who?' }))).rejects.toThrow(/No story is stored yet/);
  });

  it('shows the cited paragraphs to who asks for the evidence', async () => {
    const reply = await ask.run(invoke({ question: 'How much did the repairs of the bridge cost?' }));
    expect(buttonsOf(reply)).toEqual(['Evidence']);
    const [button] = reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
    const evidence = await ask.presses?.evidence?.run(button?.action.args ?? [], invoke());
    expect(evidence && readReply(evidence)).toMatch(/Paragraph 3 of 6\nThe repairs cost/);
    // The sentence that the answer rests on is the one in bold.
    const marked = evidence?.blocks.flatMap((block) =>
      block.kind === 'text' ? block.text.filter((inline) => typeof inline === 'object') : [],
    );
    expect(marked).toEqual([{ bold: expect.stringMatching(/^The repairs cost 4\.2 million crowns.*\.$/) }]);
  });

  it('says that no sentence answers, with the closest passages', async () => {
    const question = 'Which bank lent the money for the ferry terminal in 1987?';
    const text = readReply(await ask.run(invoke({ question, story: 'harbour bridge' })));
    expect(text).toMatch(/No sentence of the story answers this directly\. The closest:\n/);
  });

  it('shows the closest passages as the story’s text, not as what somebody said', async () => {
    const question = 'Which bank lent the money for the ferry terminal in 1987?';
    const { blocks } = await ask.run(invoke({ question, story: 'harbour bridge' }));
    expect(blocks.map(({ kind }) => kind)).not.toContain('quote');
    expect(blocks.filter(({ kind }) => kind === 'text').length).toBeGreaterThan(1);
  });

  it('says that nothing stored is about a question', async () => {
    const question = 'Which composer wrote the longest symphony?';
    expect(readReply(await ask.run(invoke({ question })))).toMatch(/Nothing stored is about this\.$/);
  });

  it.each([
    ['no question', { question: '  ' }, /write what you want to know/],
    ['6,000 characters', { question: 'why '.repeat(1500) }, /300 characters at most/],
    ['an unknown story', { question: 'Why?', story: 'Atlantis' }, /No stored story matches “Atlantis”/],
  ])('answers %s with one clear line', async (_, options, message) => {
    const reply = (async () => ask.run(invoke(options)))();
    await expect(reply).rejects.toThrow(UserError);
    await expect(reply).rejects.toThrow(message);
  });

  it.each(['@everyone **who**? <@1>', '\0', '\u202eبكم', '" AND (NEAR(', '🚢?'])(
    'takes any text as a question: %j',
    async (question) => {
      expect(readReply(await ask.run(invoke({ question })))).toMatch(
        /answers this directly|Nothing stored is about this|Taken from the story/,
      );
    },
  );
});
