/** Abbreviations, in lower case without their last full stop. Add one where a sentence is cut after it. */

/** Always followed by the name or the thing that they introduce: never the last word of a sentence. */
export const LEADING_ABBREVIATIONS: ReadonlySet<string> = new Set(
  `adm amb asst atty brig capt cmdr col comdr cpl cpt det dr ens fr gen gov hon insp lt lt maj messrs mlle mme mr mrs
  ms msgr mt ofc pfc ph pres prof pvt rep reps rev sec sen sens sgt sr-sgt st ste supt treas vs v attn dept-sec undersec
  approx cf e.g i.e viz c ca`.split(/\s+/),
);

/** Followed by a number: not the end of a sentence before a digit, an ordinary word otherwise ("No. The …"). */
export const NUMBER_ABBREVIATIONS: ReadonlySet<string> = new Set(
  'no nos art ch chap fig figs p pp par para pt sec sect vol vols'.split(' '),
);

/** May end a sentence: it does when the next word is one that opens sentences (see SENTENCE_OPENERS). */
export const TRAILING_ABBREVIATIONS: ReadonlySet<string> = new Set(
  `jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
  inc corp co cos ltd llc bros plc jr sr esq etc al est dept univ assn bldg ave blvd rd hwy ft
  ala ariz ark calif colo conn del fla ga ill ind kan kans ky la mass md mich minn miss mo mont neb nebr nev okla ore
  pa penn tenn tex va vt wash wis wyo wva ont que
  a.m p.m u.s u.k u.n u.s.a e.u d.c l.a n.y n.j n.c s.c n.h n.m n.d s.d r.i w.va b.c a.d ph.d m.d d.d.s b.a m.a m.b.a j.d
  min max avg tel ext op hrs yrs lbs oz sq`.split(/\s+/),
);
