import { unpack } from './container.ts';
import { readHeader, type ReleaseHeader } from './header.ts';

/** A release's header and its parts by name. @throws Error that names what is wrong with the file, or the part that is missing */
export function openParts(bytes: Uint8Array): {
  header: ReleaseHeader;
  part(name: string): Uint8Array;
  optional(name: string): Uint8Array | undefined;
} {
  const parts = unpack(bytes);
  return {
    header: readHeader(parts),
    part(name) {
      const found = parts[name];
      if (!found) throw new Error(`the release has no part "${name}"`);
      return found;
    },
    optional: name => parts[name],
  };
}
