import { accessSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** The Chromium to test with: `$CHROMIUM`, else Debian's; `undefined` when there is none. */
export const CHROMIUM = [process.env.CHROMIUM, '/usr/bin/chromium'].find((path) => {
  try {
    if (path) accessSync(path);
    return Boolean(path);
  } catch {
    return false;
  }
});

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}
