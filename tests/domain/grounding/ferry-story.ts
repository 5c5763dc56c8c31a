import { createStory } from '../../fixtures/story.ts';

/** An invented story whose paragraphs (numbered in the comments) try every check. */
export const FERRY = createStory(
  [
    // 1
    'Harbour master Ilse Brandt said on Monday that the ferry would stop at Kettle Point. "We will not raise the fare," Brandt said.',
    // 2
    'About 400 islanders signed a petition against the change. Nearly a third of them, or 31 percent, live in Osmund.',
    // 3
    'Mayor Tomas Varga opposed the plan. He told the council that "the ferry costs more than it earns" and called on Brandt to resign.',
    // 4
    'The council may sell the older boat, which cost $1.2 million in 1998. Varga has not read the report.',
    // 5
    'Brandt, 56, defeated Varga in an election two years ago. The Lantern Party backed Brandt.',
    // 6
    'Passenger numbers rose from 1,040 to 1,310 before the storm, harbour clerk Ana Ruiz said. "The storm changed everything," Ruiz added.',
  ].join('\n\n'),
  { title: 'Ferry to call at Kettle Point', outlet: 'The Osmund Lantern', published: '2019-04-02' },
);
