/** Labels of a page's parts; a sentence that is one, or opens with one and a colon, is no statement. */
const LABELS = `abstract|advertisement|also on|audio|before you go|breaking|caption|clarification|contributing|copyright|correction|
  credit|disclosure|editor[’']?s['’]? note|full text|graphic|image|more from|more on|most read|note|paid notice|photo|
  related|source|sources|sponsored|update|updated|video|via|warning`;

/** Invitations that no statement opens with. */
const INVITATIONS = `click|tap here|swipe|scroll down|subscribe|sign (?:up|in)|log in|see also|read (?:more|also|next)|
  read the (?:full|whole|entire|rest)|like us|join us|email us|call us|contact us|h\\/t|
  (?:watch|listen|follow|share|download|register|press) (?:below|here|now|us|our|it|this|the (?:full|video|latest))`;

/** Phrases that only the furniture of a page has, wherever they stand in a sentence. */
const PHRASES = `click here|follow (?:\\S+ ){0,4}on (?:twitter|facebook|instagram|x)\\b|on facebook and twitter|
  sign up (?:for our|here)|subscribe (?:to our|now|here)|all rights reserved|contribut(?:ed|ing|ions?) (?:to this|reporting|from)|
  tips? to\\b|have a tip\\b|(?:can be )?reached at|e-?mail (?:him|her|them|us) at|read more|
  edited for (?:length|clarity|brevity|space)|(?:the )?views expressed|newsletters?\\b|getty images|file photo|\\(photo\\b|photo(?:graph)? by\\b|watch the video|
  see the video|video (?:above|below)|scroll down|
  (?:this|the) (?:article|story|post|column) (?:was |is |has |been |originally |first ){1,4}(?:published|appeared|updated|corrected)|
  is an? (?:\\S+ )?(?:reporter|columnist|contributor|writer|editor|fellow) (?:for|at|with)\\b`;

/** What the furniture of a page looks like; a sentence that one of these matches is never part of a summary. */
export const BOILERPLATE: readonly RegExp[] = [
  new RegExp(`^(?:${joinLines(LABELS)})(?:\\s*[:|]|\\W*$)`, 'iu'),
  new RegExp(`^(?:${joinLines(INVITATIONS)})(?![\\p{L}\\p{N}])`, 'iu'),
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${joinLines(PHRASES)})`, 'iu'),
  // Addresses, accounts and mark-up.
  /https?:\/\/|www\.|[\w.+-]+@[\w-]+\.\w|(?:^|\s)@\w{2,}|(?:^|\s)#\w+$|pic\.twitter\.com|<\/?[a-z]+[^<>]{0,200}>/iu,
  // Words that a lost line break has joined: "on Monday.The", "reportersThe".
  /\p{Ll}{2}[.!?][”"]?\p{Lu}\p{Ll}|(?<![\p{L}@#/])\p{Ll}{4,}\p{Lu}\p{Ll}{2}/u,
  // Bylines, and text in capitals only.
  /^[Bb]y (?:\p{Lu}[\p{L}.’'-]*\s*){1,4}(?:[,|].*)?$/u,
  /^[^\p{Ll}\p{Lo}]*$/u,
];

/** "CHARLOTTE - ", "FLINT, Mich., Oct. 4 (UPI) — ": place and agency before a story's first words. */
export const DATELINE =
  /^(?:\p{Lu}[\p{Lu}.’' -]{1,40}(?:,\s?(?:\p{Lu}[\p{L}.]*\.?|\d{1,2})(?:\s\d{1,2})?){0,4}\s?(?:\([^)]{2,40}\)\s?)?(?:--|[-–—―])\s*|\((?:AP|CNN|Reuters|UPI|AFP|Bloomberg)\)\s*(?:(?:--|[-–—―])\s*)?)/u;

function joinLines(alternatives: string): string {
  return alternatives.replace(/\|\n\s*/g, '|').trim();
}
