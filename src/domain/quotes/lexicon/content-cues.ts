/**
 * Words beyond the reporting verbs that take somebody's words, by the construction that they stand in and by how far the words
 * reach. A word stands as it is spelled in the text: "be_" before it when a form of "be" stands there ("be_expected"), its preposition after "+"
 * ("calls+for"). To extend: add a word where what it takes is more often than not said, thought or wanted by somebody.
 */

/** What stands between the word and the content, or for an adverb, on which side of it the content stands. */
export type Construction =
  | 'that'
  | 'far that'
  | 'to'
  | 'question'
  | 'gerund'
  | 'object'
  | 'preposition'
  | 'adverb'
  | 'after adverb';

/** Where content ends: with the sentence, where another clause is joined on, at a pause, at a pause or a joint, with its noun phrase. */
export type Extent = 'sentence' | 'joint' | 'pause' | 'object' | 'phrase';

type CueLists = Partial<Record<Extent, string>>;

const readCues = (lists: CueLists): ReadonlyMap<string, Extent> =>
  new Map(
    Object.entries(lists).flatMap(([extent, list]) =>
      list
        .trim()
        .split(/\s+/)
        .map((word) => [word, extent as Extent] as const),
    ),
  );

export const CONTENT_CUES: Readonly<Record<Construction, ReadonlyMap<string, Extent>>> = {
  that: readCues({
    sentence: `
      acknowledge added agree agreed alleged alleging argued argues arguing asserted assertion assumption attack
      be_concerned be_convinced be_showing belief believe believes claimed claiming concern confident emphasized estimated
      estimates explained fear fears finds found hoped hopes indicate insist insisted insisting insists know knows noted out
      predicted recalled recognize reported responded revealed ruled rumors said say saying says sense show showed showing
      shows stating suggest suggested suggesting suggests think thinking warn warned warning worried worry`,
    joint: `
      admitted argue hope indicated note reiterated stated thinks`,
    pause: `
      learned noting suggestion`,
    object: `
      acknowledged acknowledging allegations announced claims clear complaints conceded confirmed declared denied doubt
      implying maintained point`,
  }),
  'far that': readCues({
    sentence: `
      case criticism point pointed points reported responded saying says spoke`,
    pause: `
      claim said`,
    object: `
      asked pointing suggested`,
  }),
  to: readCues({
    sentence: `
      hopes looking opted point promises referring sought`,
    joint: `
      continued hoping`,
    pause: `
      agreed aims answer asked be_asked be_claim be_expected be_hoping be_inclined be_intended be_invited be_looking
      be_plans calls case claim decided determined devoted expect expected fighting hoped inclination known looked looks
      offered planning pledge promised promising reference refuses refusing reluctant requests resistance seems threatened
      threatening unwillingness vow vowed vowing vows wanting`,
    object: `
      be_eager be_planning called declined refused reluctance voted`,
  }),
  question: readCues({
    sentence: `
      be_questioning explained explains knows question questioned say wonder`,
    joint: `
      show`,
    pause: `
      be_asked`,
    object: `
      asked explain explaining understand`,
  }),
  gerund: readCues({
    sentence: `
      report supports`,
    joint: `
      reported`,
    pause: `
      challenge considered oppose said says speeches suggested support supported`,
    object: `
      proposed`,
  }),
  object: readCues({
    sentence: `
      agreed appending applauded appointed approved argued arguing attributed authorized be_asked be_finding be_hoping
      be_offering be_predicting be_releasing be_saying be_thanking blames blaming cite cites claims co-sponsored convince
      declare declined demands detailing discussed dismisses dismissing downplayed estimates fear feared feel finds forecast
      highlighted hope hoped implied indicate insisted knows learned likened noticed outlining portrayed pressing promise
      promised promising proposing quoted quoting rebuked rebut recall recalled recalling recommended referencing reiterated
      remember reminded renewed repeating resisted reveals says sees showed shown shows signals slamming slams stressed
      suggest suggests think tweeting underscored unveiled urging wish`,
    joint: `
      acknowledged blame insist noted reminding revealed touted wants`,
    pause: `
      accused asked asking be_considering be_unclear believing cited citing condemned defended describe described describing
      dismiss dismissed hailed lambasted listed lists mentions nominated noting paint painting pleaded recounted referenced
      rejecting remind say seeks signaled suggested tell`,
    object: `
      admitted agrees announce announced attacked be_backing be_criticizing be_defending be_feeling be_said be_urging
      bemoaned blamed blasted blasting blasts blocked booed challenged charge claim claimed clarify compared condemning
      congratulated considers criticize criticized decide decried deflect demanding denied denounced disavowed discuss
      dislike distanced doubt echoed encouraged expect expecting explore express expressed expressing imagine indicated
      invoked listing mention mentioned mentioning mocked opposed opposes ordered praised praises predict predicted pressed
      pushes questioned rejected repeat restricting ruled suggesting supported thanked thinks touting urged voiced warned
      welcomed worried`,
    phrase: `
      announcing assailed backing be_asking criticizing denouncing endorsed endorses justify retweeted`,
  }),
  preposition: readCues({
    sentence: `
      aim+at argued+in be_calling+for be_concerned+about calls+on faith+in point+out pointed+out pointing+to points+out
      points+to reported+by singled+out spoke+of touched+on`,
    joint: `
      believe+in calling+on known+for speaking+out spoke+about support+behind`,
    pause: `
      address+in advice+from advocate+for agree+on agree+with agreed+on agreed+with agrees+with announced+on announcement+of
      apologized+for approve+of argued+for asked+about asked+by assessment+of back+against balked+at be_aligned+with
      be_asked+about be_asked+by be_assured+of be_briefed+on be_calling+on be_counting+on be_criticized+by be_criticized+for
      be_looking+for be_pushing+for be_referring+to be_seen+by be_split+on be_talking+to be_worried+about boasted+of
      brought+up called+for cheered+on come+on comfortable+with commented+on comments+about concerned+about concerns+about
      contrasts+with conversations+about credit+for criticism+for criticism+over decision+on doubts+about endorsements+of
      focuses+on focusing+on followed+up fondness+for hints+at hope+for ideas+for identify+with indictment+of insist+on
      intent+on interest+of interested+in joke+about know+about language+about lashed+out mention+of message+about
      opinion+on point+to pointed+to pointing+out praise+for pushed+for railed+against referring+to refers+to reflecting+on
      rule+out said+for saying+in says+in see+in seems+like seize+on speak+out speak+with spoke+in struck+down swipe+at
      swipes+at talked+about talks+about think+of thoughts+on understanding+of vote+against voted+against votes+for
      warned+of weighed+in words+about worrying+about`,
    object: `
      apologize+for asked+for be_critical+of be_hoping+for be_known+for call+for called+on calling+for calls+for
      concern+about defense+of doubled+down himself+from interest+in laid+out out+about respond+to sided+with talking+about`,
    phrase: `
      agreed+to attack+against be_attacks+on be_request+for be_talking+about criticism+of discussion+of opinion+of
      proponent+of remarks+about`,
  }),
  adverb: readCues({
    sentence: `
      be_reportedly`,
  }),
  'after adverb': readCues({
    pause: `
      falsely`,
    object: `
      be_reportedly`,
  }),
};
