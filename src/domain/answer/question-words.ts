/** Words, in lower case, that end the naming of a thing in a question ("How many schools | are …"). */
export const AUXILIARIES: ReadonlySet<string> = new Set(
  `am are at be been by can could did do does for had has have in is may might must of on should to was were will
  would`.split(/\s+/),
);

/** Verbs, in lower case, with which a question asks for somebody's words ("What did Moss say …"). */
export const ASKING_VERBS: ReadonlySet<string> = new Set(
  `answer argue call comment criticize describe explain react reacted reply respond responded say said tell think
  told`.split(/\s+/),
);

/** Verbs, in lower case and beyond SPEECH_VERBS, with which a story reports somebody's words. */
export const REPORTING_VERBS: ReadonlySet<string> = new Set(
  `accused acknowledged announced argues blamed called calls claimed complained confirmed contends criticized denied
  denounced described dismissed explained insisted insists praised promised reacted rejected responded stated suggested
  tells told urged vowed warned writes`.split(/\s+/),
);
