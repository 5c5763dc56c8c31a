import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** How many of `calls` of 100 tokens each of two processes that begin together is given, of one guild's budget. */
export async function spendInTwoProcesses(url: string, calls: number, budget: number): Promise<number[]> {
  const script = new URL('./spend-tokens.ts', import.meta.url).pathname;
  const children = [1, 2].map(() => {
    const child = spawn(process.execPath, [script, url, String(calls), String(budget)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    return {
      child,
      lines: createInterface(child.stdout)[Symbol.asyncIterator](),
      ended: once(child, 'exit'),
    };
  });
  for (const { lines } of children) await lines.next();
  for (const { child } of children) child.stdin.write('go\n');
  const held = await Promise.all(children.map(async ({ lines }) => Number((await lines.next()).value)));
  await Promise.all(children.map(({ ended }) => ended));
  return held;
}
