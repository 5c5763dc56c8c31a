/** How verbs take reported words without marks; base forms. */

const verbs = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Take the person addressed before the content: "told reporters (that)", "asked him whether". */
export const ADDRESSING_VERBS = verbs(
  'tell remind assure inform warn ask advise urge promise show persuade convince notify',
);

/** Take "to" and a verb: "vowed to fight". */
export const INFINITIVE_VERBS = verbs(
  `vow promise pledge refuse decline urge ask want hope plan seek threaten offer agree expect call intend encourage order advise
  aim claim prefer wish beg demand`,
);

/** Take a noun phrase that is itself what is said or meant: "criticised the plan". */
export const OBJECT_VERBS = verbs(
  `criticize praise denounce condemn defend endorse oppose support dismiss reject propose describe call question blame accuse mock
  suggest announce acknowledge deny cite note recall favor back want reveal mention express echo decry slam blast attack urge predict`,
);
