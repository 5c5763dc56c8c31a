import type { Range } from './grammar.ts';
import type { Token } from './tokens.ts';
import { findVerb } from './verbs.ts';

/** A longer sentence is cut: what looks around in a sentence then stays linear in the text. */
const LONGEST = 400;

/** Splits the tokens of a paragraph into sentences; a marked run inside counts as one token and may end one. */
export function splitTokenSentences(text: string, tokens: readonly Token[]): Range[] {
  const sentences: Range[] = [];
  let from = 0;
  tokens.forEach((token, index) => {
    if (index - from < LONGEST && !endsSentence(text, tokens, token, index)) return;
    sentences.push({ from, to: index + 1 });
    from = index + 1;
  });
  if (from < tokens.length) sentences.push({ from, to: tokens.length });
  return sentences;
}

function endsSentence(text: string, tokens: readonly Token[], token: Token, index: number): boolean {
  const next = tokens[index + 1];
  if (!next) return false;
  if (token.kind === 'mark') return /^(?:[.?!]|\.{2,}|…)$/.test(token.text) && startsSentence(next);
  if (token.kind === 'word' && token.text.endsWith('.'))
    return (
      startsSentence(next) &&
      /^(?:\p{Lu}\.){2,}$/u.test(token.text) &&
      next.kind === 'word' &&
      opensWithFunctionWord(next)
    );
  if (token.kind !== 'run' || !token.run) return false;
  if (!/[.?!…]['’)]?$/.test(text.slice(token.run.end - 3, token.run.end))) return false;
  const isOpen = !/[.]['’)]?$/.test(text.slice(token.run.start, token.run.end));
  return startsSentence(next) && !isFollowedByCue(tokens, index + 1, isOpen);
}

function startsSentence(token: Token): boolean {
  return token.capital || token.kind === 'run' || token.kind === 'number' || /^[([•*]$/.test(token.text);
}

function opensWithFunctionWord(token: Token): boolean {
  return /^(?:the|a|an|he|she|they|it|but|and|in|on|mr\.|mrs\.|ms\.)$/.test(token.lower);
}

/**
 * Whether a cue verb comes within a few words, before any punctuation but commas: '"Why?" Mr. Lee asked.' After words that
 * ended with a full stop (not `isOpen`) the cue must end the sentence.
 */
function isFollowedByCue(tokens: readonly Token[], start: number, isOpen: boolean): boolean {
  for (let index = start; index < Math.min(tokens.length, start + 8); index += 1) {
    const token = tokens[index];
    if (!token || token.kind === 'run' || /^[.?!;:]$/.test(token.text)) return false;
    if (index === start || token.capital) continue;
    if (isOpen && /[^e]ed$/.test(token.lower) && /^[.,]$/.test(tokens[index + 1]?.text ?? '')) return true;
    const verb = findVerb(token.lower);
    if (verb && verb.form !== 'gerund' && verb.form !== 'base') {
      const after = tokens[index + 1];
      return verb.use === 'speech' && (isOpen || !after || /^[.,]$/.test(after.text));
    }
  }
  return false;
}
