/**
 * Words (in lower case) that names of institutions, offices and places are made of and that a translation renders in its
 * own language: "United Nations", "White House", "Foreign Minister". Add a word when translations of sound sentences
 * fail for it; do not add parts of people's names.
 */
export const INSTITUTION_WORDS: ReadonlySet<string> = new Set(
  `academy administration affairs agency air alliance ambassador army assembly association authority bank base bay
  bench bishop board border brigade bureau cabinet cathedral center central centre chamber chancellor chief church
  city coast college command commission commissioner committee commonwealth community company conference congress
  constitution constitutional convention corporation corps council county court defence defense delegate democratic
  democrat democrats department deputy director district east eastern economic education election embassy emperor
  energy environment european exchange executive federal federation finance first fleet force forces foreign forum
  foundation free front fund general government governor great group guard gulf harbour health high hospital house
  human independent industry institute intelligence interior international investigation island islands judge justice
  king labor labour lake law league liberal library lord marine mayor middle military minister ministry monetary
  mountain municipal museum national nations navy new north northern ocean office official organisation organization
  pact parliament party peace people people's police pope port president prime prince princess prosecutor province
  public queen red region regional republic republican republicans reserve revolutionary rights river road royal
  saint school sea second secretary security senate senator service social society south southern special speaker
  staff state states station street summit supreme treasury treaty tribune tribunal union united university upper
  valley vice war weapons west western white world`.split(/\s+/),
);
