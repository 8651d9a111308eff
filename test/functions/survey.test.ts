import { sendSurvey } from '../../functions/send-survey/sendSurvey.ts';
import { takeSurvey } from '../../functions/take-survey/takeSurvey.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import { makeWorld } from './makeWorld.ts';
import { seeded } from './peopleCase.ts';

describe('the survey', () => {
  const closedByAgent: Partial<Case> = {
    state: 'closed',
    owner: 'nobody',
    epoch: 3,
    closedAs: 'resolved-by-agent',
  };

  test('is sent once, in the chat that is still open', async () => {
    const world = makeWorld();
    await seeded(world, closedByAgent);
    await sendSurvey({ caseId: 'C-TEST' }, { ...world, mails: world.customerMails });
    await sendSurvey({ caseId: 'C-TEST' }, { ...world, mails: world.customerMails });
    expect(world.sent.chat).toHaveLength(1);
    expect(world.sent.mails).toHaveLength(0);
    expect((await world.store.get('C-TEST'))!.dueAt).toBeUndefined();
  });

  test('goes by e-mail when the chat is over, and to nobody who was not helped', async () => {
    const gone = makeWorld();
    await seeded(gone, { ...closedByAgent, contactOpen: false });
    await sendSurvey({ caseId: 'C-TEST' }, { ...gone, mails: gone.customerMails });
    expect(gone.sent.mails).toHaveLength(1);

    const silent = makeWorld();
    await seeded(silent, { ...closedByAgent, closedAs: 'customer-silent', contactOpen: false });
    await sendSurvey({ caseId: 'C-TEST' }, { ...silent, mails: silent.customerMails });
    expect(silent.sent.mails).toHaveLength(0);
  });

  test('is the flow’s to ask while the caller is on the line, however late the agent leaves', async () => {
    const world = makeWorld();
    await seeded(world, { ...closedByAgent, channel: 'voice', contactOpen: true });
    await sendSurvey({ caseId: 'C-TEST' }, { ...world, mails: world.customerMails });
    expect((await world.store.get('C-TEST'))!.surveySentAt).toBeUndefined();

    await world.store.note('C-TEST', { contactOpen: false });
    await sendSurvey({ caseId: 'C-TEST' }, { ...world, mails: world.customerMails });
    expect(world.sent.chat).toHaveLength(0);
    expect(world.sent.mails).toHaveLength(1);
  });

  test('takes the first answer only', async () => {
    const world = makeWorld();
    await seeded(world, closedByAgent);
    const token = (await world.links.survey('C-TEST', 3)).split('/').at(-1)!;
    expect(await takeSurvey(token, { score: 5, recommend: 0 }, world)).toEqual({
      ok: true,
      taken: true,
    });
    expect(await takeSurvey(token, { score: 1 }, world)).toEqual({ ok: true, taken: false });
    expect((await world.store.get('C-TEST'))!.survey).toMatchObject({
      score: 5,
      recommend: 0,
      channel: 'chat',
    });
    expect(await takeSurvey('x', { score: 5 }, world)).toEqual({ ok: false, why: 'forged' });
  });
});
