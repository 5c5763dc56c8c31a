import { expect, it } from 'vitest';
import { citedList } from '../../src/commands/cited-list.ts';
import { readReply } from '../fixtures/invocation.ts';

const read = (...sentences: Parameters<typeof citedList>[0]) => readReply({ blocks: [citedList(sentences)] });

it('marks each sentence with its paragraphs, neighbours of one paragraph once', () => {
  expect(
    read({ text: 'One.', cites: [1] }, { text: 'Two.', cites: [1] }, { text: 'Three.', cites: [1, 4] }),
  ).toBe('One. Two. [1]\nThree. [1, 4]');
});

it('shows where a sentence was shortened', () => {
  expect(read({ text: 'The first words of a very long', cites: [2], shortened: true })).toBe(
    'The first words of a very long … [2]',
  );
});
