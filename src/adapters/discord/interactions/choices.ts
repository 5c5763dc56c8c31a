import type { Choice } from '../../../commands/command.ts';
import { makeShowable } from '../rendering/escape.ts';
import { LIMITS, shorten } from '../rendering/limits.ts';

/**
 * Choices as Discord takes them: at most 25, long names shortened. One whose value does not fit is left out, since a
 * shortened value would mean something else.
 */
export function cleanChoices(choices: readonly Choice[]): Choice[] {
  return choices
    .filter(({ value }) => value.length > 0 && value.length <= LIMITS.choiceValue && value.isWellFormed())
    .map(({ name, value }) => ({ name: cleanName(name) || cleanName(value) || '…', value }))
    .slice(0, LIMITS.choices);
}

function cleanName(name: string): string {
  return shorten(makeShowable(name).replace(/\s+/g, ' ').trim(), LIMITS.choiceName);
}
