import { expect, it } from 'vitest';
import { allowsPath, readRules } from '../../../src/domain/intake/robots.ts';

it.each([
  ['', '/a', true],
  ['User-agent: *\nDisallow:', '/a', true],
  ['User-agent: *\nDisallow: /', '/a', false],
  ['User-agent: *\nDisallow: /private', '/private/x', false],
  ['User-agent: *\nDisallow: /private', '/public', true],
  ['User-agent: *\nDisallow: /news\nAllow: /news/open', '/news/open/1', true],
  ['User-agent: *\nAllow: /\nDisallow: /*.pdf$', '/a/b.pdf', false],
  ['User-agent: *\nAllow: /\nDisallow: /*.pdf$', '/a/b.pdf?x', true],
  ['User-agent: *\nDisallow: /*/amp', '/2026/amp/1', false],
  ['User-agent: Pullquote\nDisallow: /x\n\nUser-agent: *\nDisallow: /', '/a', true],
  ['user-agent: other\nuser-agent: PULLQUOTE\ndisallow: /x # not this', '/x/1', false],
  ['User-agent: other\nDisallow: /', '/a', true],
  ['User-agent: *\nDisallow: /a\nUser-agent: *\nDisallow: /b', '/b', false],
  ['Disallow: /', '/a', true],
  ['<html>not found</html>', '/a', true],
  ['User-agent: *\r\nDisallow: /a\r\n', '/a', false],
])('%j: %s', (robots, path, allowed) => {
  expect(allowsPath(readRules(robots, 'Pullquote'), path)).toBe(allowed);
});

it('reads a hostile pattern in no time', () => {
  const robots = `User-agent: *\nDisallow: /${'*a'.repeat(5000)}b`;
  expect(allowsPath(readRules(robots, 'Pullquote'), `/${'a'.repeat(20_000)}`)).toBe(true);
});
