import type { Story } from '../story/story.ts';
import { hasLooseMark, quotedRuns } from './exact-quotations.ts';
import { findForeignMarkup } from './sentence-form.ts';
import { findNameFault } from './translated-names.ts';

/** A digit group, with the marks that languages put inside numbers. */
const NUMBER = /\p{Nd}+(?:[.,:'’٫٬]\p{Nd}+|[ \u00a0\u202f]\p{Nd}{3}(?!\p{Nd}))*/gu;

/** Every language has stops of its own; these ones are markup. Some scripts join letters with what has no width. */
const PLAIN = /(?![@#*\\[\]{}_])[\p{L}\p{M}\p{N}\p{P}\p{Sc} +°\u200c\u200d]/u;

/** How much longer or shorter than its original a translation may be, in characters. */
const LONGEST = 2.5;
const SHORTEST = 0.2;

/**
 * What is wrong with a translation of `source`, a sentence about `story`; `undefined` when its numbers, names and
 * quotations are the original's. Whether its other words mean the same, only a model can say.
 */
export function findTranslationFault(
  source: string,
  translated: string,
  story: Story,
  language: string,
): string | undefined {
  const length = translated.length / source.length;
  if (length > LONGEST || length < SHORTEST) return 'The length does not fit.';
  const markup = findForeignMarkup(translated, [source], PLAIN);
  if (markup) return markup;
  if (!isSameList(quotedRuns(source), quotedRuns(translated)) || hasLooseMark(translated)) {
    return 'Words between quotation marks were changed.';
  }
  if (!isSameList(numbersOf(source), numbersOf(translated))) return 'Numbers were changed.';
  return findNameFault(source, translated, story, language);
}

/** The numbers of a text in one notation: a mark before exactly three digits groups, any other last one is the decimal point. */
function numbersOf(text: string): string[] {
  return Array.from(text.matchAll(NUMBER), ([number]) => {
    const groups = toAsciiDigits(number).split(/\D/);
    const last = groups.length > 1 && groups.at(-1)?.length !== 3 ? groups.pop() : undefined;
    return last === undefined ? groups.join('') : `${groups.join('')}.${last}`;
  });
}

/** Decimal digits of each script are ten in a row, from zero. */
function toAsciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    let value = 0;
    for (
      let code = digit.codePointAt(0) ?? 0;
      value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - 1));
      code--
    )
      value++;
    return String(value);
  });
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.toSorted().join('\n') === b.toSorted().join('\n');
}
