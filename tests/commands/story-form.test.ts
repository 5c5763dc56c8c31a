import { expect, it } from 'vitest';
import { reopenStoryForm, STORY_FORM } from '../../src/commands/story-form.ts';

const WRITTEN = ['7', 'The ferry', 'It sails.', '', 'The Ledger', 'no link'];

it('opens the form again with each field as it was written', () => {
  const { name, fields } = reopenStoryForm(WRITTEN, { user: '7', guild: '1' });
  expect(name).toBe(STORY_FORM.name);
  expect(fields.map(({ name: field, value }) => [field, value])).toEqual([
    ['title', 'The ferry'],
    ['text', 'It sails.'],
    ['rest', ''],
    ['outlet', 'The Ledger'],
    ['link', 'no link'],
  ]);
});

it('opens it for nobody but its writer', () => {
  expect(() => reopenStoryForm(WRITTEN, { user: '8', guild: '1' })).toThrow('somebody else’s');
  expect(() => reopenStoryForm([], { user: '8' })).toThrow('somebody else’s');
});
