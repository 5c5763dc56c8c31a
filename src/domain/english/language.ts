import type { StoryText } from '../story/story.ts';

/** Whether a story is in English, in whatever region: the rules of grammar here are those of no other language. */
export function isEnglish({ language }: Pick<StoryText, 'language'>): boolean {
  return new Intl.Locale(language).language === 'en';
}
