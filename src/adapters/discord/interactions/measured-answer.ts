import type { Answer } from './answer.ts';

const ACKNOWLEDGING = ['deferReply', 'deferUpdate', 'reply', 'update', 'suggest', 'showForm'] as const;

/** The same answer; `onAcknowledged` is called when Discord has taken its acknowledgement. */
export function measureAnswer(answer: Answer, onAcknowledged: () => void): Answer {
  const measured = Object.fromEntries(
    ACKNOWLEDGING.map((name) => {
      const send = answer[name] as (...args: unknown[]) => Promise<void>;
      return [
        name,
        async (...args: unknown[]) => {
          await send(...args);
          onAcknowledged();
        },
      ];
    }),
  );
  return { ...answer, ...measured };
}
