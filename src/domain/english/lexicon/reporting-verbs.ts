/**
 * Reporting verbs whose words do not follow at once; base forms. Which words are cues at all the model of reported speech has learned.
 */

const verbs = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Take the person addressed before the content: "told reporters (that)", "asked him whether". */
export const ADDRESSING_VERBS = verbs(
  'tell remind assure inform warn ask advise urge promise persuade convince notify encourage order instruct',
);

/** Take somebody doing something: "showed Ms. Brook leading by ten points". */
export const SHOWING_VERBS = verbs('show find see hear have');
