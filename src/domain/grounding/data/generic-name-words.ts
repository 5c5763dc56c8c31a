/** Words that are written with a capital as part of a name but name nothing without the rest of it. Lower case. */
export const GENERIC_NAME_WORDS: ReadonlySet<string> = new Set(
  `party committee commission council department office agency bureau university college school institute foundation
association society union group company corporation bank court state county city district town
street avenue park bridge river lake island mountain valley church hospital airport station center centre museum
newspaper magazine times post news network television radio website channel act bill law amendment project campaign
president vice minister prime secretary senator representative governor mayor chairman chairwoman chair director
leader speaker judge justice general colonel captain sergeant officer sheriff chief executive professor doctor
mr mrs ms miss dr sen rep gov lt col sgt st rev sir lady lord king queen prince princess pope bishop
political administration government former 
national federal international american`.split(/\s+/),
);
