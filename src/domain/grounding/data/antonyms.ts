/** Words of opposite meaning, one pair of groups a line: every word on the left against every word on the right. Lemmas. */
const OPPOSITES: readonly string[] = `
support back favor endorse embrace champion defend : oppose reject resist attack condemn denounce criticize fight
accept welcome embrace approve agree prefer favor like : reject refuse decline rebuff spurn rebuff dispute
praise applaud commend hail laud credit : criticize condemn blast slam denounce attack fault blame rip
admit acknowledge concede confirm : deny dispute refute
comply obey follow heed : defy ignore refuse flout violate
win : lose
victory : defeat loss
succeed success successful successfully : fail failure unsuccessful unsuccessfully
rise increase grow climb gain soar jump surge widen expand up : fall decrease drop decline shrink sink plunge slip narrow down reduce cut
raise lift increase boost expand : lower cut reduce slash trim
more : less fewer
most : least fewest
higher high greater larger bigger : lower low smaller lesser
above over : below under
ahead lead : behind trail
before earlier : after later
first : last
best : worst
better : worse
strong stronger strengthen : weak weaker weaken
early : late
begin start open launch : end finish stop close halt conclude
allow permit let authorize legalize : ban bar prohibit forbid block prevent outlaw
include : exclude omit
join enter : leave quit exit
hire appoint : fire dismiss
buy : sell
give : take
send : receive
love like : hate dislike loathe
legal lawful constitutional : illegal unlawful unconstitutional
legally : illegally
true accurate correct right : false inaccurate wrong incorrect untrue
likely : unlikely
popular : unpopular
possible : impossible
public publicly : private privately
same similar : different
united unite : divided divide
guilty convict : innocent acquit
friend ally : enemy foe opponent rival
majority : minority
always : never
everyone everybody all : nobody none
safe : dangerous unsafe
rich wealthy : poor
male man men : female woman women
old : new young
proud : ashamed
trust : distrust mistrust
believe : doubt disbelieve
pass : block defeat
keep retain maintain preserve : abandon drop scrap lose discard
remember : forget
pleased happy satisfied : unhappy displeased dissatisfied angry furious
optimistic : pessimistic
calm : furious angry
positive positively : negative negatively
conservative : liberal
deny : confirm
protect : harm endanger
help aid assist : hurt hinder hamper
encourage : discourage
relevant : irrelevant
sufficient enough : insufficient
agree : disagree
exceed surpass : short
rowdy unruly : reserved respectful quiet orderly
easy easily simple : hard difficult tough complex complicated
comfortable : uncomfortable
confident sure certain : unsure uncertain doubtful
honest : dishonest
rare rarely seldom : common often frequently frequent
cheap inexpensive : expensive costly
permanent : temporary
worsen deteriorate : improve
hide conceal : reveal disclose
unanimous : split divided
condemn : defend
alive : dead
broad wide : narrow
effective : ineffective
able : unable
known : unknown
expected : unexpected
direct : indirect
voluntary voluntarily : mandatory compulsory
hopeful : hopeless pessimistic
warm : cold
quick quickly fast : slow slowly
transparent : secretive opaque
`
  .trim()
  .split('\n');

/** For each word, the words that say its opposite. */
export const ANTONYMS: ReadonlyMap<string, ReadonlySet<string>> = collectAntonyms(OPPOSITES);

function collectAntonyms(lines: readonly string[]): Map<string, Set<string>> {
  const antonyms = new Map<string, Set<string>>();
  const add = (word: string, others: readonly string[]) =>
    antonyms.set(word, new Set([...(antonyms.get(word) ?? []), ...others]));
  for (const line of lines) {
    const [left = [], right = []] = line.split(' : ').map((side) => side.split(' '));
    for (const word of left) add(word, right);
    for (const word of right) add(word, left);
  }
  return antonyms;
}
