import { NAME_FORMS } from './nicknames.ts';

/**
 * Names and words that stand for one thing, one group a line: a place with its people and adjective, a party with its
 * members, a title with its short form. Lower case. Add a line for what readers of the news take as the same.
 */
const GROUPS: readonly string[] = `
america american americans u.s. us usa united states
democrat democrats democratic dem dems
republican republicans gop g.o.p.
russia russian russians moscow kremlin
china chinese beijing
britain british u.k. uk england english kingdom
france french paris
germany german germans berlin
israel israeli israelis
iran iranian iranians tehran
iraq iraqi iraqis
syria syrian syrians
mexico mexican mexicans
canada canadian canadians
cuba cuban cubans
europe european europeans
japan japanese tokyo
korea korean koreans
philippines philippine filipino filipinos
ukraine ukrainian ukrainians
poland polish poles
lithuania lithuanian lithuanians
turkey turkish turks
saudi saudis
afghanistan afghan afghans
pakistan pakistani pakistanis
india indian indians
spain spanish spaniards
italy italian italians
greece greek greeks
ireland irish
scotland scottish scots
libya libyan
egypt egyptian egyptians
africa african africans
asia asian asians
islam islamic muslim muslims
jew jews jewish
christian christians christianity
hispanic hispanics latino latinos latina
black blacks african-american
texas texan texans
ohio ohioan ohioans
florida floridian floridians
california californian californians
iowa iowan iowans
york yorker yorkers
virginia virginian virginians
carolina carolinian carolinians
vermont vermonter vermonters
wisconsin wisconsinite wisconsinites
michigan michigander michiganders
senator sen. sen senators sens. senate
representative rep. rep representatives reps. congressman congresswoman congressmen lawmaker
governor gov. gov governors govs.
president presidential pres. presidency
vice-president veep
secretary sec.
doctor dr. dr
attorney atty.
general gen.
congress congressional
attorney lawyer lawyers attorneys
fbi bureau
news media press
doj justice
nato alliance
dnc committee
rnc committee
supreme scotus
obamacare aca affordable
washington federal government administration
tv television
percent % percentage
street st.
fort ft.
saint st.
mount mt.
department dept.
company co. corp. corporation inc.
`
  .trim()
  .split('\n');

/** For each word of a group, the words of all its groups. */
export const ALIASES: ReadonlyMap<string, ReadonlySet<string>> = collectAliases(
  [...GROUPS, ...NAME_FORMS].map((line) => line.split(' ')),
);

function collectAliases(groups: readonly (readonly string[])[]): Map<string, Set<string>> {
  const aliases = new Map<string, Set<string>>();
  for (const group of groups) {
    for (const word of group) aliases.set(word, new Set([...(aliases.get(word) ?? []), ...group]));
  }
  return aliases;
}
