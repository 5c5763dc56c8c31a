/**
 * Words, in lower case, that show a capitalised name to be that of an organisation, a place or a thing, not of a person
 * ("Clinton Foundation", "New Hampshire").
 */
export const ORGANISATION_WORDS: ReadonlySet<string> = new Set(
  `academy act speech statement address memo interview administration agency airlines airport alliance america american americans amendment association atomics dynamics electric mills motors assembly authority avenue bank bay beach board
  broadcasting brothers building bureau business cabinet campaign capital capitol caucus caucuses center centre chamber chronicle city club coalition college
  commission committee commons community company conference congress constitution convention corporation corp corp. corps council county court courts daily debate defense
  democrats department district division east economic education electoral election enterprise europe exchange federation federal force forces forum foundation free
  freedom freedoms fund future gallery gazette general-election global globe government group hampshire health heights herald hospital hotel house inc inc. industry
  initiative institute institution insurance intelligence international island islands jersey journal kingdom korea league left legislature liberty library limited llc
  magazine mail mall market media medical memorial mexico middle military ministry monitor monthly mount mountain movement museum nation national nations network networks new news
  newspaper office opera order organization pac pacific palace parliament parties party pentagon people plaza poll polls policy power press primary program project
  province public publishing radio rally red-state referendum register relations report reserve research resort restaurant review road room sachs saint san santa
  school schools science senate service services society south southern square stadium standard star state states station steel store studies studio summit sun super supreme survey
  tea team technologies television theater theatre times today tonight tower towers town trade treasury treaty tribune tuesday tv union united university valley
  veterans village war washington watch weekly western wikileaks wing world york yorker states' states’ republicans conservatives liberals
  twitter facebook google youtube cnn msnbc nbc abc cbs pbs npr fbi cia nsa irs epa isis nato dnc rnc gop pac pacs ap reuters politico breitbart huffington guardian
  internet web website christians muslim muslims islamic islam jewish jews catholic evangelical african african-american latino latinos hispanic hispanics
  night morning week month year january february march april june july august september october november december monday wednesday thursday friday saturday sunday
  thanksgiving christmas easter halloween super-pac cup bowl olympics awards award prize series show hour live spanish russian russians chinese british
  iowa nevada carolina florida ohio texas california virginia pennsylvania michigan wisconsin colorado arizona georgia illinois indiana massachusetts minnesota missouri
  afghanistan albania algeria argentina australia austria bahrain bangladesh belgium bolivia brazil britain bulgaria cambodia canada chile china colombia cuba cyprus denmark ecuador egypt
  england ethiopia finland france germany ghana greece haiti honduras hungary iceland india indonesia iran iraq ireland israel italy japan kazakhstan kenya kuwait kyrgyzstan laos latvia lebanon
  libya lithuania malaysia mali moldova mongolia morocco mozambique myanmar nepal netherlands nicaragua niger nigeria norway oman pakistan palestine panama paraguay peru philippines poland portugal
  saudi arabia arab emirates qatar romania russia rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden switzerland syria taiwan tajikistan tanzania thailand tunisia turkey turkmenistan uganda ukraine
  uruguay uzbekistan venezuela vietnam wales yemen zambia zimbabwe moscow beijing berlin london paris brussels tehran damascus kabul baghdad jerusalem kiev kyiv ankara tokyo seoul pyongyang
  alabama alaska arkansas connecticut delaware florida hawaii idaho kansas kentucky louisiana maine maryland minnesota mississippi montana nebraska oklahoma oregon tennessee utah vermont wyoming
  chicago boston philadelphia cleveland detroit houston dallas miami atlanta seattle denver baltimore brooklyn manhattan hollywood`
    .trim()
    .split(/\s+/),
);
