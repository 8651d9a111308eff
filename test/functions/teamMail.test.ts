import { makeCaseAddress } from '../../layers/core/mail/caseAddress.ts';
import { FORGED, mailWorld } from './mailWorld.ts';

describe("the client team's answer by mail", () => {
  const handedOver = async () => {
    const world = mailWorld();
    const { caseId } = await world.write();
    const current = (await world.store.get(caseId!))!;
    await world.store.transition('refer-to-client', current, 'ai', {
      waiting: { for: 'client', token: 'wait' },
    });
    const to = (epoch: number) =>
      makeCaseAddress({ purpose: 'handoff', caseId: caseId!, epoch }, 'shop.example', 'link-key');
    return { ...world, caseId: caseId!, to };
  };

  test('counts, and wakes who waits for it', async () => {
    const world = await handedOver();
    const text =
      'Yes, please refund it.\n\nKim\n\nOn Tue, 24 Nov 2026, Test Shop wrote:\n> May we refund it?';
    const received = await world.write({
      from: 'kim@shop.example',
      to: world.to(2),
      subject: 'Re: case',
      text,
    });
    expect(received).toMatchObject({ outcome: 'answer-of-team', caseId: world.caseId });
    expect(await world.store.get(world.caseId)).toMatchObject({
      answer: { kind: 'answer', text: 'Yes, please refund it.\n\nKim', via: 'mail', by: 'Kim' },
    });
    expect(world.sent.woken).toEqual([{ token: 'wait', output: { outcome: 'answer' } }]);
  });

  test('is for the agent, or takes the case over, when it begins with the word for it', async () => {
    const world = await handedOver();
    const wrote = { from: 'kim@shop.example', to: world.to(2), subject: 'Re: case' };
    await world.write({ ...wrote, text: '/agent Send a new one.\n\nOn Tue, Test Shop wrote:\n> May we?' });
    expect((await world.store.get(world.caseId))!.answer).toMatchObject({
      kind: 'instruct',
      text: 'Send a new one.',
    });
    const other = await handedOver();
    await other.write({ ...wrote, to: other.to(2), text: '/ours' });
    expect((await other.store.get(other.caseId))!.answer).toMatchObject({ kind: 'take-over', text: '' });
  });

  test.each([
    ['somebody else', { from: 'eve@evil.example' }, 'not-theirs'],
    ['a forged contact', { from: 'kim@shop.example', verdicts: FORGED }, 'not-theirs'],
    ['nothing but a quote', { from: 'kim@shop.example', text: '> old' }, 'no-text'],
  ])('%s is not taken, and the case says so', async (_, wrote, why) => {
    const world = await handedOver();
    expect(await world.write({ ...wrote, to: world.to(2), subject: 'Re: case' })).toMatchObject({ why });
    expect((await world.store.get(world.caseId))!.answer).toBeUndefined();
    const events = await world.store.events(world.caseId);
    expect(events.find(({ kind }) => kind === 'client-mail-not-taken')).toMatchObject({ detail: { why } });
  });

  const withFile = (name: string, content: string, text = 'The label is attached.') => ({
    from: 'kim@shop.example',
    subject: 'Re: case',
    headers: { 'Content-Type': 'multipart/mixed; boundary=x' },
    text: [
      '--x\r\nContent-Type: text/plain\r\n',
      text,
      `--x\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="${name}"\r\n`,
      content,
      '--x\r\nContent-Type: text/vcard\r\nContent-Disposition: attachment; filename="kim.vcf"\r\n',
      'BEGIN:VCARD',
      '--x\r\nContent-Type: image/png\r\nContent-Disposition: inline; filename="logo.png"\r\n',
      'a logo',
      '--x--',
    ].join('\r\n'),
  });

  test('brings its file along; the card and the logo of the signature stay behind', async () => {
    const world = await handedOver();
    await world.write({ ...withFile('label.pdf', '%PDF-1.7'), to: world.to(2) });
    const { answer } = (await world.store.get(world.caseId))!;
    expect(answer).toMatchObject({ text: 'The label is attached.', attachments: [{ name: 'label.pdf' }] });
    const { id } = answer!.attachments![0]!;
    expect(await world.files.get(world.caseId, id)).toMatchObject({ epoch: 2, type: 'application/pdf' });
    expect([...world.uploads.keys()]).toEqual([`handoffs/${world.caseId}/2/${id}`]);
  });

  test('with a file that is not passed on is no answer; who wrote it is told, once, and can still answer', async () => {
    const world = await handedOver();
    const wrote = { ...withFile('label.exe', 'MZ'), to: world.to(2), id: 'same' };
    const before = world.sent.mails.length;
    expect(await world.write(wrote)).toMatchObject({ why: 'files' });
    await world.write(wrote);
    const told = world.sent.mails.slice(before);
    expect(told).toMatchObject([{ to: 'kim@shop.example', replyTo: world.to(2) }]);
    expect(told[0]!.text).toContain('label.exe');
    expect(told[0]!.text).toContain('/reply/');
    expect((await world.store.get(world.caseId))!.answer).toBeUndefined();
    await world.write({ ...withFile('label.pdf', '%PDF-1.7'), to: world.to(2) });
    expect((await world.store.get(world.caseId))!.answer).toMatchObject({ attachments: [{}] });
  });

  test('who writes nothing but a file, or too late, is told; a machine that goes on is not', async () => {
    const world = await handedOver();
    const before = world.sent.mails.length;
    await world.write({ ...withFile('label.pdf', '%PDF-1.7', ''), to: world.to(2) });
    await world.write({ from: 'kim@shop.example', to: world.to(2), subject: 'Re: case', text: 'Yes' });
    await world.write({ from: 'kim@shop.example', to: world.to(2), subject: 'Re: case', text: 'And more' });
    const told = world.sent.mails.slice(before).map(({ text }) => text);
    expect(told).toEqual([
      expect.stringContaining('no words of its own'),
      expect.stringContaining('answered already'),
    ]);
    for (let n = 0; n < 10; n++)
      await world.write({ from: 'kim@shop.example', to: world.to(2), subject: 'Re: case', text: `${n}` });
    expect(world.sent.mails.length - before).toBe(5);
  });

  test('a mail of an earlier hand-over comes too late', async () => {
    const world = await handedOver();
    const late = { from: 'kim@shop.example', to: world.to(1), subject: 'Re: case', text: 'Yes' };
    expect(await world.write(late)).toMatchObject({ why: 'too-late' });
  });
});
