import { expect, it } from 'vitest';
import { checkSentence } from '../../../src/domain/grounding/check-sentence.ts';
import { type Story, splitParagraphs } from '../../../src/domain/story.ts';

const BODY = `Harbour master Ilse Brandt said on Monday that the ferry would stop at Kettle Point. "We will not raise the fare," Brandt said.

About 400 islanders signed a petition against the change.`;

const STORY: Story = {
  id: 'ferry',
  title: 'Ferry to call at Kettle Point',
  language: 'en',
  tags: [],
  overrides: [],
  body: BODY,
  paragraphs: splitParagraphs(BODY),
  hash: 'ferry-1',
};

it('supports a sentence that stands in the cited paragraph', () => {
  expect(checkSentence(STORY, 'About 400 islanders signed a petition against the change.', [2])).toEqual({
    supported: true,
    problems: [],
  });
});

it('does not support a sentence that cites a paragraph the story does not have', () => {
  const { supported, problems } = checkSentence(STORY, 'Islanders signed a petition.', [9]);
  expect(supported).toBe(false);
  expect(problems).toEqual([{ kind: 'citation', detail: 'The story has no paragraph 9.' }]);
});

it('does not support a sentence without citations', () => {
  expect(checkSentence(STORY, 'Islanders signed a petition.', []).supported).toBe(false);
});

it('does not support an altered quotation', () => {
  expect(checkSentence(STORY, 'Brandt said, "We will not raise the fare."', [1]).supported).toBe(true);
  expect(checkSentence(STORY, 'Brandt said, "We will never raise the fare."', [1]).problems).toMatchObject([
    { kind: 'quotation' },
  ]);
});
