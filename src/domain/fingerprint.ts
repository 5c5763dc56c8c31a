/**
 * A short name for a text: 11 letters and digits, the same for the same text. Not for secrets; two different texts
 * share one with a chance of about 1 in 2^52. The mixing is that of cyrb53, public domain.
 */
export function fingerprint(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (0x100000000 * (low & 0x1fffff) + (high >>> 0)).toString(36).padStart(11, '0');
}
