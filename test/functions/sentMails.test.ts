import { answerMail } from '../../layers/core/turns/answerMail.ts';
import { followMail } from '../../functions/follow-mail/followMail.ts';
import { fateOf } from '../../functions/follow-mail/handler.ts';
import { callPerson } from '../../functions/call-person/callPerson.ts';
import { MARA, mailWorld } from './mailWorld.ts';

describe('what becomes of our mails', () => {
  const bounce = (bounceType: string) =>
    fateOf({
      detail: {
        eventType: 'Bounce',
        mail: { messageId: 'mail-1' },
        bounce: { bounceType, bouncedRecipients: [{ emailAddress: `Mara <${MARA}>` }] },
      },
    } as never)!;

  test('a bounce for good, or a complaint, stops sending and shows on the case', async () => {
    const world = mailWorld();
    const { caseId } = await world.write();
    const stopped: string[] = [];
    await followMail(bounce('Permanent'), { ...world.deps, stopped: () => stopped.push('x') });
    expect(stopped).toHaveLength(1);
    expect(await world.store.get(caseId!)).toMatchObject({ mailStopped: 'bounced' });
    await world.write({ to: world.caseAddress(caseId!), text: 'And now?' });
    expect(world.sent.mails).toHaveLength(1);
    const kinds = (await world.store.events(caseId!)).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['mail-bounced', 'mail-not-sent']));
  });

  test('a full mailbox is no reason to stop', async () => {
    const world = mailWorld();
    await world.write();
    await followMail(bounce('Transient'), { ...world.deps, stopped: () => {} });
    expect(await world.addresses.whyStopped(MARA)).toBeUndefined();
  });

  test('who unsubscribes gets no more surveys, and no answer', async () => {
    const world = mailWorld();
    const { caseId } = await world.write();
    const gone = await world.write({ to: world.caseAddress(caseId!), subject: 'unsubscribe', text: '' });
    expect(gone.outcome).toBe('unsubscribed');
    expect(await world.addresses.isUnsubscribed(MARA)).toBe(true);
    expect(world.sent.mails).toHaveLength(1);
  });

  test('an answer is sent once, however often it is tried', async () => {
    const world = mailWorld();
    const { caseId } = await world.write();
    const current = (await world.store.get(caseId!))!;
    const result = {
      caseId: caseId!,
      epoch: 1,
      reply: 'x',
      language: 'en',
      outcome: 'continue' as const,
      escalation: false,
    };
    const again = { turnId: world.turns[0]!.turnId, result, case: current };
    await answerMail(again, world.deps);
    expect(world.sent.mails).toHaveLength(1);
  });
});

describe('the link to a person', () => {
  const linkIn = (text: string) => /\/person\/(\S+)/.exec(text)![1]!;

  test('brings the case to people, once', async () => {
    const world = mailWorld();
    const { caseId } = await world.write();
    const token = linkIn(world.sent.mails[0]!.text);
    const deps = { ...world.deps, turnArn: 'turn' };
    expect(await callPerson(token, deps)).toMatchObject({ ok: true });
    expect(await callPerson(token, deps)).toMatchObject({ ok: true });
    expect(await world.store.get(caseId!)).toMatchObject({
      state: 'waiting-for-agent',
      reason: { code: 'asked-by-link' },
      customer: { email: MARA, identity: 'claimed' },
      thread: { subject: 'Gift card' },
    });
    expect(await world.store.turns(caseId!)).toHaveLength(2);
  });

  test('forged, expired, or of another purpose, it does nothing', async () => {
    const world = mailWorld();
    await world.write();
    const text = world.sent.mails[0]!.text;
    const token = linkIn(text);
    expect(await callPerson(`${token}x`, world.deps)).toEqual({ ok: false, why: 'forged' });
    expect(await callPerson(/\/survey\/(\S+)/.exec(text)![1]!, world.deps)).toEqual({
      ok: false,
      why: 'forged',
    });
    world.advance(15 * 24 * 3600_000);
    expect(await callPerson(token, world.deps)).toEqual({ ok: false, why: 'expired' });
  });
});
