import type { DeclineReason } from './answer-desk.ts';

/** What a member is told when a model's work cannot be shown, in one plain sentence. */
export const DECLINE_NOTES: Readonly<Record<DeclineReason, string>> = {
  timeout: 'The language model did not answer in time.',
  unreachable: 'The language model could not be reached.',
  'rate-limited': 'The language model is busy.',
  credentials: 'The language model refused our credentials.',
  'bad-request': 'The language model did not accept the request.',
  absent: 'The language model’s server does not have it.',
  server: 'The language model’s server had a fault.',
  refused: 'The language model declined.',
  'cut-off': 'The language model’s answer was incomplete.',
  empty: 'The language model gave no answer.',
  'not-json': 'The language model’s answer was malformed.',
  'wrong-shape': 'The language model’s answer was malformed.',
  'over-budget': 'This server has spent its language model budget for today.',
  'over-own-budget': 'You have spent your share of the language model for today.',
  cooldown: 'You have used the language model often in the last minutes.',
  store: 'The language model could not be used just now.',
  unsupported: 'Too little of what the language model wrote passed the check against the story.',
};
