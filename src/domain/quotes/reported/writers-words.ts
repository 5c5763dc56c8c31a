import { isPreposition, type Range } from '../../english/grammar.ts';
import { findTense } from '../../english/tense.ts';
import type { Token } from '../../english/tokens.ts';

/** Reported words, which follow their cue, without what the writer adds to them: "…, even though nobody had looked". */
export function cutWritersWords<T extends Range>(tokens: readonly Token[], content: T): T {
  for (let at = content.from + 2; at < content.to; at += 1)
    if (tokens[at - 1]?.kind === 'mark' && goesOnAsWriter(tokens, content, at))
      return { ...content, to: at - 1 };
  return content;
}

/**
 * A concession or a contrast is mostly the writer's; "but" is where the tense turns to the present or no verb follows; after an
 * intention ("vowed to stay, and the crowd …") any further clause is.
 */
function goesOnAsWriter(tokens: readonly Token[], { from, to }: Range, at: number): boolean {
  const word = tokens[at]?.lower ?? '';
  if (/^(?:though|although|while|whereas|despite)$/.test(word)) return true;
  if (word === 'even') return /^(?:though|as)$/.test(tokens[at + 1]?.lower ?? '');
  if (!/^(?:and|but)$/.test(word)) return false;
  if (tokens[from]?.lower === 'to') return !isPreposition(tokens[at + 1]) && tokens[at + 1]?.lower !== 'to';
  const tense = findTense(tokens, at + 1, to);
  return (
    word === 'but' && (tense === undefined || (tense === 'present' && findTense(tokens, from, at) === 'past'))
  );
}
