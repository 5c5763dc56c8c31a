import { type LookupAddress, lookup as resolve } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { FetchError } from '../../domain/intake/fetching.ts';

/** Public by its number, and yet the inside of a cloud: Azure's own services answer to their guests there. */
const CLOUD_ADDRESSES = new Set(['168.63.129.16']);

/** All that is given out of IPv6 for the public internet (RFC 4291, 2.4); the rest is old notations and reserves. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Decides which addresses may be connected to. */
export type AddressRule = (address: string) => boolean;

/**
 * Whether `address`, a literal in any notation, belongs to the public internet: no private, loopback, link-local,
 * carrier, documentation or tunnel range. An IPv6 address that wraps an IPv4 one is judged by that one.
 */
export function isPublicAddress(address: string): boolean {
  return rangeOf(address) === 'unicast';
}

/** As `isPublicAddress`, and loopback besides: for tests against servers of their own. */
export function isPublicOrLoopback(address: string): boolean {
  return ['unicast', 'loopback'].includes(rangeOf(address));
}

function rangeOf(literal: string): string {
  const bare = literal.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  if (!ipaddr.isValid(bare)) return 'invalid';
  const address = ipaddr.process(bare);
  if (CLOUD_ADDRESSES.has(address.toString())) return 'cloud';
  const range = address.range();
  return range === 'unicast' && address.kind() === 'ipv6' && !address.match(GLOBAL_IPV6) ? 'other' : range;
}

/** Whether `host`, as a URL has it, is an address and no name. */
export function isAddress(host: string): boolean {
  return ipaddr.isValid(host.replace(/^\[|\]$/g, ''));
}

/**
 * A lookup for sockets that answers only with addresses that the rule allows. The socket connects to what was
 * checked: the name is not looked up again in between. One forbidden address among several refuses the name.
 */
export function createGuardedLookup(allows: AddressRule, lookup: LookupFunction = resolve): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const addresses: LookupAddress[] = Array.isArray(found) ? found : [{ address: found, family: 0 }];
      const isAllowed = addresses.length > 0 && addresses.every(({ address }) => allows(address));
      if (!isAllowed) return callback(refuseAddress(hostname), []);
      const [first] = addresses;
      if (options.all || !first) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };
}

/** The refusal of a host that leads into a private network. */
export function refuseAddress(host: string): FetchError {
  return new FetchError('private', `${host} leads into a private network, where nothing is fetched from.`);
}
