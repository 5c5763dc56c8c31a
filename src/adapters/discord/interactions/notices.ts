import type { Inline } from '../../../commands/reply.ts';
import { type Payload, renderReply } from '../rendering/render.ts';

/** The usual stages of long work, in order. */
const STAGES = ['Reading', 'Writing', 'Checking'];

/** The stage that work is at, among the usual ones where it is one of them. */
export function renderStage(stage: string): Payload {
  const stages = STAGES.includes(stage) ? STAGES : [stage];
  const text = stages.flatMap((name, index): Inline[] => [
    ...(index > 0 ? [' · '] : []),
    name === stage ? { bold: `${name}…` } : name,
  ]);
  return first(renderReply({ blocks: [{ kind: 'note', text }] }));
}

/** One line about the interaction itself. */
export function renderNotice(...text: Inline[]): Payload {
  return first(renderReply({ blocks: [{ kind: 'text', text }] }));
}

function first([payload]: Payload[]): Payload {
  if (!payload) throw new RangeError('a reply has at least one message');
  return payload;
}
