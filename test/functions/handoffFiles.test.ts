import { answerHandoff } from '../../functions/answer-handoff/answerHandoff.ts';
import { offerUpload, readFile } from '../../functions/answer-handoff/handoffFiles.ts';
import { deliverAnswer } from '../../functions/deliver-answer/deliverAnswer.ts';
import { makeWorld } from './makeWorld.ts';
import { MINUTE, handedOff, tokenFor, current, sending } from './handedOver.ts';

describe('files of an answer', () => {
  const pdf = { name: '../../etc/in"voice.pdf', type: 'application/pdf', size: 100 };

  test('are offered a place each, belong to one hand-over, must have arrived whole, and reach customer and agent by link', async () => {
    const world = makeWorld();
    await handedOff(world);
    const token = await tokenFor(world);
    const offered = await offerUpload(token, pdf, undefined, world);
    const { id, url } = offered.ok ? offered.upload : { id: '', url: '' };
    const said = { kind: 'answer', text: 'Here it is.', attachments: [id] } as const;
    const answer = (ids: string[]) => answerHandoff(token, { ...said, attachments: ids }, undefined, world);
    expect(await answer([id])).toEqual({ ok: false, why: 'not-uploaded' });
    world.uploads.set(url.replace('https://files.example/', ''), 99);
    expect(await answer([id])).toEqual({ ok: false, why: 'not-uploaded' });
    world.uploads.set(url.replace('https://files.example/', ''), 100);
    expect(await answer(['ffffffffffffffffffffffff'])).toEqual({ ok: false, why: 'not-uploaded' });
    expect((await answer([id])).ok).toBe(true);
    expect((await current(world)).answer!.attachments).toEqual([
      { id, name: 'invoice.pdf', type: 'application/pdf', size: 100 },
    ]);
    await deliverAnswer({ caseId: 'C-TEST' }, sending(world));
    const link = /Attached, invoice\.pdf: https:\/\/help\.shop\.example\/file\/(\S+)/.exec(
      world.sent.chat[0]!.text,
    )![1]!;
    expect(await readFile(link, world)).toMatchObject({ ok: true, file: { name: 'invoice.pdf', size: 100 } });
    expect(await readFile(token, world)).toEqual({ ok: false, why: 'forged' });
    expect(await readFile(link.replace('C-TEST', 'C-OTHR'), world)).toEqual({ ok: false, why: 'forged' });
    world.advance(31 * 24 * 60 * MINUTE);
    expect(await readFile(link, world)).toEqual({ ok: false, why: 'expired' });
  });

  test.each([
    [{ ...pdf, type: 'text/html' }, 'wrong-type'],
    [{ ...pdf, type: 'image/svg+xml' }, 'wrong-type'],
    [{ ...pdf, size: 10 * 1024 * 1024 + 1 }, 'too-large'],
  ])('%o is refused: %s', async (file, why) => {
    const world = makeWorld();
    await handedOff(world);
    expect(await offerUpload(await tokenFor(world), file, undefined, world)).toEqual({ ok: false, why });
  });
});
