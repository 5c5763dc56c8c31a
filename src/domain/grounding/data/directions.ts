/** Words that say that the subject has, is or becomes more than what it is compared with. Lemmas and forms. */
export const MORE_WORDS: ReadonlySet<string> = new Set(
  `more higher greater larger bigger better stronger firmer ahead lead outpace exceed surpass outnumber outspend outraise
overtake top rise increase grow climb gain soar jump surge widen improve overshoot outperform beat above faster`.split(
    /\s+/,
  ),
);

/** Words that say that it has, is or becomes less. */
export const LESS_WORDS: ReadonlySet<string> = new Set(
  `less fewer lower smaller worse weaker behind trail lag fall decrease drop decline shrink sink plunge slip narrow dip
slump shortfall below underperform slower undershoot`.split(/\s+/),
);
