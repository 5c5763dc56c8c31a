import { expect, it } from 'vitest';
import { summarize } from '../../../src/domain/summary/summarize.ts';
import { useModelFixture } from '../../fixtures/model-access.ts';
import { findUse, judgeAll } from '../../fixtures/model-server.ts';

it('what the check and the judge find is counted by kind, once for each sentence', async () => {
  const sentences = [
    { text: 'The toll remains at two crowns.', cites: [6] },
    { text: 'The repairs cost 9.7 million crowns.', cites: [3] },
    { text: 'The toll remains at two crowns.', cites: [99] },
    { text: 'Northport’s harbour bridge reopened to traffic on Thursday.', cites: [1] },
  ];
  const { ports, story, meter } = await useModelFixture((call) =>
    findUse(call) === 'judge'
      ? { content: judgeAll(call, (text) => !text.startsWith('Northport')) }
      : { content: { sentences } },
  );
  await summarize(ports, { story: story('harbour-bridge-reopens'), length: 'standard' });
  const measured = await meter.render();
  // The repair writes the same again: what is known of a sentence is not found twice.
  expect(measured).toContain('pullquote_check_findings_total{kind="number",severity="veto"} 1\n');
  expect(measured).toContain('pullquote_check_findings_total{kind="judge",severity="veto"} 1\n');
});
