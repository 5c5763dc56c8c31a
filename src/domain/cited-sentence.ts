/** One sentence of a summary or an answer. */
export interface CitedSentence {
  readonly text: string;
  /** Numbers (from 1) of the paragraphs that support it, ascending, never empty. */
  readonly cites: readonly number[];
  /** The story it cites, where an answer may draw on several. */
  readonly story?: string;
  /** The text is only the beginning of a sentence, which was too long; to be shown with an ellipsis. */
  readonly shortened?: true;
}
