/** Parameters that say how somebody came to a page, and nothing about which page it is. */
const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hs(?:enc|mi)|at_(?:medium|campaign)|ns_\w+|cmpid?|ocid|smid|ref_?src|xtor)$/i;
const MOST_CHARACTERS = 2000;

/**
 * The address under which a story is known: absolute, http(s), without fragment, credentials and parameters of
 * tracking; the rest of the parameters in order. `undefined` for what leads to no page.
 */
export function cleanAddress(address: string | undefined, base?: string): string | undefined {
  // An empty one would be the base itself.
  const url = address?.trim() ? URL.parse(address.trim(), base) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.href.length > MOST_CHARACTERS) return undefined;
  url.hash = '';
  url.username = '';
  url.password = '';
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name);
  return url.href;
}

/**
 * Whether both addresses are of one site: the same host but for the names that sites give to their other forms. A page
 * may name its own canonical address, and not another site's story.
 */
export function isSameSite(one: string, other: string): boolean {
  const [first, second] = [siteOf(one), siteOf(other)];
  return first !== undefined && first === second;
}

/** The host without `www.` and the like, as readers know a site; `undefined` for no address. */
export function siteOf(address: string): string | undefined {
  return URL.parse(address)?.hostname.replace(/^(?:www\d?|m|mobile|amp|edition|feeds?|rss)\.(?=[^.]+\.)/, '');
}
