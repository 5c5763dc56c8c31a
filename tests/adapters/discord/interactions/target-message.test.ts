import { expect, it } from 'vitest';
import { readTargetMessage } from '../../../../src/adapters/discord/interactions/target-message.ts';

const target = (message: object) => ({ target_id: '7', resolved: { messages: { 7: message } } });

it('reads all that a reader of the message sees: text, embeds, components, and what it forwards', () => {
  const message = {
    content: 'Look:',
    embeds: [{ title: 'A title', description: 'A description', fields: [{ name: 'A', value: 'field' }] }],
    components: [
      {
        type: 17,
        components: [
          { type: 10, content: '> quoted' },
          { type: 9, components: [{ content: 'beside' }] },
        ],
      },
    ],
    message_snapshots: [{ message: { content: 'forwarded' } }],
  };
  expect(readTargetMessage(target(message))?.text.split('\n\n')).toEqual([
    ...['Look:', 'A title', 'A description', 'A', 'field', '> quoted', 'beside', 'forwarded'],
  ]);
});

it('is empty for a picture alone, and passes over what is malformed', () => {
  expect(readTargetMessage(target({ content: '', attachments: [{}] }))).toEqual({ text: '' });
  expect(
    readTargetMessage(target({ content: 4, embeds: 'x', components: [null, { components: 'y' }] })),
  ).toEqual({
    text: '',
  });
});

it.each([
  undefined,
  {},
  { target_id: '7', resolved: { messages: {} } },
  target([]),
  { target_id: 'toString', resolved: { messages: {} } },
])('is nothing where the message is not handed over: %j', (data) =>
  expect(readTargetMessage(data)).toBeUndefined(),
);
