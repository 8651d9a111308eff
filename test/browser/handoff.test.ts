import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { caseIdOf } from '../../cli/golden/caseIdOf.ts';
import { instantOf } from '../../cli/golden/at.ts';
import { joinChat, type Participant } from '../../cli/golden/participant.ts';
import { startChat } from '../../cli/golden/startChat.ts';
import { scanned } from '../e2e/scanned.ts';
import { bootCloud, type LocalCloud } from '../../local/boot.ts';
import type { SentMail } from '../../local/ses/index.ts';
import type { CaseFile } from '../../layers/core/api/cases.ts';
import { activateChanged } from '../e2e/activateChanged.ts';
import { makeStateDir } from '../e2e/demoCloud.ts';
import { prepareDemo } from '../e2e/prepareDemo.ts';
import { codeIn } from '../e2e/mails.ts';
import { A_MOMENT } from '../e2e/visitor.ts';
import { expiredLink } from './expiredLink.ts';
import { DESK, PATIENCE_MS, TEST_MS } from './stage.ts';
import { openCase } from './workspacePage.ts';
import { gravest } from './axe.ts';
import { openChromium, openPhone, scrollsSideways, whyNoBrowser } from './openChromium.ts';

/** The client's team on a telephone: the mail, the page behind its link, and what the customer hears. */
const suite = whyNoBrowser ? describe.skip : describe;
if (whyNoBrowser) console.log(`test/browser/handoff: skipped, ${whyNoBrowser}`);

suite("the client's team on a telephone", () => {
  let local: LocalCloud;
  let browser: Browser;
  const customers: Participant[] = [];
  let customer: Participant;
  let caseId: string;
  let page: Page;
  let faults: string[];
  const state = makeStateDir();
  const mails = () =>
    local.cloud.store
      .collection<SentMail>('ses-outbox')
      .list()
      .map(({ document }) => document);
  const linkIn = ({ text = '' }: SentMail) => /https?:\/\/\S+\/reply\/\S+/.exec(text)![0];
  const heard = async () => {
    await local.cloud.activity.idle();
    await customer.sync();
    return customer.items.map(({ Content }) => Content ?? '').join('\n');
  };
  /** What must hold of everything that is shown: nothing serious for axe, no scrolling sideways, no fault. */
  async function look(name: string) {
    expect({
      name,
      findings: await gravest(page),
      sideways: await scrollsSideways(page),
      faults,
    }).toEqual({
      name,
      findings: [],
      sideways: false,
      faults: [],
    });
  }
  async function handOff(ask: string): Promise<SentMail> {
    const [agent] = local.desk.agents;
    // The newest mail is told by its time, which stands still.
    await local.cloud.clock.advance(A_MOMENT);
    await local.desk.move(agent!, 'accept', caseId, {});
    await local.desk.move(agent!, 'hand-off', caseId, { text: ask });
    await local.cloud.activity.idle();
    return mails().at(-1)!;
  }
  /** Another customer comes with something that people must see to. */
  async function comes(displayName: string, words: string): Promise<void> {
    const { cloud } = local;
    const email = `${displayName.split(' ')[0]!.toLowerCase()}@mail.example`;
    const begun = await startChat(cloud.urls.api, { displayName, email }, ms => cloud.clock.advance(ms));
    customer = await joinChat(cloud.urls.aws, cloud.region, begun.participantToken);
    customers.push(customer);
    await cloud.activity.idle();
    await customer.send(words);
    await cloud.activity.idle();
    caseId = caseIdOf(local)(begun.contactId)!;
  }
  /** As the case stands, to somebody who sees all of them. */
  const standing = () =>
    local.desk.api(local.desk.reader).call<CaseFile>('GET', `/cases/${encodeURIComponent(caseId)}`);
  const choose = (kind: string) => page.getByLabel(kind).check();
  const send = () => page.getByRole('button', { name: 'Send', exact: true }).click();

  beforeAll(async () => {
    const prepared = await prepareDemo();
    local = scanned(
      await bootCloud({
        ...prepared,
        stateDir: state.path,
        clock: {
          start: new Date(instantOf('2027-03-08T10:00', 'Europe/Vienna')).toISOString(),
          frozen: true,
        },
        log: () => {},
      }),
    );
    await comes(
      'Rosa <i>Haid</i>',
      'The man in your Graz store was rude <img src=x onerror=alert(1)>, I want to complain',
    );
    browser = await openChromium();
    ({ page, faults } = await openPhone(browser));
    page.on('dialog', dialog => faults.push(`a script of the case ran: ${dialog.message()}`));
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    for (const each of customers) each.close();
    await local?.cloud.activity.idle();
    await local?.stop();
    state.remove();
  });

  test('the mail reads on a telephone and holds what is asked before anything else', async () => {
    const mail = await handOff('Complaint about <b>staff</b> in Graz. Will the manager call her?');
    await page.setContent(mail.html!);
    expect(await page.locator('b, i, img, script').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Answer this case' }).getAttribute('href')).toBe(
      linkIn(mail),
    );
    expect((await page.getByRole('link').boundingBox())!.height).toBeGreaterThanOrEqual(44);
    await look('handoff-mail');
  });

  test('the link opens the whole story; a file goes with the answer, and both reach the customer', async () => {
    await page.goto(linkIn(mails().at(-1)!));
    await page.getByText('Complaint about <b>staff</b> in Graz').waitFor();
    // The times of the mail, whatever clock the telephone goes by.
    const due = /please answer by ([^\n]+)/.exec(mails().at(-1)!.text!)![1]!;
    await page.locator('#facts').getByText(due.replace(/\.$/, '')).waitFor();
    await page.getByText('Everything that was said').click();
    await page.locator('#turns li').first().waitFor();
    await look('handoff-page');
    await page.getByRole('button', { name: 'Go to your answer' }).click();
    expect(await page.getByLabel('Answer the customer').evaluate(at => at === document.activeElement)).toBe(
      true,
    );

    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Please write something first.').waitFor();
    await page.setInputFiles('#file', {
      name: 'page.html',
      mimeType: 'text/html',
      buffer: Buffer.from('<script>alert(1)</script>'),
    });
    await page.getByText('Files of this type cannot be attached.').waitFor();
    await page.setInputFiles('#file', {
      name: 'voucher.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4 a voucher'),
    });
    await page.getByRole('button', { name: 'Remove voucher.pdf' }).waitFor();
    await page.getByLabel('Your words to the customer').fill('The manager calls you tomorrow at 10:00.');
    expect(await scrollsSideways(page)).toBe(false);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Your answer is on its way to the customer.').waitFor();
    await look('handoff-sent');

    const said = await heard();
    expect(said).toContain('The manager calls you tomorrow at 10:00.');
    await page.goto(/https?:\/\/\S+\/file\/\S+/.exec(said)![0]);
    await page.getByRole('link', { name: 'Download' }).waitFor();
    await look('handoff-file');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('voucher.pdf');
    const path = join(state.path, 'voucher.pdf');
    copyFileSync(await download.path(), path);
    expect(readFileSync(path, 'utf8')).toBe('%PDF-1.4 a voucher');
  });

  test('the survey that follows is taken on the telephone too', async () => {
    await page.goto(/https?:\/\/\S+\/survey\/\S+/.exec(await heard())![0]);
    await page.getByText('How happy are you').waitFor();
    await look('survey');
    await page.getByText('very happy').click();
    await page.getByRole('radio', { name: '9', exact: true }).check({ force: true });
    await send();
    await page.getByText('Thank you.').waitFor();
    await look('survey-taken');
    expect((await standing()).case.survey).toMatchObject({ score: 5, recommend: 9 });
  });

  test('a used link says so and offers a new one without saying to whom', async () => {
    const before = mails().length;
    await page.goto(linkIn(mails().find(({ text }) => text?.includes('/reply/'))!));
    await page.getByText('This case has been answered already.').waitFor();
    await page.getByRole('button', { name: 'Send a new link' }).click();
    await page.getByText('If this case still waits for your team').waitFor();
    await look('handoff-used');
    expect(await page.content()).not.toContain('larchfield.example');
    await local.cloud.activity.idle();
    expect(mails().length).toBe(before + 1);
    await page.goto(linkIn(mails().find(({ text }) => text?.includes('/reply/'))!).slice(0, -2));
    await page.getByText('isn’t valid').waitFor();
    await look('handoff-tampered');
  });

  test('“not for us” wants a reason; what was written outlives the page; the agents have the case again', async () => {
    await comes('Jonas Auer', 'The app crashes every time I tap on my orders, since the update');
    const link = linkIn(await handOff('Is this known?'));
    await page.goto(link);
    await choose('Not for us');
    const reason = page.getByLabel('Why is it not for you?');
    await send();
    await page.getByText('Please write something first.').waitFor();
    await look('handoff-no-reason');
    await reason.fill('The app is made by another team.');
    await page.reload();
    await choose('Not for us');
    expect(await reason.inputValue()).toBe('The app is made by another team.');
    await look('handoff-decline');
    await send();
    await page.getByText('It has gone back to our agents.').waitFor();
    await local.cloud.activity.idle();
    expect(await standing()).toMatchObject({
      case: { state: 'waiting-for-agent', note: expect.stringContaining('made by another team') },
    });
    // Its words are gone with it.
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    await page.goto(link);
    await page.getByText('no longer with your team').waitFor();
    await page.getByRole('button', { name: 'Send a new link' }).waitFor();
    await look('handoff-moved');
  });

  test('the agent is told what to do, and opens the file that came with it in the workspace', async () => {
    await page.goto(linkIn(await handOff('He writes again. What now?')));
    await choose('Tell our agent what to do');
    await page.setInputFiles('#file', {
      name: 'known-faults.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('Version 3.1 crashes on orders.'),
    });
    await page.getByRole('button', { name: 'Remove known-faults.txt' }).waitFor();
    await page.getByLabel('What should our agent do?').fill('Ask him to install version 3.2.');
    await look('handoff-instruct');
    await send();
    await page.getByText('An agent takes it from here.').waitFor();
    await local.cloud.activity.idle();
    expect(await heard()).not.toContain('install version 3.2');

    const desk = await browser.newContext({ viewport: DESK });
    desk.setDefaultTimeout(PATIENCE_MS);
    const ada = await desk.newPage();
    await ada.goto(`${local.cloud.urls.pages}/agent/#/cases/${caseId}`);
    await ada.getByRole('button', { name: 'Sign in' }).click();
    await ada.getByRole('button', { name: 'Ada' }).click();
    await openCase(ada, 'Waiting', 'Jonas');
    await ada.getByText('asks you to do this: Ask him to install version 3.2.').waitFor();
    const [file] = await Promise.all([
      desk.waitForEvent('page'),
      ada.getByRole('link', { name: /known-faults\.txt/ }).click(),
    ]);
    await file.getByRole('heading', { name: 'known-faults.txt' }).waitFor();
    const [download] = await Promise.all([
      file.waitForEvent('download'),
      file.getByRole('link', { name: 'Download' }).click(),
    ]);
    expect(readFileSync(await download.path(), 'utf8')).toBe('Version 3.1 crashes on orders.');
    await desk.close();
  });

  test('“this is ours from here” needs no words; the customer is told who gets in touch', async () => {
    await page.goto(linkIn(await handOff('Will you call him?')));
    await choose('This is ours from here');
    await page.getByText('Anything the customer should know?').waitFor();
    await look('handoff-take-over');
    await send();
    await page.getByText('The case is yours').waitFor();
    expect(await heard()).toMatch(/in touch/);
    expect(await standing()).toMatchObject({ case: { state: 'taken-over', owner: 'client' } });
  });

  test('an expired link says so, and the new one that it offers opens', async () => {
    await comes('Mara Winter', 'I want to complain about your Graz store');
    await handOff('Will you write to her?');
    const { epoch } = (await standing()).case;
    await page.goto(await expiredLink(local, { caseId, epoch }));
    await page.getByText('This link has expired.').waitFor();
    await look('handoff-expired');
    await local.cloud.clock.advance(A_MOMENT);
    await page.getByRole('button', { name: 'Send a new link' }).click();
    await page.getByText('If this case still waits for your team').waitFor();
    await local.cloud.activity.idle();
    await page.goto(linkIn(mails().at(-1)!));
    await page.getByText('Will you write to her?').waitFor();
  });

  test(
    'where the client wants it, a link opens only with the code that its contact is mailed',
    async () => {
      await activateChanged(local, [
        ['forwarding: anyone', 'forwarding: code'],
        ['answerStyle: as-is', 'answerStyle: provider-rephrases'],
      ]);
      await comes('Edda Lindner', 'I want to complain about your Vienna store');
      await page.goto(linkIn(await handOff('May we send her a voucher?')));
      await page.getByRole('heading', { name: 'One more step' }).waitFor();
      expect(await page.content()).not.toContain('voucher');
      await look('handoff-locked');
      await local.cloud.clock.advance(A_MOMENT);
      await page.getByRole('button', { name: 'Send me the code' }).click();
      await page.getByText('The code is on its way.').waitFor();
      const code = codeIn(mails().at(-1)!.text!);
      await page.getByLabel('The six digits').fill(code === '000000' ? '111111' : '000000');
      await page.getByRole('button', { name: 'Open the case' }).click();
      await page.getByText('That is not the code').waitFor();
      await look('handoff-wrong-code');
      await page.getByLabel('The six digits').fill(code);
      await page.getByRole('button', { name: 'Open the case' }).click();
      await page.getByText('May we send her a voucher?').waitFor();
      await page.getByText('our agent puts it into words for them').waitFor();
      await page.getByLabel(/Your answer; our agent/).fill('Yes, ten euros.');
      await look('handoff-unlocked');
      await send();
      await page.getByText('An agent writes to the customer with your answer.').waitFor();
      expect(await heard()).not.toContain('ten euros');
      expect(await standing()).toMatchObject({ case: { state: 'waiting-for-agent' } });
    },
    TEST_MS,
  );
});
