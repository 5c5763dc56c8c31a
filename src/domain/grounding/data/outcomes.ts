/**
 * Acts that are news in themselves, one a line: verbs that tell of the act before the colon, and after it the other
 * words by which a story may tell of it. A sentence has such a verb only where the story has one of its line. Lemmas.
 */
const LINES: readonly string[] = `
sentence : term
convict : guilty conviction plead
acquit : innocent acquittal clear
arrest detain : custody jail handcuff apprehend capture arrest hold
indict : charge indictment charge accuse count
sue : suit lawsuit court sue litigation plaintiff
resign : resignation quit step leave depart retire exit
fire oust : firing terminate dismissal let lay remove ouster force
die : death dead kill late fatal
kill : death dead die shoot murder slay fatal massacre attack
marry wed : wife husband marriage wedding spouse couple
divorce : divorce ex former split
apologize : apology sorry regret forgiveness
veto : veto
impeach : impeachment
deport : deportation expel remove send
ban outlaw : prohibit bar forbid ban block illegal
legalize : legal legalization
bomb : bombing airstrike strike explosion
invade : invasion
`
  .trim()
  .split('\n');

/** For each verb of an outcome, the words any of which bear it out, itself among them. */
export const OUTCOMES: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  LINES.flatMap((line) => {
    const [verbs = [], others = []] = line.split(' : ').map((side) => side.split(' '));
    return verbs.map((verb): [string, ReadonlySet<string>] => [verb, new Set([...verbs, ...others])]);
  }),
);
