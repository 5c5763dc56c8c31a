import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { createMeter } from '../../src/adapters/metrics.ts';

const OWN = /\b(?:pullquote|nodejs|process)_[a-z0-9_]+/g;

/** The series that these expressions ask for. */
function seriesIn(expressions: readonly string[]): string[] {
  return expressions.flatMap((expression) => expression.match(OWN) ?? []);
}

const dashboard = z
  .object({ panels: z.array(z.object({ targets: z.array(z.object({ expr: z.string() })) })) })
  .parse(JSON.parse(readFileSync('docs/operating/grafana-dashboard.json', 'utf8')));
const rules = z
  .object({
    groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string() })) })),
  })
  .parse(parse(readFileSync('docs/operating/alert-rules.yml', 'utf8')));
const alerts = rules.groups.flatMap((group) => group.rules);

it('the dashboard and the alerts ask for nothing that the program does not export', async () => {
  const exported = await createMeter().render();
  const types = new Map(
    [...exported.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => [name, type]),
  );
  const isExported = (series: string) =>
    types.has(series) || types.get(series.replace(/_(?:bucket|count|sum)$/, '')) === 'histogram';
  const asked = seriesIn([
    ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ...alerts.map(({ expr }) => expr),
  ]);
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.filter((series) => !isExported(series))).toEqual([]);
});

it('every measurement of the program’s own is on the dashboard', async () => {
  const exported = await createMeter().render();
  const own = [...exported.matchAll(/^# TYPE (pullquote_\S+)/gm)].map(([, name]) => String(name));
  const shown = seriesIn(dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)));
  const isShown = (name: string) => shown.some((series) => series.startsWith(name));
  expect(own.filter((name) => !isShown(name))).toEqual([]);
});
