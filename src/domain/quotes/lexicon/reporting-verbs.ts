/**
 * How verbs take reported words without marks; base forms. To extend: add a verb where "X VERB …" tells what X said, thinks or
 * wants; leave it out where the words after it are oftener a plain thing ("raised a glass").
 */

const verbs = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Take the person addressed before the content: "told reporters (that)", "asked him whether". */
export const ADDRESSING_VERBS = verbs(
  'tell remind assure inform warn ask advise urge promise persuade convince notify encourage order instruct',
);

/** Take somebody doing something: "showed Ms. Brook leading by ten points". */
export const SHOWING_VERBS = verbs('show find see hear have');

/** Take no reported clause even with "that": "means that", "a vote that". */
export const NO_THAT_VERBS = verbs('mean vote sign contest email aim focus');

/** Take a clause without "that": "said the bridge was safe". */
export const CLAUSE_VERBS = verbs(`
say think believe suggest announce tell know show report hope insist indicate argue note fear feel declare reveal predict
acknowledge agree recall confirm learn allege conclude claim estimate expect explain figure imagine imply warn wish worry promise
point reiterate vow assert contend guess realize realise remember understand swear testify complain concede reply stress emphasize
emphasise caution joke boast speculate doubt hint signal wager bet reason determine convince demonstrate foresee forecast assure
remind guarantee
`);

/** Take a question: "asked whether", "explained how". */
export const QUESTION_VERBS = verbs(`
acknowledge address announce ask consider decide describe determine discuss envision explain figure question recall remember
remind reveal say tell understand wonder know demonstrate outline detail learn inquire debate
`);

/** Take "to" and a verb: "vowed to fight"; "refer", "respond", "allude", "point" and "relate" take "to" and a thing. */
export const INFINITIVE_VERBS = verbs(`
agree aim allude call claim decide decline expect hope offer order plan prefer promise push refer refuse respond threaten urge vow
warn love point
`);

/** Take a noun phrase that is itself what is said, wanted or judged ("criticized the plan"); with their preposition after "+". */
export const OBJECT_VERBS = verbs(`
accuse accuse+of acknowledge admire admit advise+on advocate advocate+for affirm agree+in agree+on agree+with allege announce
apologize+for applaud approve argue argue+for ask+for assail attribute back bash bemoan blame blast boast+about brag+about
brush+off call call+for call+on call+out call+upon caution+against chide cite comment+on compare complain+about complain+of
concede condemn congratulate consider credit criticize decline decry deem defend defend+against demand denounce deny depict deride
describe detail discuss disavow discredit dismiss dispute distance+from downplay embrace emphasize emphasise endorse envision
estimate expect explain express favour fear forecast hail hope+for identify insist+on invoke joke+about know+for lament lash+out
learn+about learn+of liken list mention mock muse+about note oppose outline plead+for plead+with point+out point+to praise predict
propose push+for question rail+against reaffirm rebuff rebut recall recite recognize recognise recount reiterate reject remember
renounce repeat repudiate request resist reveal riff+on rip rip+into rule+out see seek show shrug+off slam speak+about speak+of
stress sum+up support swipe+at talk+about talk+of thank think+about tout trash trust understand veto voice vote+against vouch+for
want warn+about warn+against warn+of welcome worry+about write+about side+with
`);
