/** Most words of a summary of each length. */
export const SUMMARY_WORDS = { brief: 40, standard: 90, full: 180 } as const;

/** How long a summary is to be. */
export type SummaryLength = keyof typeof SUMMARY_WORDS;

/** From short to long. */
export const SUMMARY_LENGTHS = ['brief', 'standard', 'full'] as const satisfies readonly SummaryLength[];

/** Words between white space; text in scripts without spaces counts one word for every two characters. */
export function countWords(text: string): number {
  const spaceless = text.match(
    /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]/gu,
  );
  return (text.match(/\S+/g)?.length ?? 0) + Math.floor((spaceless?.length ?? 0) / 2);
}
