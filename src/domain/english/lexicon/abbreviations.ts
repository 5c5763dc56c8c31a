/** Words that are written with a full stop which does not end a sentence, without it, in lower case. */
export const ABBREVIATIONS: ReadonlySet<string> = new Set(
  `mr mrs ms mx dr prof rev fr hon sr jr st mt ft vs no inc corp co ltd llc bros assn dept univ
  sen sens rep reps gov govs lt gen col maj capt cmdr adm sgt cpl pvt atty supt pres amb asst assoc
  jan feb mar apr jun jul aug sept oct nov dec
  ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev
  okla ore pa tenn tex va vt wash wis wyo n.h n.j n.m n.y n.c n.d r.i s.c s.d w.va d.c u.s u.n u.k`.split(
    /\s+/,
  ),
);
