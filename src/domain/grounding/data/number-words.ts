/** Words that stand for a number of their own. */
export const CARDINALS: ReadonlyMap<string, number> = new Map([
  ['zero', 0],
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
  ['six', 6],
  ['seven', 7],
  ['eight', 8],
  ['nine', 9],
  ['ten', 10],
  ['eleven', 11],
  ['twelve', 12],
  ['thirteen', 13],
  ['fourteen', 14],
  ['fifteen', 15],
  ['sixteen', 16],
  ['seventeen', 17],
  ['eighteen', 18],
  ['nineteen', 19],
  ['twenty', 20],
  ['thirty', 30],
  ['forty', 40],
  ['fifty', 50],
  ['sixty', 60],
  ['seventy', 70],
  ['eighty', 80],
  ['ninety', 90],
]);

/** Words and letters that multiply the number before them. */
export const SCALES: ReadonlyMap<string, number> = new Map([
  ['hundred', 100],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
  ['dozen', 12],
  ['k', 1e3],
  ['m', 1e6],
  ['mn', 1e6],
  ['bn', 1e9],
  ['tn', 1e12],
]);

/** Words for a place in an order; the compounds ("twenty-first") are put together from these. */
export const ORDINALS: ReadonlyMap<string, number> = new Map([
  ['first', 1],
  ['second', 2],
  ['third', 3],
  ['fourth', 4],
  ['fifth', 5],
  ['sixth', 6],
  ['seventh', 7],
  ['eighth', 8],
  ['ninth', 9],
  ['tenth', 10],
  ['eleventh', 11],
  ['twelfth', 12],
  ['thirteenth', 13],
  ['fourteenth', 14],
  ['fifteenth', 15],
  ['sixteenth', 16],
  ['seventeenth', 17],
  ['eighteenth', 18],
  ['nineteenth', 19],
  ['twentieth', 20],
  ['thirtieth', 30],
  ['fortieth', 40],
  ['fiftieth', 50],
  ['hundredth', 100],
]);

/** What one of a number of equal parts is called: how many parts there are. */
export const PARTS: ReadonlyMap<string, number> = new Map([
  ['half', 2],
  ['halves', 2],
  ['third', 3],
  ['thirds', 3],
  ['quarter', 4],
  ['quarters', 4],
  ['fourth', 4],
  ['fourths', 4],
  ['fifth', 5],
  ['fifths', 5],
  ['sixths', 6],
  ['sevenths', 7],
  ['eighths', 8],
  ['tenth', 10],
  ['tenths', 10],
]);

/** Units of time whose half is told in smaller ones: minutes in an hour, months in a year. */
export const HALVED_UNITS: ReadonlyMap<string, number> = new Map([
  ['hour', 60],
  ['year', 12],
]);

/** Words that hold a number of years, of people or of times. */
export const SPANS_OF_YEARS: ReadonlyMap<string, number> = new Map([
  ['decade', 10],
  ['decades', 10],
  ['century', 100],
  ['centuries', 100],
]);

/** Words that say how many times or how many fold. */
export const MULTIPLIERS: ReadonlyMap<string, number> = new Map([
  ['twice', 2],
  ['double', 2],
  ['doubled', 2],
  ['doubling', 2],
  ['twofold', 2],
  ['triple', 3],
  ['tripled', 3],
  ['tripling', 3],
  ['thrice', 3],
  ['threefold', 3],
  ['quadruple', 4],
  ['quadrupled', 4],
  ['fourfold', 4],
  ['tenfold', 10],
]);

/** How a number is bounded: what stands before it (or, in the last two, after it), words parted by spaces. */
export const BOUNDS: Readonly<Record<'above' | 'below' | 'nearly' | 'about', readonly string[]>> = {
  above: [
    'more than',
    'over',
    'at least',
    'upwards of',
    'north of',
    'in excess of',
    'above',
    'no fewer than',
    'no less than',
    'greater than',
    'exceeding',
    'exceeded',
    'exceeds',
    'better than',
    'surpassed',
    'topped',
    'topping',
  ],
  below: [
    'less than',
    'fewer than',
    'under',
    'below',
    'at most',
    'no more than',
    'not more than',
    'up to',
    'as many as',
    'as much as',
    'a maximum of',
  ],
  nearly: ['nearly', 'almost', 'close to', 'approaching', 'just under', 'just short of', 'not quite'],
  about: [
    'about',
    'around',
    'roughly',
    'approximately',
    'some',
    'an estimated',
    'estimated',
    'circa',
    'approximate',
    'near',
  ],
};

export const MONTHS: ReadonlyMap<string, string> = new Map(
  [
    ['january', 'jan.', 'jan'],
    ['february', 'feb.', 'feb'],
    ['march', 'mar.'],
    ['april', 'apr.', 'apr'],
    ['may'],
    ['june', 'jun.'],
    ['july', 'jul.'],
    ['august', 'aug.', 'aug'],
    ['september', 'sept.', 'sep.', 'sept', 'sep'],
    ['october', 'oct.', 'oct'],
    ['november', 'nov.', 'nov'],
    ['december', 'dec.', 'dec'],
  ].flatMap((names) => names.map((name): [string, string] => [name, names[0] ?? name])),
);

export const WEEKDAYS: ReadonlySet<string> = new Set([
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
]);
