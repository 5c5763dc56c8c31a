import { type APIComponentInContainer, ComponentType } from 'discord.js';
import { expect } from 'vitest';
import type { Payload } from '../../../../src/adapters/discord/rendering/render.ts';

export function childrenOf(payload: Payload): APIComponentInContainer[] {
  return payload.components.flatMap((container) => container.components);
}

/** The contents of all text displays in reading order. */
export function contentsOf(payloads: readonly Payload[]): string[] {
  return payloads.flatMap(childrenOf).flatMap((component) => {
    if (component.type === ComponentType.TextDisplay) return [component.content];
    return component.type === ComponentType.Section ? component.components.map(({ content }) => content) : [];
  });
}

export interface SeenButton {
  readonly custom_id: string;
  readonly label?: string;
}

export function buttonsOf(payload: Payload): SeenButton[] {
  return childrenOf(payload)
    .flatMap((component): object[] => {
      if (component.type === ComponentType.ActionRow) return component.components;
      return component.type === ComponentType.Section ? [component.accessory] : [];
    })
    .flatMap((button) =>
      'custom_id' in button && typeof button.custom_id === 'string' ? [button as SeenButton] : [],
    );
}

function countComponents(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = 'type' in value ? 1 : 0;
  return (
    own +
    Object.values(value)
      .flat()
      .map(countComponents)
      .reduce((a: number, b) => a + b, 0)
  );
}

/** Asserts every limit that Discord documents for a message with components, counted apart from the renderer. */
export function expectWithinLimits(payloads: readonly Payload[]): void {
  expect(payloads.length).toBeGreaterThan(0);
  for (const payload of payloads) {
    expect(payload.flags & (1 << 15)).toBe(1 << 15);
    expect(payload.allowed_mentions).toEqual({ parse: [] });
    expect(countComponents(payload.components)).toBeLessThanOrEqual(40);
    const contents = contentsOf([payload]);
    expect(contents.join('').length).toBeLessThanOrEqual(4000);
    const bytes = contents.map((content) => 12 + new TextEncoder().encode(content).length);
    expect(bytes.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(10_170);
    for (const content of contents) expect(content.trim()).not.toBe('');
    const ids = buttonsOf(payload).map((button) => button.custom_id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[!-~]{1,100}$/);
    for (const { label } of buttonsOf(payload)) expect(label?.length ?? 1).toBeLessThanOrEqual(80);
    for (const child of childrenOf(payload)) {
      if (child.type === ComponentType.ActionRow) expect(child.components.length).toBeLessThanOrEqual(5);
    }
    expect(JSON.stringify(payload).isWellFormed()).toBe(true);
  }
}
