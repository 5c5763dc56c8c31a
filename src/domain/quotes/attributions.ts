import { type CueForm, findCueForm } from './cue-forms.ts';
import { AUXILIARIES, DETERMINERS, PREPOSITIONS } from './lexicon/function-words.ts';
import { findPhraseAfter, findSubjectBefore, type Source } from './noun-phrases.ts';
import type { Range } from './sentences.ts';
import type { Token } from './tokens.ts';

/** A place where a sentence says whose words it gives: a cue and the source that it names. */
export interface Attribution extends Range {
  /** Token range of the cue alone. */
  readonly cue: Range;
  /** The verb's base form, or "according to". */
  readonly verb: string;
  readonly form: CueForm['form'] | 'phrase';
  readonly source?: Source;
}

/** The attributions of one sentence, in order. */
export function findAttributions(tokens: readonly Token[], sentence: Range): Attribution[] {
  const found: Attribution[] = [];
  for (let index = sentence.from; index < sentence.to; index += 1) {
    const attribution =
      findAccordingTo(tokens, sentence, index) ?? findVerbAttribution(tokens, sentence, index, found);
    if (attribution) found.push(attribution);
  }
  return found;
}

function findAccordingTo(tokens: readonly Token[], sentence: Range, index: number): Attribution | undefined {
  if (tokens[index]?.lower !== 'according' || tokens[index + 1]?.lower !== 'to') return undefined;
  const source = findPhraseAfter(tokens, index + 2, sentence.to);
  const cue = { from: index, to: index + 2 };
  return {
    from: index,
    to: source?.to ?? cue.to,
    cue,
    verb: 'according to',
    form: 'phrase',
    ...(source && { source }),
  };
}

function findVerbAttribution(
  tokens: readonly Token[],
  sentence: Range,
  index: number,
  earlier: readonly Attribution[],
): Attribution | undefined {
  const token = tokens[index];
  const form = token && token.kind === 'word' && !token.capital ? findCueForm(token.lower) : undefined;
  if (!form || isNounUse(tokens, index, sentence.from, form) || isPassive(tokens, index, form))
    return undefined;
  const cue = { from: index, to: index + 1 };
  const base = { cue, verb: form.verb, form: form.form };
  const inverted = findInvertedSource(tokens, sentence, index, form);
  if (inverted) return { ...base, from: index, to: inverted.to, source: inverted };
  const previous = earlier.at(-1);
  const source =
    form.form === 'gerund' || /^(?:and|but|then)$/.test(tokens[index - 1]?.lower ?? '')
      ? (previous?.source ?? findSubjectBefore(tokens, sentence.from, index))
      : findSubjectBefore(tokens, sentence.from, index);
  return { ...base, from: Math.min(source?.from ?? index, index), to: index + 1, ...(source && { source }) };
}

function isNounUse(tokens: readonly Token[], index: number, from: number, form: CueForm): boolean {
  const before = index > from ? tokens[index - 1] : undefined;
  if (!before) return form.form !== 'gerund' && form.form !== 'past';
  if (form.form === 'past')
    return (
      DETERMINERS.has(before.lower) &&
      !/^(?:that|this|all|both|some|many|most|one|others|another|each|those|these|few|several)$/.test(
        before.lower,
      )
    );
  if (
    DETERMINERS.has(before.lower) &&
    !/^(?:all|both|some|many|most|others|those|these|few|several)$/.test(before.lower)
  )
    return true;
  return (
    /^['’]s$/.test(before.text) ||
    (PREPOSITIONS.has(before.lower) && form.form !== 'gerund' && before.lower !== 'to')
  );
}

function isPassive(tokens: readonly Token[], index: number, { form }: CueForm): boolean {
  if (form !== 'past' && form !== 'participle') return false;
  let at = index - 1;
  while (
    at >= 0 &&
    /ly$|^(?:also|not|never|often|once|first|later|being|been)$/.test(tokens[at]?.lower ?? '')
  ) {
    if (/^(?:being|been)$/.test(tokens[at]?.lower ?? '')) return true;
    at -= 1;
  }
  return /^(?:is|are|was|were|be|being|been|'re|get|gets|got)$/.test(tokens[at]?.lower ?? '');
}

/** '"…," said a spokesman': the source after its verb, where a run or a comma stands before the verb. */
function findInvertedSource(
  tokens: readonly Token[],
  sentence: Range,
  index: number,
  { form, verb }: CueForm,
): Source | undefined {
  const before = tokens[index - 1];
  const opens =
    index === sentence.from || before?.kind === 'run' || before?.text === ',' || before?.text === '—';
  const next = tokens[index + 1];
  if (!opens || !next || (form !== 'past' && form !== 'present') || verb === 'tell') return undefined;
  if (next.kind !== 'word' && next.kind !== 'number') return undefined;
  const mayStart =
    next.capital ||
    DETERMINERS.has(next.lower) ||
    !(PREPOSITIONS.has(next.lower) || AUXILIARIES.has(next.lower));
  return mayStart ? findPhraseAfter(tokens, index + 1, sentence.to) : undefined;
}
