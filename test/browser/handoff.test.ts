import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { caseIdOf } from '../../cli/golden/cloudStage.ts';
import { instantOf } from '../../cli/golden/at.ts';
import { joinChat, type Participant } from '../../cli/golden/participant.ts';
import { startChat } from '../../cli/golden/startChat.ts';
import { bootCloud, type LocalCloud } from '../../local/boot.ts';
import type { SentMail } from '../../local/ses/index.ts';
import { makeStateDir, prepareDemo } from '../e2e/demoCloud.ts';
import { openChromium, openPhone, scrollsSideways, seriousFindings, whyNoBrowser } from './openChromium.ts';

/** The client's team on a telephone: the mail, the page behind its link, and what the customer hears. */
const suite = whyNoBrowser ? describe.skip : describe;
if (whyNoBrowser) console.log(`test/browser/handoff: skipped, ${whyNoBrowser}`);

suite("the client's team on a telephone", () => {
  let local: LocalCloud;
  let browser: Browser;
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
      findings: await seriousFindings(page),
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
    await local.desk.move(agent!, 'accept', caseId, {});
    await local.desk.move(agent!, 'hand-off', caseId, { text: ask });
    await local.cloud.activity.idle();
    return mails().at(-1)!;
  }

  beforeAll(async () => {
    const prepared = await prepareDemo();
    local = await bootCloud({
      ...prepared,
      stateDir: state.path,
      clock: {
        start: new Date(instantOf('2027-03-08T10:00', 'Europe/Vienna')).toISOString(),
        frozen: true,
      },
      log: () => {},
    });
    const { cloud } = local;
    const begun = await startChat(cloud.urls.api, {
      displayName: 'Rosa <i>Haid</i>',
      email: 'rosa.haid@mail.example',
    });
    customer = await joinChat(cloud.urls.aws, cloud.region, begun.participantToken);
    await cloud.activity.idle();
    await customer.send(
      'The man in your Graz store was rude <img src=x onerror=alert(1)>, I want to complain',
    );
    await cloud.activity.idle();
    caseId = caseIdOf(local)(begun.contactId)!;
    browser = await openChromium();
    ({ page, faults } = await openPhone(browser));
    page.on('dialog', dialog => faults.push(`a script of the case ran: ${dialog.message()}`));
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    customer?.close();
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
    await page.getByText('Everything that was said').click();
    await page.locator('#turns li').first().waitFor();
    await look('handoff-page');

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
});
