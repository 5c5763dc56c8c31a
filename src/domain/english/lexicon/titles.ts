/**
 * Words that stand before a person's name and say what the person is, in lower case: everything up to the last of them is
 * the role, the rest is the name ("Russian Deputy Foreign Minister | Sergei Ryabkov").
 */
export const TITLES: ReadonlySet<string> = new Set(
  `mr. mrs. ms. mx. mr mrs ms miss dr. dr sir dame lord lady madam rev. reverend fr. father sister brother pastor bishop archbishop cardinal
  pope rabbi imam sheikh ayatollah prince princess king queen
  sen. sens. senator senators rep. reps. representative representatives congressman congresswoman gov. govs. governor governors
  lt. lieutenant gen. general col. colonel maj. major capt. captain cmdr. commander adm. admiral sgt. sergeant cpl. corporal pvt. private
  officer detective sheriff deputy chief judge justice justices magistrate prosecutor attorney attorneys counsel
  president vice-president premier chancellor minister secretary undersecretary ambassador envoy mayor councilman councilwoman
  alderman assemblyman assemblywoman speaker leader whip chairman chairwoman chair co-chair delegate commissioner treasurer comptroller
  director executive manager spokesman spokeswoman spokesperson strategist adviser advisor aide analyst pollster consultant
  professor prof. historian economist author writer journalist reporter columnist editor correspondent anchor host co-host commentator
  candidate nominee contender hopeful front-runner frontrunner rival republican democrat democratic conservative liberal libertarian independent socialist
  activist businessman businesswoman billionaire tycoon mogul entrepreneur investor lawyer lobbyist donor fundraiser
  actor actress singer comedian rapper musician director producer coach
  ceo cfo coo cto founder co-founder owner head supervisor registrar clerk member fellow researcher scientist neurosurgeon surgeon physician nurse teacher
  veteran marine soldier trooper superintendent principal provost coordinator organizer operative surrogate supporter voter
  hon. first ex-president ex-governor ex-senator then-president then-candidate then-sen. then-gov. amb. supt. atty. pres. asst.`
    .trim()
    .split(/\s+/),
);

/** Courtesy titles: they are no role. */
export const COURTESY: Readonly<Record<string, 'm' | 'f' | undefined>> = {
  'mr.': 'm',
  mr: 'm',
  sir: 'm',
  lord: 'm',
  'mrs.': 'f',
  mrs: 'f',
  'ms.': 'f',
  ms: 'f',
  miss: 'f',
  lady: 'f',
  dame: 'f',
  'dr.': undefined,
  dr: undefined,
};

/** Nouns that take "of" inside a title before a name: "Secretary of State John Kerry". */
export const TITLES_WITH_OF: ReadonlySet<string> = new Set(
  'secretary supervisor registrar superintendent commissioner clerk director speaker minister chief governor chairman president attorney bishop archbishop duke head dean board'.split(
    ' ',
  ),
);
