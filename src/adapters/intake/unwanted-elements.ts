import type { DomElement } from './dom.ts';

/** Never a part of an article's running text. */
const TAGS = new Set(
  [
    'ASIDE',
    'AUDIO',
    'BUTTON',
    'CANVAS',
    'DIALOG',
    'EMBED',
    'FIGCAPTION',
    'FIGURE',
    'FOOTER',
    'FORM',
    'IFRAME',
    'INPUT',
  ]
    .concat([
      'LABEL',
      'LINK',
      'MENU',
      'META',
      'NAV',
      'NOSCRIPT',
      'OBJECT',
      'SCRIPT',
      'SELECT',
      'STYLE',
      'SVG',
      'TEMPLATE',
    ])
    .concat(['TEXTAREA', 'TIME', 'VIDEO', 'svg']),
);

const HEADING = /^H[1-6]$/;

const ROLES = new Set([
  'navigation',
  'complementary',
  'contentinfo',
  'banner',
  'dialog',
  'toolbar',
  'menu',
  'search',
]);

/** Words that sites name such parts with, in class names and ids. */
const NAMES = new Set(
  `ad ads advert advertisement advertising affiliate attribution author authors banner bio breadcrumb breadcrumbs byline bylines
  caption captions carousel comment comments consent cookie cookies copyright credit credits dateline disclaimer disqus donate
  dek footer footnotes gallery hidden infobox inline-links kicker legend masthead menu modal nav navigation newsletter newsletters
  outbrain overlay pagination paywall player popup popular posted print promo promos promoted promotion published pubdate
  rail recirc recirculation recommended recommendations related share sharebar shares sharing sidebar signup skip slideshow
  social sponsor standfirst subtitle sponsored sponsorship subscribe subscription subscriptions syndication tagline tags taboola teaser teasers
  timestamp toc toolbar tooltip topics trending upsell utility video videos widget`.split(/\s+/),
);

/** Whether the element, with all that is in it, is no part of an article's text by what it is or is called. */
export function isUnwanted(element: DomElement): boolean {
  if (TAGS.has(element.tagName)) return true;
  if (ROLES.has(element.getAttribute('role') ?? '') || isHidden(element)) return true;
  const names = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`;
  // Posts of a social network are embedded as quotations, in a part that is named for it.
  return splitNames(names).some((name) => NAMES.has(name)) && !element.querySelector('blockquote');
}

/**
 * Whether an `<article>` within the page's text is another story's teaser: its title, its picture or its permanent
 * link leads to another page of the same site.
 */
export function isOtherStory(element: DomElement, page: URL): boolean {
  if (element.tagName !== 'ARTICLE' || element.querySelector('h1')) return false;
  return [...element.querySelectorAll('a')].some((link) => {
    const target = URL.parse(link.getAttribute('href') ?? '', page.href);
    if (target?.host !== page.host || target.pathname === page.pathname) return false;
    const isPermanent = /\bbookmark\b/.test(link.getAttribute('rel') ?? '');
    return isPermanent || HEADING.test(link.parentNode?.tagName ?? '') || link.querySelector('img') !== null;
  });
}

/** Whether the page does not show the element. */
export function isHidden(element: DomElement): boolean {
  return (
    element.getAttribute('hidden') !== null ||
    element.getAttribute('aria-hidden') === 'true' ||
    /display\s*:\s*none|visibility\s*:\s*hidden/i.test(element.getAttribute('style') ?? '')
  );
}

/** `articleBody__shareBar js-x2` → article, body, share, bar, js, x. */
function splitNames(names: string): string[] {
  return names
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
}
