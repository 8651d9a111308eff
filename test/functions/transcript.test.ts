import { createIdentityCodes } from '../../layers/core/actions/identityCodes.ts';
import { signLink } from '../../layers/core/secrets/signedLink.ts';
import { createAttempts } from '../../layers/core/store/attempts.ts';
import { sendTranscript, type TranscriptRequest } from '../../functions/send-transcript/sendTranscript.ts';
import { makeCase } from '../core/makeCase.ts';
import { makeWorld } from './makeWorld.ts';

const EMAIL = 'mia@mail.example';

async function stage(customer: object = { identity: 'claimed', email: EMAIL, name: 'Mia', attributes: {} }) {
  const world = makeWorld();
  const at = world.now().toISOString();
  await world.store.create(makeCase({ customer: customer as never }));
  await world.store.saveContact({ contactId: 'contact-1', caseId: 'C-TEST', channel: 'chat' });
  const turn = { caseId: 'C-TEST', contactId: 'contact-1', channel: 'chat' as const, at };
  await world.store.addTurn({
    ...turn,
    turnId: '1',
    customer: 'Is it valid?',
    reply: { text: 'For 5 years.', by: 'ai', at, via: 'bot' },
  });
  await world.store.addTurn({
    ...turn,
    turnId: '2',
    files: [{ id: 'f', name: 'card.png', type: 'image/png', size: 8 }],
    reply: { text: 'I have put card.png with your enquiry.', by: 'house', at, via: 'chat' },
  });
  await world.store.addTurn({
    ...turn,
    turnId: '3',
    reply: { text: 'Too late.', by: 'ai', at, via: 'bot', discarded: 'stale' },
  });
  // Another contact of the same case is none of this browser's.
  await world.store.addTurn({ ...turn, contactId: 'mail-1', turnId: '4', customer: 'By mail: my IBAN' });
  const attempts = createAttempts(world.table, world.now);
  const identityCodes = createIdentityCodes(async () => world.mailer, world.linkKey, attempts);
  const expires = Math.floor(world.now().getTime() / 1000) + 3600;
  const token = signLink({ purpose: 'resume', caseId: 'contact-1', version: 0, expires }, 'link-key');
  const allowed = { more: true };
  const ask = (more: Partial<TranscriptRequest> = {}) =>
    sendTranscript(
      { token, ...more },
      async () => {
        if (!allowed.more) throw new Error('too many');
      },
      {
        ...world,
        identityCodes,
        mails: world.customerMails,
      },
    );
  const code = () => /(\d{6})/.exec(world.sent.mails.at(-1)!.text)![1]!;
  return { world, ask, code, allowed };
}

test('an address that was proved in the chat gets it at once, as it was heard', async () => {
  const { world, ask } = await stage({
    identity: 'verified',
    provedIn: 'contact-1',
    email: EMAIL,
    attributes: {},
  });
  expect(await ask()).toEqual({ ok: true, next: 'sent' });
  const [mail] = world.sent.mails;
  expect(mail).toMatchObject({ to: EMAIL });
  for (const said of ['Is it valid?', 'For 5 years.', '[card.png]', 'I have put card.png'])
    expect(mail!.text).toContain(said);
  expect(mail!.text).not.toMatch(/Too late|IBAN/);
  expect(mail!.html).toContain('Is it valid?');
  expect(await ask()).toEqual({ ok: false, why: 'already' });
  expect(world.sent.mails).toHaveLength(1);
});

test.each([
  ['claimed', {}],
  ['proved in another contact', { identity: 'verified', provedIn: 'contact-9' }],
])('an address that is %s gets a code first, and nothing of the chat', async (_what, more) => {
  const { world, ask, code } = await stage({ identity: 'claimed', email: EMAIL, attributes: {}, ...more });
  expect(await ask()).toEqual({ ok: true, next: 'code' });
  expect(world.sent.mails[0]!.text).not.toMatch(/valid|years|Mia/);
  expect(await ask({ code: code() })).toEqual({ ok: true, next: 'sent' });
  expect(world.sent.mails[1]).toMatchObject({ to: EMAIL });
});

test('the address of somebody else gets a code of its own: one for another opens nothing', async () => {
  const { world, ask, code } = await stage({
    identity: 'verified',
    provedIn: 'contact-1',
    email: EMAIL,
    attributes: {},
  });
  await ask({ email: 'first@mail.example' });
  const first = code();
  expect(await ask({ email: 'victim@mail.example', code: first })).toEqual({ ok: false, why: 'wrong-code' });
  world.advance(11 * 60_000);
  expect(await ask({ email: 'first@mail.example', code: first })).toEqual({ ok: false, why: 'wrong-code' });
  expect(world.sent.mails).toHaveLength(1);
});

test('codes are no way to fill other people’s boxes, nor to be guessed', async () => {
  const { world, ask, allowed } = await stage();
  for (let n = 0; n < 5; n++) expect(await ask()).toEqual({ ok: true, next: 'code' });
  expect(await ask()).toEqual({ ok: false, why: 'too-many' });
  for (let n = 0; n < 15; n++) expect(await ask({ code: '000000' })).toMatchObject({ why: 'wrong-code' });
  expect(await ask({ code: '000000' })).toEqual({ ok: false, why: 'too-many' });
  allowed.more = false;
  await expect(ask({ email: 'other@mail.example' })).rejects.toThrow('too many');
  expect(world.sent.mails).toHaveLength(5);
});

test('without an address, for a forged token, and where mails come back', async () => {
  const { ask } = await stage({ identity: 'none', attributes: {} });
  expect(await ask()).toEqual({ ok: false, why: 'no-address' });
  expect(await ask({ token: 'r.contact-1.0.zzzzzz.AAAAAAAAAAAAAAAAAAAAAA' })).toEqual({
    ok: false,
    why: 'forged',
  });
  const stopped = await stage({ identity: 'verified', provedIn: 'contact-1', email: EMAIL, attributes: {} });
  await stopped.world.addresses.stopSending(EMAIL, 'bounced');
  expect(await stopped.ask()).toEqual({ ok: false, why: 'not-reached' });
  // It may go to another address.
  await stopped.ask({ email: 'mia@work.example' });
  expect(await stopped.ask({ email: 'mia@work.example', code: stopped.code() })).toMatchObject({ ok: true });
});
