import { element } from './element.ts';

const LINK = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

/**
 * Text with its web addresses as links, everything else as plain text. An address under `ownSite` opens on the site the
 * page itself came from, so that links of a client's real site also work on a developer's machine.
 */
export function linked(text: string, ownSite?: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    parts.push(text.slice(from, match.index));
    const own = ownSite !== undefined && isUnder(match[0], ownSite);
    const href = own ? location.origin + match[0].slice(ownSite.replace(/\/$/, '').length) : match[0];
    parts.push(element('a', { href, target: '_blank', rel: 'noopener noreferrer' }, match[0]));
    from = match.index + match[0].length;
  }
  parts.push(text.slice(from));
  return parts.filter(part => part !== '');
}

function isUnder(address: string, site: string): boolean {
  const base = site.replace(/\/$/, '');
  return address === base || address.startsWith(`${base}/`);
}
