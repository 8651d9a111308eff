import { Readable } from 'node:stream';
import { answerMail } from '../../layers/core/turns/answerMail.ts';
import type { Incoming } from '../../layers/core/mail/incoming.ts';
import { receiveEmail } from '../../functions/receive-email/receiveEmail.ts';
import { openCase } from '../../layers/core/turns/openCase.ts';
import { recordTurn } from '../../functions/record-turn/recordTurn.ts';
import { followMail } from '../../functions/follow-mail/followMail.ts';
import { fateOf } from '../../functions/follow-mail/handler.ts';
import { readMailFile } from '../../functions/read-file/readMailFile.ts';
import { callPerson } from '../../functions/call-person/callPerson.ts';
import { decide } from '../../layers/core/domain/decide.ts';
import type { DraftResult, TurnInput, TurnSoFar } from '../../layers/core/domain/turn.ts';
import type { FileStore } from '../../layers/core/files/fileStore.ts';
import { makeCaseAddress } from '../../layers/core/mail/caseAddress.ts';
import type { MailVerdicts } from '../../layers/core/mail/authenticity.ts';
import { createAttempts } from '../../layers/core/store/attempts.ts';
import type { Workflows } from '../../layers/core/workflows/workflows.ts';
import { makeConfig, makeTriage } from '../core/makeCase.ts';
import { makeWorld } from './makeWorld.ts';

const MARA = 'mara@mail.example';
const PASSED: MailVerdicts = { spam: 'PASS', virus: 'PASS', spf: 'PASS', dkim: 'PASS', dmarc: 'PASS' };
const FORGED = { ...PASSED, spf: 'FAIL', dkim: 'FAIL', dmarc: 'FAIL' };

interface Wrote {
  from?: string;
  to?: string;
  subject?: string;
  text?: string;
  headers?: Record<string, string>;
  verdicts?: MailVerdicts;
  returnPath?: string;
  id?: string;
}

/** A client whose AI answers every mail with one sentence, on the real store, opening and recording of turns. */
const MAIL = { from: 'help@shop.example', domain: 'shop.example', receive: {} };

function mailWorld(more: Parameters<typeof makeConfig>[0] = {}) {
  const config = makeConfig({ mail: MAIL, ...more });
  const world = makeWorld({ config });
  const raw = new Map<string, Buffer>();
  const kept = new Map<string, string>();
  const files: FileStore = {
    openMail: async id => Readable.from([raw.get(id)!]),
    keepFile: async (mail, file, { type }) => void kept.set(`${mail}/${file}`, type),
  };
  const turns: TurnInput[] = [];
  const broken = { times: 0 };
  const runTurn = async (input: TurnInput) => {
    turns.push(input);
    const opened = await openCase(input, { ...world, config });
    if (opened.recorded) return opened.recorded;
    const soFar: TurnSoFar = {
      turnId: input.turnId,
      text: input.text,
      caseId: opened.case.caseId,
      epoch: opened.case.epoch,
    };
    if (opened.mayAnswer) {
      const thanks = /^thanks/i.test(input.text);
      soFar.decision = decide({
        text: input.text,
        triage: makeTriage(thanks ? { act: 'thanks' } : {}),
        sure: true,
        case: opened.case,
        config,
        channel: input.channel,
        withinHours: true,
        askedForMore: false,
        forPerson: input.forPerson,
      });
      const drafted: DraftResult = {
        kind: 'draft',
        language: 'en',
        draft: {
          text: 'It is valid for 5 years.',
          citations: ['gift-cards#1'],
          receipts: [],
          source: 'model',
        },
      };
      if (soFar.decision.route === 'answer') {
        soFar.drafted = drafted;
        soFar.verdict = { ok: true };
      }
    }
    const passage = { id: 'gift-cards#1', title: 'Gift cards' };
    const release = { config, knowledge: () => ({ search: () => [], passage: () => passage }) };
    return recordTurn(soFar, { ...world, release: release as never });
  };
  const workflows: Workflows = {
    ...world.workflows,
    async runSync<T>(_arn: string, input: unknown) {
      if (broken.times-- > 0) return { ok: false as const, error: 'TurnUnavailable' };
      return { ok: true as const, output: (await runTurn(input as TurnInput)) as T };
    },
  };
  const deps = {
    ...world,
    config,
    mails: world.addresses,
    files,
    teamFiles: world.files,
    workflows,
    turnArn: 'turn',
    attempts: createAttempts(world.table, world.now),
  };
  let count = 0;
  const write = ({ from = MARA, to = 'help@shop.example', subject = 'Gift card', ...rest }: Wrote = {}) => {
    const id = rest.id ?? `ses${++count}`;
    const headers = { 'Message-ID': `<m${count}@mail.example>`, ...rest.headers };
    const lines = Object.entries({ From: `Mara <${from}>`, To: to, Subject: subject, ...headers });
    const head = lines.map(([name, value]) => `${name}: ${value}`).join('\r\n');
    raw.set(id, Buffer.from(`${head}\r\n\r\n${rest.text ?? 'How long is a gift card valid?'}\r\n`));
    const incoming: Incoming = {
      id,
      returnPath: rest.returnPath ?? from,
      recipients: [to],
      verdicts: rest.verdicts ?? PASSED,
    };
    return receiveEmail(incoming, deps);
  };
  const caseAddress = (caseId: string) =>
    makeCaseAddress({ purpose: 'case', caseId }, 'shop.example', 'link-key');
  return { ...world, config, deps, write, turns, kept, broken, caseAddress };
}

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
    expect(world.sent.mails.filter(({ text }) => text.includes('A colleague has your case'))).toHaveLength(1);
    expect(await world.store.turns(caseId!)).toHaveLength(4);
  });
});

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
