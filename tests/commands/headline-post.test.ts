import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderReply } from '../../src/adapters/discord/rendering/render.ts';
import { headlinePost } from '../../src/commands/headline-post.ts';
import { chooseHeadline, DIGEST_STORIES, type Headline } from '../../src/domain/headlines/choice.ts';
import type { Story } from '../../src/domain/story/story.ts';
import { archiveOf } from '../fixtures/archive.ts';
import { readReply } from '../fixtures/invocation.ts';
import { createStory } from '../fixtures/story.ts';

const ferry = createStory('“The ferry will sail again before the winter,” said Captain Ida Moss.', {
  ...{ id: 'ferry', title: 'Ferry to sail again', dek: 'After six months', outlet: 'The Harbour' },
  ...{ author: 'Tom Reed', url: 'https://example.org/ferry' },
});

async function post(stories: readonly Story[], kind: 'rotate' | 'digest' = 'rotate'): Promise<Headline> {
  const schedule = { guild: 'g1', channel: 'c1', post: kind, since: 0 };
  const choice = await chooseHeadline(await archiveOf(...stories), schedule, new Map());
  if ('reason' in choice) throw new Error(choice.reason);
  return choice.headline;
}

describe('a headline post', () => {
  it('has title, dek, a sentence, a quotation with its speaker, outlet and author', async () => {
    const reply = headlinePost(await post([ferry]), 's1-abc');
    expect(reply.blocks[0]).toMatchObject({ text: [{ link: { url: 'https://example.org/ferry' } }] });
    const text = readReply(reply);
    for (const part of ['Ferry to sail again', 'After six months', 'Ida Moss', 'The Harbour', 'Tom Reed'])
      expect(text).toContain(part);
    expect(reply.blocks.at(-1)).toMatchObject({
      links: [{ label: 'Read at The Harbour', url: 'https://example.org/ferry' }],
    });
    const quote = reply.blocks.find(({ kind }) => kind === 'quote');
    expect(JSON.stringify(quote)).toContain('The ferry will sail again before the winter');
  });

  it('lists the new stories of a digest, and counts the others', async () => {
    const many = Array.from({ length: DIGEST_STORIES + 3 }, (_, n) => ({
      ...ferry,
      ...{ id: `n${n}`, published: '2026-03-01' },
    }));
    const text = readReply(headlinePost(await post(many, 'digest'), 's1-abc'));
    expect(text).toContain('11 new stories');
    expect(text).toContain('And 3 more: /stories lists them.');
    expect(readReply(headlinePost(await post([ferry], 'digest'), 's1-abc'))).toContain('1 new story');
  });

  it('is one message with its tag, however long the parts of its stories are', async () => {
    const text = (maxLength: number) => fc.string({ minLength: 1, maxLength, unit: 'grapheme' });
    const stories = fc.array(
      fc
        .record({ title: text(700), dek: text(900), outlet: text(400), author: text(400), path: text(600) })
        .map(({ path, ...fields }) =>
          createStory(ferry.body, {
            ...fields,
            id: fields.title,
            url: `https://example.org/${encodeURIComponent(path)}`,
          }),
        ),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(stories, fc.constantFrom('rotate', 'digest'), async (list, kind) => {
        const payloads = renderReply(headlinePost(await post(list, kind), 's1-abc'));
        expect(payloads).toHaveLength(1);
        expect(JSON.stringify(payloads)).toContain('p1|headline|summary|s1-abc|');
      }),
      { numRuns: 60 },
    );
  });

  it('is found again by the key in its buttons, while the story is stored', async () => {
    const [first] = headlinePost(await post([ferry]), 's1-abc').blocks.flatMap((block) =>
      block.kind === 'buttons' ? block.buttons : [],
    );
    const key = first?.action.args[1] ?? '';
    expect(await (await archiveOf(ferry)).getByFingerprint({}, key)).toMatchObject({ id: 'ferry' });
    expect(await (await archiveOf()).getByFingerprint({}, key)).toBeUndefined();
  });
});
