import { foldText } from '../english/fold.ts';

/** The words of a title, or of what somebody types to find one, folded; punctuation is left out. */
export function titleWords(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Whether each typed word begins a word of the title; true for a blank text. */
export function fitsTitle(title: string, typed: string): boolean {
  const words = titleWords(title);
  return titleWords(typed).every((start) => words.some((word) => word.startsWith(start)));
}
