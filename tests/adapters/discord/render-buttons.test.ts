import { describe, expect, it } from 'vitest';
import { buttonsOf, childrenOf } from './payloads.ts';
import { ACTION, render } from './rendering.ts';

describe('buttons', () => {
  it('stand in rows of five, each with an id of its own', () => {
    const buttons = Array.from({ length: 12 }, (_, n) => ({ label: `Go ${n}`, action: ACTION }));
    const [payload] = render({ kind: 'text', text: ['x'] }, { kind: 'buttons', buttons });
    expect(payload && buttonsOf(payload)).toHaveLength(12);
    expect(payload && childrenOf(payload)).toHaveLength(4);
  });

  it('have labels that fit and emoji that Discord knows', () => {
    const [payload] = render({
      kind: 'buttons',
      buttons: [
        { label: `${'👩‍👩‍👧‍👦'.repeat(20)}`, action: ACTION },
        { label: '', emoji: '◀', action: ACTION, disabled: true },
        { label: 'Bad', emoji: 'nope', action: ACTION },
        { label: ' \n ', action: ACTION },
      ],
    });
    expect(payload && buttonsOf(payload)).toMatchObject([
      { label: `${'👩‍👩‍👧‍👦'.repeat(7)}…` },
      { emoji: { name: '◀️' }, disabled: true },
      { label: 'nope Bad' },
      { label: '…' },
    ]);
    expect(payload && buttonsOf(payload)[1]).not.toHaveProperty('label');
  });

  it('stand beside the text of their section', () => {
    const [payload] = render({ kind: 'section', text: ['Story'], button: { label: 'Read', action: ACTION } });
    expect(payload && childrenOf(payload)).toMatchObject([
      {
        type: 9,
        components: [{ type: 10, content: 'Story' }],
        accessory: { type: 2, label: 'Read', custom_id: 'p1|summary|longer|harbour|brief' },
      },
    ]);
  });
});
