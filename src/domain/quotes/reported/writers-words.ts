import { isFiniteVerb, isPreposition, type Range } from '../../english/grammar.ts';
import { findTense } from '../../english/tense.ts';
import type { Token } from '../../english/tokens.ts';
import { findVerb } from '../../english/verbs.ts';

/** Reported words, which follow their cue, without what the writer adds to them: "…, even though nobody had looked". */
export function cutWritersWords<T extends Range>(tokens: readonly Token[], content: T, cue: Range): T {
  for (let at = content.from + 2; at < content.to; at += 1) {
    if (saysAgain(tokens, at, cue) || tokens[at]?.text === ';') return { ...content, to: at };
    const isAfterMark = tokens[at - 1]?.kind === 'mark';
    if (isAfterMark && goesOnAsWriter(tokens, content, at)) return { ...content, to: at - 1 };
  }
  return content;
}

/** "said the bridge was safe and warned …": the joint before another saying of the same subject. */
function saysAgain(tokens: readonly Token[], at: number, cue: Range): boolean {
  if (!/^(?:and|but)$/.test(tokens[at]?.lower ?? '')) return false;
  const [verb, first] = [findVerb(tokens[at + 1]?.lower ?? ''), findVerb(tokens[cue.from]?.lower ?? '')];
  return verb?.use === 'speech' && verb.form === first?.form && isFiniteVerb(tokens, at + 1, at);
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
