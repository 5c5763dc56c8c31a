/** What the furniture of a page looks like; a sentence that one of these matches is never part of a summary. */
export const BOILERPLATE: readonly RegExp[] = [
  /^(?:click|tap|press|swipe|scroll|subscribe|sign up|sign in|log in|register|download|watch|listen|see also|read (?:the|more|full|next|also|on|it)|follow|share|like us|join us|email|e-mail|call us|contact|advertisement|sponsored|related|before you go|more from|more on|most read|also on|h\/t|via|image|photo|video|audio|graphic|caption|credit|source|sources|copyright|©|correction|clarification|editor[’']?s['’]? note|paid notice|full text|abstract|update|updated|breaking|disclosure|note)\b[^.!?]{0,60}(?:[.:!?]|$)/iu,
  /\b(?:click here|follow (?:\S+ ){0,4}on (?:twitter|facebook|instagram|x)\b|like us on facebook|sign up (?:for|here)|subscribe (?:to|now|here)|read the (?:rest|full|whole|entire)|all rights reserved|contributed to this (?:report|story|article)|(?:the )?views expressed|this (?:article|story|post|column) (?:was|is|has been|originally|first) (?:originally |first )?(?:published|appeared|updated|corrected)|is a (?:reporter|columnist|contributor|staff writer|political reporter|senior writer) (?:for|at|with)|newsletter|getty images|file photo|\(photo\b|photo by\b|photograph by\b|watch the video|see the video|video (?:above|below)|scroll down|regularly incites political violence)/iu,
  /(?:https?:\/\/|www\.)\S+|(?:^|\s)@\w{2,}|(?:^|\s)#\w+\s*$|pic\.twitter\.com/iu,
  /^by (?:\p{Lu}[\p{L}.’'-]*\s*){1,4}(?:[,|].*)?$/u,
  /^[^\p{Ll}\p{Lo}]*$/u,
  /<\/?[a-z]+[^>]*>/iu,
];

/** "CHARLOTTE - ", "FLINT, Mich., Oct. 4 (UPI) — ": place and agency before a story's first words. */
export const DATELINE =
  /^(?:\p{Lu}[\p{Lu}.’' -]+(?:,\s*(?:\p{Lu}[\p{L}.]*\.?|\d{1,2})(?:\s\d{1,2})?){0,4}\s*(?:\([^)]{2,40}\)\s*)?(?:--|[-–—―])\s*|\((?:AP|CNN|Reuters|UPI|AFP|Bloomberg)\)\s*(?:(?:--|[-–—―])\s*)?)/u;
