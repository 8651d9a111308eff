import fc from 'fast-check';
import { findCaseAddress, makeCaseAddress, readCaseAddress } from '../../../layers/core/mail/caseAddress.ts';

const domain = 'shop.example';
const key = 'key';
const caseId = 'C-0AB1C2D3E4';

const ids = fc
  .string({ unit: fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'), minLength: 10, maxLength: 10 })
  .map(digits => `C-${digits}`);
const claims = fc.oneof(
  ids.map(id => ({ purpose: 'case' as const, caseId: id })),
  fc.tuple(ids, fc.nat(99_999)).map(([id, epoch]) => ({ purpose: 'handoff' as const, caseId: id, epoch })),
);

test('an address says again what it was made for, in whatever case it comes back', () => {
  fc.assert(
    fc.property(claims, fc.boolean(), (claim, shouted) => {
      const address = makeCaseAddress(claim, domain, key);
      expect(address.split('@')[0]!.length).toBeLessThanOrEqual(64);
      const read = readCaseAddress(shouted ? address.toUpperCase() : address, domain, key);
      expect(read).toEqual({ ok: true, claim });
    }),
  );
});

test('an address changed in any character is refused', () => {
  const address = makeCaseAddress({ purpose: 'handoff', caseId, epoch: 3 }, domain, key);
  const local = address.slice(0, address.indexOf('@'));
  for (let n = 0; n < local.length; n++) {
    const other = local[n] === '2' ? '3' : '2';
    const changed = `${local.slice(0, n)}${other}${local.slice(n + 1)}@${domain}`;
    expect(readCaseAddress(changed, domain, key)).toMatchObject({ ok: false });
  }
});

test.each([
  ['another key', makeCaseAddress({ purpose: 'case', caseId }, domain, 'other'), 'forged'],
  ['another domain', makeCaseAddress({ purpose: 'case', caseId }, 'else.example', key), 'not-ours'],
  [
    'another case',
    makeCaseAddress({ purpose: 'case', caseId }, domain, key).replace('0ab1', '0ab2'),
    'forged',
  ],
  [
    "a customer's address made into one of a hand-over",
    makeCaseAddress({ purpose: 'case', caseId }, domain, key).replace('case+', 'handoff+'),
    'forged',
  ],
  [
    "a hand-over's epoch as a customer's",
    makeCaseAddress({ purpose: 'handoff', caseId, epoch: 2 }, domain, key).replace('handoff+', 'case+'),
    'forged',
  ],
  ['no signature', `case+${caseId}@${domain}`, 'forged'],
  ['the bare mailbox', `case@${domain}`, 'forged'],
  ['a mailbox that begins alike', `cases@${domain}`, 'not-ours'],
  ['the public address', `support@${domain}`, 'not-ours'],
  ['no address', 'case+', 'not-ours'],
  ['nothing', '', 'not-ours'],
])('refused: %s', (_, address, why) => {
  expect(readCaseAddress(address, domain, key)).toEqual({ ok: false, why });
});

test('a true address is found among others, before a forged one', () => {
  const right = makeCaseAddress({ purpose: 'case', caseId }, domain, key);
  const wrong = makeCaseAddress({ purpose: 'case', caseId: 'C-ZZ' }, domain, 'other');
  expect(findCaseAddress(['a@b.example', wrong, right], domain, key)).toMatchObject({ claim: { caseId } });
  expect(findCaseAddress(['a@b.example', wrong], domain, key)).toEqual({ ok: false, why: 'forged' });
  expect(findCaseAddress(['a@b.example'], domain, key)).toEqual({ ok: false, why: 'not-ours' });
});
