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

  it('are followed by links, of addresses that a button may hold', () => {
    const long = `https://example.com/${'x'.repeat(500)}`;
    const urls = ['https://example.com/a', 'javascript:alert(1)', long];
    const links = urls.map((url) => ({ label: 'Read', url }));
    const [payload] = render({ kind: 'buttons', buttons: [{ label: 'Go', action: ACTION }], links });
    expect(payload && childrenOf(payload)).toMatchObject([
      { components: [{ label: 'Go' }, { style: 5, label: 'Read', url: 'https://example.com/a' }] },
    ]);
    expect(render({ kind: 'text', text: ['x'] }, { kind: 'buttons', buttons: [], links: [] })).toHaveLength(
      1,
    );
  });

  it('stand beside text and small print', () => {
    const button = { label: 'Read', action: ACTION };
    const [payload] = render(
      { kind: 'section', text: ['Story'], note: ['one\n\ntwo'], button },
      { kind: 'section', text: [], note: ['small'], button },
    );
    expect(payload && childrenOf(payload)).toMatchObject([
      { components: [{ content: 'Story\n-# one\n\n-# two' }] },
      { components: [{ content: '-# small' }] },
    ]);
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
