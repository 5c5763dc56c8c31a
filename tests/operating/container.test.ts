import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';

it('the container runs what npm start does', () => {
  const { scripts } = z
    .object({ scripts: z.object({ start: z.string() }) })
    .parse(JSON.parse(readFileSync('package.json', 'utf8')));
  const [, command = ''] = /^CMD (\[.*\])$/m.exec(readFileSync('Dockerfile', 'utf8')) ?? [];
  expect(JSON.parse(command)).toEqual(scripts.start.split(' '));
});
