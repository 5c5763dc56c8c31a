import { expect, it } from 'vitest';
import { citedList } from '../../src/commands/cited-list.ts';
import { readReply } from '../fixtures/invocation.ts';

const read = (...sentences: Parameters<typeof citedList>[0]) => readReply({ blocks: [citedList(sentences)] });

it('marks each sentence with its paragraphs, neighbours of one paragraph once', () => {
  expect(
    read({ text: 'One.', cites: [1] }, { text: 'Two.', cites: [1] }, { text: 'Three.', cites: [1, 4] }),
  ).toBe('One. Two. [1]\nThree. [1, 4]');
});

it('adds no space where the story’s language has none', () => {
  expect(read({ text: '橋は開通した。', cites: [1] }, { text: '料金は二クローネだ。', cites: [1] })).toBe(
    '橋は開通した。料金は二クローネだ。 [1]',
  );
});

it('shows where a sentence was shortened', () => {
  expect(read({ text: 'The first words of a very long', cites: [2], shortened: true })).toBe(
    'The first words of a very long … [2]',
  );
});
