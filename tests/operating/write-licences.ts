import { writeFileSync } from 'node:fs';
import { describeLicences, readPackages } from './licences.ts';

writeFileSync('docs/licences.md', describeLicences(readPackages('package-lock.json')));
