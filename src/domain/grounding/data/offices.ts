/** Words for a person that stand for the name: "the senator said". Lower case. */
export const OFFICES: ReadonlySet<string> = new Set(
  `senator congressman congresswoman representative lawmaker governor president mayor secretary ambassador candidate
nominee republican democrat independent conservative liberal billionaire businessman mogul doctor neurosurgeon surgeon
professor diplomat envoy minister chancellor judge host author actor actress singer writer reporter spokesman
spokeswoman official adviser aide`.split(/\s+/),
);
