/** Words for numbers, their scales, parts and limits, and for months and days, in lower case. */

const list = (words: string): readonly string[] => words.trim().split(/\s+/);
const count = (words: string, from = 0): [string, number][] =>
  list(words).map((word, index) => [word, from + index]);
const table = (pairs: string): [string, number][] =>
  list(pairs).map((pair) => [pair.split(':')[0] ?? '', Number(pair.split(':')[1])]);

export const CARDINALS: ReadonlyMap<string, number> = new Map([
  ...count(`zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty`),
  ...table('thirty:30 forty:40 fifty:50 sixty:60 seventy:70 eighty:80 ninety:90'),
]);

/** Places in an order; the compounds ("twenty-first") are put together from these. */
export const ORDINALS: ReadonlyMap<string, number> = new Map([
  ...count(
    `first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
    sixteenth seventeenth eighteenth nineteenth twentieth`,
    1,
  ),
  ...table('thirtieth:30 fortieth:40 fiftieth:50 hundredth:100'),
]);

/** Words and letters that multiply the number before them. */
export const SCALES: ReadonlyMap<string, number> = new Map(
  table(`hundred:100 thousand:1e3 million:1e6 billion:1e9 trillion:1e12 dozen:12 k:1e3 m:1e6 mn:1e6 mln:1e6 bn:1e9 tn:1e12
    decade:10 decades:10 century:100 centuries:100`),
);

/** Numbers that are not told: "dozens" is 24 or more. */
export const VAGUE: ReadonlyMap<string, number> = new Map(
  table('dozens:24 scores:40 hundreds:200 thousands:2e3 millions:2e6 billions:2e9'),
);

/** What one of a number of equal parts is called: how many parts there are. */
export const PARTS: ReadonlyMap<string, number> = new Map(
  table(`half:2 halves:2 third:3 thirds:3 quarter:4 quarters:4 fourth:4 fourths:4 fifth:5 fifths:5 sixth:6 sixths:6
    seventh:7 sevenths:7 eighth:8 eighths:8 tenth:10 tenths:10`),
);

/** How many times, or how many fold. */
export const MULTIPLIERS: ReadonlyMap<string, number> = new Map(
  table(`twice:2 double:2 doubled:2 doubling:2 twofold:2 triple:3 tripled:3 tripling:3 treble:3 thrice:3 threefold:3
    quadruple:4 quadrupled:4 fourfold:4 tenfold:10`),
);

/** How a number is limited by the words before it. */
export const BOUNDS: Readonly<Record<'above' | 'below' | 'nearly' | 'about', readonly string[]>> = {
  above:
    `more than|over|at least|upwards of|north of|in excess of|above|no fewer than|no less than|greater than|exceeding|
exceeded|exceeds|better than|surpassed|topped|topping`.split(/\|\s*/),
  below:
    `less than|fewer than|under|below|at most|no more than|not more than|up to|as many as|as much as|a maximum of`.split(
      '|',
    ),
  nearly: 'nearly|almost|close to|approaching|just under|just short of|not quite'.split('|'),
  about: 'about|around|roughly|approximately|some|an estimated|estimated|circa|near'.split('|'),
};

/** Months, written out and short. */
export const MONTHS: ReadonlyMap<string, number> = new Map([
  ...count('january february march april may june july august september october november december', 1),
  ...table('jan:1 feb:2 mar:3 apr:4 jun:6 jul:7 aug:8 sept:9 sep:9 oct:10 nov:11 dec:12'),
]);

export const WEEKDAYS: ReadonlyMap<string, number> = new Map(
  count('monday tuesday wednesday thursday friday saturday sunday', 1),
);
