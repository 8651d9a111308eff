import fc from 'fast-check';
import { readLink, signLink, type LinkClaim } from '../../../layers/core/secrets/signedLink.ts';

const KEY = 'link-key';
const purposes = ['handoff', 'survey', 'resume', 'pass', 'file'] as const;
const claims: fc.Arbitrary<LinkClaim> = fc.record(
  {
    purpose: fc.constantFrom(...purposes),
    caseId: fc.stringMatching(/^C-[0-9A-Z]{1,12}$/),
    version: fc.integer({ min: 1, max: 999_999 }),
    of: fc.stringMatching(/^[0-9a-z_]{1,24}$/),
    expires: fc.integer({ min: 1_700_000_000, max: 2_000_000_000 }),
  },
  { requiredKeys: ['purpose', 'caseId', 'version', 'expires'] },
);
const before = ({ expires }: LinkClaim) => expires * 1000 - 1;

test('what is signed is read back, to the second until it expires', () => {
  fc.assert(
    fc.property(claims, claim => {
      const token = signLink(claim, KEY);
      expect(readLink(token, claim.purpose, KEY, before(claim))).toEqual({ ok: true, claim });
      expect(readLink(token, claim.purpose, KEY, claim.expires * 1000)).toEqual({
        ok: false,
        why: 'expired',
        claim,
      });
    }),
  );
});

test('one byte changed, left out or put in anywhere, and it is forged', () => {
  fc.assert(
    fc.property(claims, fc.nat(), fc.integer({ min: 1, max: 255 }), (claim, at, change) => {
      const token = signLink(claim, KEY);
      const place = at % token.length;
      const other = String.fromCharCode(token.charCodeAt(place) ^ change);
      for (const put of [other, '', token[place]! + other]) {
        const changed = token.slice(0, place) + put + token.slice(place + 1);
        if (changed !== token)
          expect(readLink(changed, claim.purpose, KEY, before(claim))).toEqual({ ok: false, why: 'forged' });
      }
    }),
    { numRuns: 400 },
  );
});

test('it is good for its own case, purpose, version and person, and by its own key only', () => {
  fc.assert(
    fc.property(claims, claims, fc.string({ minLength: 1 }), (claim, other, key) => {
      const parts = signLink(claim, KEY).split('.');
      const others = signLink(other, KEY).split('.');
      // Another claim under this signature.
      const swapped = [...others.slice(0, 4), parts[4]].join('.');
      if (swapped !== parts.join('.'))
        expect(readLink(swapped, other.purpose, KEY, 0)).toEqual({ ok: false, why: 'forged' });
      for (const purpose of purposes.filter(each => each !== claim.purpose))
        expect(readLink(parts.join('.'), purpose, KEY, 0)).toEqual({ ok: false, why: 'forged' });
      if (key !== KEY)
        expect(readLink(parts.join('.'), claim.purpose, key, 0)).toEqual({ ok: false, why: 'forged' });
    }),
  );
});

test('nothing that anybody types is a link', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      expect(readLink(text, 'handoff', KEY, 0)).toEqual({ ok: false, why: 'forged' });
    }),
  );
});
