/** Nouns, in lower case and the singular, that mean people and are no titles; those that end in -er, -ist and the like need not be listed. */
export const PEOPLE_WORDS: ReadonlySet<string> = new Set(
  `adult ally assistant associate attendant attendee authority boy brother celebrity child citizen client colleague congregant cop critic
  daughter designer dissident donor economist elder expert family father fan friend girl guest husband inhabitant individual inmate insider
  instructor intern judge juror kid locker man migrant mother neighbor neighbour neurologist official one-time opponent parent partner patient
  peer person physician pilot player policeman policewoman politician prisoner protester pupil refugee relative resident scholar
  sister skeptic sceptic soldier son source spouse staff staffer student teen teenager tenant tourist victim wife witness woman youth
  democrat republican american native immigrant veteran hawk liberal conservative moderate progressive loyalist rebel`
    .trim()
    .split(/\s+/),
);

/** Nouns, in lower case and the singular, that mean a body of people which speaks as one. */
export const BODY_WORDS: ReadonlySet<string> = new Set(
  `administration agency airline alliance army association bank board body brand bureau business cabinet campaign camp caucus center centre chamber
  charity church city club coalition college commission committee company conference congregation consulate corporation council country couple
  court crew delegation department district embassy federation firm foundation giant government group hospital institute institution
  jury kingdom leadership league legislature magazine majority management maker media military ministry minority monarchy mosque movement nation
  network newspaper office operator opposition organisation organization outlet pac panel paper parliament party police presidency
  press publication publisher regulator retailer school senate site society startup state station studio team tribunal union university vatican
  website`
    .trim()
    .split(/\s+/),
);

/** Endings of nouns for people, and nouns that end so but mean things. */
export const PEOPLE_ENDING = /(?:er|or|ist|ian|eer|ee|man|woman|person)$/;
export const THINGS_LIKE_PEOPLE: ReadonlySet<string> = new Set(
  `answer banner behavior behaviour border career center centre chapter character committee computer corner cover degree dinner disaster
  door error factor favor favour fee figure filter finger flavor floor flyer folder gender guarantee harbor honor humor indicator
  labor leader-board letter level mirror monitor motor number offer order over paper pattern poster power primer quarter referee register
  river rumor rumour server shoulder summer tenor theater thriller tower trailer transfer trigger tweeter weather winter wonder matter manner
  newsletter disclaimer teaser ticker`
    .trim()
    .split(/\s+/),
);
