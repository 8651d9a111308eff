import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Not on the public internet: https://www.iana.org/assignments/iana-ipv4-special-registry and its twin for IPv6. */
const INSIDE = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
  '::/127',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '2002::/16',
  'fc00::/7',
  'ff00::/8',
];
/** Cloud machines tell their credentials there, to whoever asks. */
const LINK_LOCAL = ['169.254.0.0/16', 'fe80::/10', 'fd00:ec2::254/128', 'fd00:ec2::23/128'];

const versionOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Whether an address is in one of the nets. Their list is made at the first question: a cold start doesn't load `node:net` for it. */
const isInOneOf = (nets: string[]): ((address: string) => boolean) => {
  let list: BlockList | undefined;
  return address => {
    if (!list) {
      list = new BlockList();
      for (const net of nets) {
        const [first, bits] = net.split('/') as [string, string];
        list.addSubnet(first, Number(bits), versionOf(first));
      }
    }
    return list.check(address, versionOf(address));
  };
};
const isInside = isInOneOf(INSIDE);
const isLinkLocal = isInOneOf(LINK_LOCAL);

/** Whether the whole world reaches the same machine by this IP address. Not by a name, not by what is written in other ways. */
export const isPublicAddress = (address: string): boolean =>
  isIP(address) !== 0 && !isInside(address) && !isLinkLocal(address);

/** Refused by us: nothing was sent. */
export class NotPublic extends Error {
  override readonly name = 'NotPublic';
}

/**
 * Looks a name up for a connection, and refuses it when any of its addresses is not public. What was looked at is what is connected to, so
 * that a name which changes its mind in between gains nothing.
 */
export const lookUpPublic =
  (resolve: typeof lookup = lookup): LookupFunction =>
  (name, options, done) =>
    resolve(name, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '', 0);
      const inside = addresses.length === 0 || addresses.some(({ address }) => !isPublicAddress(address));
      if (inside)
        return done(new NotPublic(`the name ${name} leads to an address that is not public`), '', 0);
      return options.all ? done(null, addresses) : done(null, addresses[0]!.address, addresses[0]!.family);
    });

/**
 * An address written as a number is the operator's own choice: the cloud on one machine is reached so. What link-local addresses tell is
 * nobody's business. `fromOthers`: it isn't the operator's choice but came from a server. @throws NotPublic
 */
export function demandReachable({ hostname, protocol }: URL, fromOthers = false): void {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (protocol !== 'https:' && protocol !== 'http:') throw new NotPublic(`${protocol} is not HTTP`);
  if (isIP(host) && isLinkLocal(host)) throw new NotPublic(`${host} is a link-local address`);
  if (fromOthers && isIP(host) && !isPublicAddress(host)) throw new NotPublic(`${host} is not public`);
  // Without TLS anybody on the way reads along.
  if (protocol === 'http:' && (!isIP(host) || isPublicAddress(host)))
    throw new NotPublic(`${host} is called without TLS`);
}
