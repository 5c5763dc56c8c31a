import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe-core finds serious or critical on the page as it stands now: `rule: element, …`. */
export async function findAccessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const faults = await page.evaluate<{ id: string; impact: string; targets: string[] }[]>(
    `axe.run().then(({ violations }) => violations.map(({ id, impact, nodes }) =>
      ({ id, impact, targets: nodes.map(({ target }) => String(target)) })))`,
  );
  return faults
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, targets }) => `${id}: ${targets.join(', ')}`);
}
