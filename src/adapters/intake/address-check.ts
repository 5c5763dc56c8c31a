import { FetchError } from '../../domain/intake/fetching.ts';
import { type AddressRule, isAddress, refuseAddress } from './public-address.ts';

const WEB_PORTS = [80, 443];

export interface AddressRules {
  readonly allows: AddressRule;
  /** Besides 80 and 443. */
  readonly ports: readonly number[] | 'any';
  /** The program's own servers on this machine, which may be read. */
  readonly origins: readonly string[];
}

/**
 * The address as the web's own rules read it, whatever notation it was written in. Throws `FetchError` where it is
 * forbidden.
 */
export function checkAddress(address: string, rules: AddressRules, base?: URL): URL {
  const { allows, ports, origins } = rules;
  const url = URL.parse(address, base?.href);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new FetchError('bad-address', 'It is no http:// or https:// address.');
  }
  if (url.username || url.password) throw new FetchError('bad-address', 'The address holds a user name.');
  url.hash = '';
  if (origins.includes(url.origin)) return url;
  // A socket asks no lookup for an address, so that it is checked here.
  if (isAddress(url.hostname) && !allows(url.hostname)) throw refuseAddress(url.hostname);
  const port = Number(url.port || (url.protocol === 'http:' ? 80 : 443));
  if (ports !== 'any' && ![...WEB_PORTS, ...ports].includes(port)) {
    throw new FetchError('port', `Port ${port} is none that web servers use.`);
  }
  return url;
}
