import { renderReply } from '../../../../src/adapters/discord/rendering/render.ts';
import type { Action, Block } from '../../../../src/commands/reply.ts';
import { readMarkdown, withoutInvisible } from './markdown-reader.ts';
import { contentsOf, expectWithinLimits } from './payloads.ts';

export const ACTION: Action = { command: 'summary', press: 'longer', args: ['harbour', 'brief'] };

/** Renders blocks, and expects every limit of Discord to be kept. */
export function render(...blocks: Block[]) {
  const payloads = renderReply({ blocks });
  expectWithinLimits(payloads);
  return payloads;
}

/** What a reader sees of one block: visible lines of all its text displays, joined as they were split. */
export function see(block: Block): { marks: string[]; text: string } {
  const displays = contentsOf(render(block)).map(readMarkdown);
  return {
    marks: [
      ...new Set(
        displays
          .flat()
          .filter(({ text }) => withoutInvisible(text).trim() !== '')
          .map(({ mark }) => mark),
      ),
    ],
    text: withoutInvisible(displays.map((lines) => lines.map(({ text }) => text).join('\n')).join('')),
  };
}
