/**
 * Words that are written with a capital as part of a name but name nothing without the rest of it, in lower case: kinds of
 * bodies, places and works, and people's titles. To extend: words that a writer may add or leave out of a name.
 */
export const COMMON_TITLE_WORDS: ReadonlySet<string> = new Set(
  `party committee commission council department office agency bureau university college school institute foundation
  association society union group company corporation bank court state county city district town village region province
  street avenue road park bridge river lake island mountain valley coast church hospital airport station center centre
  museum club league cup championship trophy match game season round tournament stadium team
  newspaper magazine times post news network television radio website channel act bill law amendment project campaign
  president vice minister prime secretary senator representative governor mayor chairman chairwoman chair director
  leader speaker judge justice general colonel captain sergeant officer sheriff chief executive professor doctor
  mr mrs ms miss dr sen rep gov lt col sgt st rev sir lady lord king queen prince princess pope bishop duke duchess
  political administration government former republic kingdom force forces army navy police service services
  national federal international american royal north south east west northern southern eastern western
  world war day week year century internet web online app god christmas easter new old great first
  manager coach striker midfielder defender goalkeeper winger boss actor singer director`
    .trim()
    .split(/\s+/),
);
