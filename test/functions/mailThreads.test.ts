import { makeCaseAddress } from '../../layers/core/mail/caseAddress.ts';
import { FORGED, mailWorld } from './mailWorld.ts';

describe('one conversation is one case', () => {
  test('by the signed address, whatever the subject; closed, it is opened again', async () => {
    const world = mailWorld();
    const { caseId } = await world.write();
    await world.write({ to: world.caseAddress(caseId!), text: 'Thanks' });
    const again = await world.write({
      to: world.caseAddress(caseId!).toUpperCase(),
      subject: 'Something else',
    });
    expect(again.caseId).toBe(caseId);
    expect(await world.store.get(caseId!)).toMatchObject({ state: 'with-ai', recontacts: 1 });
  });

  test('by the messages it refers to, ours or theirs', async () => {
    const world = mailWorld();
    const { caseId } = await world.write();
    const ours = { 'In-Reply-To': '<mail-1@eu-central-1.amazonses.com>', 'Message-ID': '<x1@mail.example>' };
    expect((await world.write({ subject: 'Other', headers: ours })).caseId).toBe(caseId);
    const theirs = { References: '<m1@mail.example>', 'Message-ID': '<x2@mail.example>' };
    expect((await world.write({ subject: 'Another', headers: theirs })).caseId).toBe(caseId);
  });

  test('by sender and subject within days, not after', async () => {
    const world = mailWorld();
    const { caseId } = await world.write();
    expect((await world.write({ subject: 'RE:  gift CARD' })).caseId).toBe(caseId);
    expect((await world.write({ from: 'other@mail.example' })).caseId).not.toBe(caseId);
    world.advance(8 * 24 * 3600_000);
    expect((await world.write()).caseId).not.toBe(caseId);
  });

  test('but references and subjects of a forged mail, or of somebody else, lead nowhere', async () => {
    const world = mailWorld();
    const { caseId } = await world.write();
    const refers = { 'In-Reply-To': '<mail-1@email.amazonses.com>', 'Message-ID': '<z1@mail.example>' };
    const forged = await world.write({ headers: refers, verdicts: FORGED });
    expect(forged.caseId).not.toBe(caseId);
    expect(await world.store.get(forged.caseId!)).toMatchObject({ customer: { identity: 'none' } });
    const other = await world.write({
      from: 'eve@evil.example',
      headers: { ...refers, 'Message-ID': '<z2@evil>' },
    });
    expect(other.caseId).not.toBe(caseId);
  });

  test('and a verified customer shares it with nobody, not even by its address', async () => {
    const world = mailWorld();
    const { caseId } = await world.write();
    const found = (await world.store.get(caseId!))!;
    await world.store.note(caseId!, {
      customer: { ...found.customer, identity: 'verified', customerId: 'K-1' },
    });
    const to = world.caseAddress(caseId!);
    expect((await world.write({ to, verdicts: FORGED })).caseId).not.toBe(caseId);
    expect((await world.write({ to, from: 'eve@evil.example' })).caseId).not.toBe(caseId);
    expect((await world.write({ to })).caseId).toBe(caseId);
    const kinds = (await world.store.events(caseId!)).map(({ kind }) => kind);
    expect(kinds.filter(kind => kind === 'mail-kept-out')).toHaveLength(2);
  });

  test('an address with a wrong signature is nobody’s', async () => {
    const world = mailWorld();
    const { caseId } = await world.write();
    const forged = makeCaseAddress({ purpose: 'case', caseId: caseId! }, 'shop.example', 'guess');
    expect((await world.write({ to: forged, from: 'eve@evil.example', subject: 'x' })).caseId).not.toBe(
      caseId,
    );
  });

  test('while people have it, the customer hears that once', async () => {
    const world = mailWorld();
    const { caseId } = await world.write();
    await world.store.transition('escalate', (await world.store.get(caseId!))!, 'ai');
    for (let n = 0; n < 3; n++) await world.write({ to: world.caseAddress(caseId!), text: `More ${n}` });
    expect(world.sent.mails.filter(({ text }) => text.includes('put with your case'))).toHaveLength(1);
    expect(await world.store.turns(caseId!)).toHaveLength(4);
  });
});
