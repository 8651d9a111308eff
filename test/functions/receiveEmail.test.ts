import { Readable } from 'node:stream';
import { receiveEmail } from '../../functions/receive-email/receiveEmail.ts';
import { readMailFile } from '../../functions/read-file/readMailFile.ts';
import { MARA, PASSED, MAIL, mailWorld } from './mailWorld.ts';

describe('a mail', () => {
  test('is answered in its conversation, by name, with sources, a way to a person and the signed address', async () => {
    const world = mailWorld({
      mail: { ...MAIL, articleUrl: 'https://shop.example/help/{id}' },
    });
    const { caseId } = await world.write({ headers: { References: '<older@mail.example>' } });
    const [mail] = world.sent.mails;
    expect(mail).toMatchObject({
      to: MARA,
      subject: 'Re: Gift card',
      replyTo: world.caseAddress(caseId!),
      headers: {
        'In-Reply-To': '<m1@mail.example>',
        References: '<older@mail.example> <m1@mail.example>',
        'Auto-Submitted': 'auto-replied',
        'X-Loop': 'help@shop.example',
      },
    });
    for (const part of [
      'Hello Mara',
      '5 years',
      'https://shop.example/help/gift-cards',
      '/person/',
      '/survey/',
      caseId!,
    ])
      expect(mail!.text).toContain(part);
    expect(mail!.html).toContain('<a href="https://shop.example/help/gift-cards"');
    expect(await world.store.get(caseId!)).toMatchObject({
      channel: 'email',
      contactOpen: false,
      customer: { email: MARA, name: 'Mara', identity: 'claimed' },
    });
  });

  test('delivered twice is one turn and one answer, also under two ids of SES', async () => {
    const world = mailWorld();
    await world.write({ id: 'ses1', headers: { 'Message-ID': '<same@mail.example>' } });
    await world.write({ id: 'ses1', headers: { 'Message-ID': '<same@mail.example>' } });
    await world.write({ id: 'ses2', headers: { 'Message-ID': '<same@mail.example>' } });
    expect(world.sent.mails).toHaveLength(1);
    expect(new Set(world.turns.map(({ turnId }) => turnId)).size).toBe(1);
  });

  test('whose turn fails comes again, and is then answered', async () => {
    const world = mailWorld();
    world.broken.times = 1;
    await expect(world.write({ id: 'ses1' })).rejects.toThrow('TurnUnavailable');
    expect(world.sent.mails).toHaveLength(0);
    await world.write({ id: 'ses1' });
    expect(world.sent.mails).toHaveLength(1);
  });

  test('of which the bucket gives something else comes again: SES has read its header', async () => {
    const { deps } = mailWorld();
    const files = {
      ...deps.files,
      openMail: async () => Readable.from([Buffer.from('<html><body>Bad gateway</body></html>')]),
    };
    const head = { headers: [{ name: 'From', value: MARA }] };
    const incoming = { id: 'ses1', returnPath: MARA, recipients: ['help@shop.example'], verdicts: PASSED };
    await expect(receiveEmail({ ...incoming, head }, { ...deps, files })).rejects.toThrow(
      /something else than the mail ses1/,
    );
    expect(await deps.mails.get('ses1')).toBeUndefined();
    // A mail without any header is one, where SES found none either.
    await expect(receiveEmail(incoming, { ...deps, files })).resolves.toHaveProperty('outcome');
  });

  test('that only says thanks closes the case and gets no answer', async () => {
    const world = mailWorld();
    const { caseId } = await world.write();
    await world.write({ to: world.caseAddress(caseId!), text: 'Thanks!' });
    expect(world.sent.mails).toHaveLength(1);
    expect(await world.store.get(caseId!)).toMatchObject({ state: 'closed', closedAs: 'resolved-by-ai' });
  });

  test('with a file goes to a person; the file is kept and named on the case', async () => {
    const world = mailWorld();
    const body = [
      '--b',
      'Content-Type: text/plain',
      '',
      'See the photo.',
      '--b',
      'Content-Type: image/png; name=a.png',
      'Content-Disposition: attachment; filename=a.png',
      'Content-Transfer-Encoding: base64',
      '',
      'iVBORw0KGgo=',
      '--b--',
    ].join('\r\n');
    const { caseId } = await world.write({
      text: body,
      headers: { 'Content-Type': 'multipart/mixed; boundary=b', 'Message-ID': '<f@mail.example>' },
    });
    expect(await world.store.get(caseId!)).toMatchObject({
      state: 'waiting-for-agent',
      offeredAs: 'task',
      reason: { code: 'mail-files' },
    });
    expect([...world.kept]).toEqual([['ses1/1', 'image/png']]);
    const [turn] = await world.store.turns(caseId!);
    expect(turn!.mail).toMatchObject({ id: 'ses1', files: [{ id: '1', name: 'a.png', type: 'image/png' }] });
    expect(world.sent.mails[0]!.text).toContain('They will answer you here, by e-mail.');

    const bucket = { downloadUrl: async (key: string, { name }: { name: string }) => `${key} as ${name}` };
    const read = (fileId: string, groups: string[]) =>
      readMailFile(
        { caseId: caseId!, mailId: 'ses1', fileId },
        { id: 'a', name: 'Ada', groups },
        { ...world, bucket },
      );
    const agent = ['agents', 'queue:general'];
    expect(await read('1', agent)).toMatchObject({ url: 'mail/files/ses1/1 as a.png', type: 'image/png' });
    expect(await read('whole', agent)).toMatchObject({ url: 'mail/in/ses1 as mail.eml' });
    expect(await read('2', agent)).toEqual({ ok: false, why: 'no-such-file' });
    expect(await read('1', ['agents', 'queue:billing'])).toEqual({ ok: false, why: 'not-yours' });
    expect(await world.audit.ofCase(caseId!)).toHaveLength(1);
  });

  test.each([
    ['an automatic answer', { headers: { 'Auto-Submitted': 'auto-replied' } }, 'ignored', 'auto-reply'],
    ['a bounce', { returnPath: '', from: 'mailer-daemon@mail.example' }, 'ignored', 'bounce'],
    ['our own mail', { from: 'help@shop.example' }, 'ignored', 'own'],
    ['a virus', { verdicts: { ...PASSED, virus: 'FAIL' } }, 'refused', 'virus'],
    ['spam', { verdicts: { ...PASSED, spam: 'FAIL' } }, 'refused', 'spam'],
  ] as const)('%s is kept and never answered', async (_, wrote, outcome, why) => {
    const world = mailWorld();
    expect(await world.write(wrote)).toMatchObject({ outcome, why });
    expect(world.turns).toHaveLength(0);
    expect(world.sent.mails).toHaveLength(0);
    expect(await world.addresses.get('ses1')).toMatchObject({ outcome, why });
  });

  test('of a machine that answers without saying so ends at the cap, with a person', async () => {
    const world = mailWorld({
      mail: { ...MAIL, receive: { repliesPerDay: 3 } },
    });
    let caseId: string | undefined;
    for (let n = 0; n < 6; n++) ({ caseId } = await world.write({ subject: 'Received' }));
    expect(world.sent.mails).toHaveLength(3);
    expect(await world.store.get(caseId!)).toMatchObject({ reason: { code: 'mail-too-many' } });
  });
});
