import { answerHandoff, readHandoff } from '../../functions/answer-handoff/answerHandoff.ts';
import { sendCode, takeCode } from '../../functions/answer-handoff/linkPasses.ts';
import { renewLink } from '../../functions/answer-handoff/renewLink.ts';
import { makeCase } from '../core/makeCase.ts';
import { makeWorld, type World } from './makeWorld.ts';
import { MINUTE, team, handedOff, tokenFor } from './handedOver.ts';

describe('a link that was passed on', () => {
  const guarded = () => makeWorld({ config: team({ forwarding: 'code' }) });
  const codeIn = (world: World) => /is (\d{6})/.exec(world.sent.mails.at(-1)!.text)![1]!;

  test('opens only with the code that went to whom it was made for, once, and for this link alone', async () => {
    const world = guarded();
    await handedOff(world);
    const token = await tokenFor(world, 1);
    expect(await readHandoff(token, undefined, world)).toEqual({ ok: false, why: 'code' });
    expect(await answerHandoff(token, { kind: 'answer', text: 'x' }, undefined, world)).toMatchObject({
      why: 'code',
    });
    await sendCode(token, world);
    expect(world.sent.mails.at(-1)!.to).toBe('lee@shop.example');
    const code = codeIn(world);
    const wrong = code === '111111' ? '222222' : '111111';
    expect(await takeCode(token, wrong, world)).toEqual({ ok: false, why: 'wrong-code' });
    const taken = await takeCode(token, code, world);
    const pass = taken.ok ? taken.pass : '';
    expect((await readHandoff(token, pass, world)).ok).toBe(true);
    expect(await takeCode(token, code, world)).toEqual({ ok: false, why: 'wrong-code' });
    // The pass of Lee's link opens Lee's link.
    expect(await readHandoff(await tokenFor(world, 0), pass, world)).toMatchObject({ why: 'code' });
    world.advance(61 * MINUTE);
    expect(await readHandoff(token, pass, world)).toMatchObject({ why: 'code' });
  });

  test('codes are sent and tried a few times only, and end after ten minutes', async () => {
    const world = guarded();
    await handedOff(world);
    const token = await tokenFor(world);
    const sent = [];
    for (let n = 0; n < 4; n++) sent.push((await sendCode(token, world)).ok);
    expect(sent).toEqual([true, true, true, false]);
    const code = codeIn(world);
    for (let n = 0; n < 5; n++) await takeCode(token, '000000', world);
    expect(await takeCode(token, code, world)).toEqual({ ok: false, why: 'too-many' });
    world.advance(16 * MINUTE);
    expect(await takeCode(token, code, world)).toEqual({ ok: false, why: 'wrong-code' });
  });
});

describe('a new link', () => {
  test.each<[string, (token: string) => string, number]>([
    ['expired', token => token, 8 * 24 * 60 * MINUTE],
    ['tampered with', token => token.slice(0, -3), 0],
  ])('for one that is %s goes to the address on file, three times an hour', async (_, change, later) => {
    const world = makeWorld();
    await handedOff(world);
    const token = change(await tokenFor(world));
    world.advance(later);
    for (let n = 0; n < 5; n++) await renewLink(token, world);
    expect(world.sent.mails.map(({ to }) => to)).toEqual(Array(3).fill('kim@shop.example'));
    const fresh = /reply\/(\S+)/.exec(world.sent.mails[0]!.text)![1]!;
    expect((await readHandoff(fresh, undefined, world)).ok).toBe(true);
  });

  test('for a case that was answered says so instead; for what never was there, nothing happens', async () => {
    const world = makeWorld();
    await handedOff(world, { answer: { kind: 'answer', text: 'Yes.', at: '', by: 'Lee' } });
    await renewLink(await tokenFor(world), world);
    expect(world.sent.mails).toEqual([
      expect.objectContaining({ text: expect.stringContaining('answered already, by Lee') }),
    ]);
    expect(world.sent.mails[0]!.text).not.toContain('/reply/');
    // Nor for a case that the team never had.
    await world.store.create(makeCase({ caseId: 'C-OWN' }));
    for (const token of ['h.C-OWN.1-0.zzzz.AAAA', 'h.C-NOBODY.3-0.zzzz.AAAA', 'rubbish', '', 'h.C-TEST'])
      await renewLink(token, world);
    expect(world.sent.mails).toHaveLength(1);
  });
});
