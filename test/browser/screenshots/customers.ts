import type { Page } from 'playwright-core';
import { openMailbox, tableOf } from '../../../cli/golden/mailStage.ts';
import { newestMail } from '../../e2e/mails.ts';
import { PHONE, type Stage } from '../stage.ts';
import { openCase } from '../workspacePage.ts';
import type { TakePicture } from './agents.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What a customer has before them besides the chat: mostly on a telephone. */
export async function picturesOfCustomers(
  stage: Stage,
  ada: Page,
  rosa: Page,
  picture: TakePicture,
): Promise<void> {
  const { local } = stage;
  const { clock, activity } = local.cloud;
  const linkTo = async (page: string) =>
    (await rosa.locator(`#lines a[href*="/${page}/"]`).first().getAttribute('href'))!;

  const file = await stage.open('/survey', PHONE);
  await file.goto(await linkTo('file'));
  await file.getByRole('heading', { name: 'voucher.pdf' }).waitFor();
  await picture(file, 'file');

  const survey = await stage.open('/survey', PHONE);
  await survey.goto(await linkTo('survey'));
  await survey.getByText('very happy').click();
  await survey.getByRole('radio', { name: '9', exact: true }).check({ force: true });
  await picture(survey, 'survey');
  await survey.getByRole('button', { name: 'Send', exact: true }).click();
  await survey.getByText('Thank you').waitFor();
  await picture(survey, 'survey-sent');

  const mailbox = openMailbox(local, tableOf(local));
  await mailbox.write({
    from: { name: 'Vera Moos', address: 'vera.moos@mail.example' },
    to: local.client.mail.from,
    subject: 'Gift card',
    text: 'How long is a gift card valid?',
    headers: { 'Message-ID': '<one@mail.example>' },
    files: [],
  });
  await clock.advance(MINUTE);
  await mailbox.write({
    from: { name: 'Emil Kofler', address: 'emil.kofler@mail.example' },
    to: local.client.mail.from,
    subject: 'Torn jacket',
    text: 'My rain jacket came with a torn seam. I have attached a picture of it.',
    headers: { 'Message-ID': '<two@mail.example>' },
    files: ['seam.png'],
  });
  mailbox.close();
  await activity.idle();
  await openCase(ada, 'Waiting', 'Emil Kofler');
  await ada.getByText('seam.png').first().waitFor();
  await picture(ada, 'agent-mail');
  const answer = newestMail(local, 'vera.moos');
  const mail = await stage.open('/survey', PHONE);
  await mail.goto('about:blank');
  await mail.setContent(answer.html ?? `<pre>${answer.text}</pre>`);
  await picture(mail, 'customer-mail');
  const person = await stage.open(/https?:\/\/[^/]+(\/person\/\S+)/.exec(answer.text!)![1]!, PHONE);
  await person.getByRole('button', { name: 'Bring in a person' }).waitFor();
  await picture(person, 'person');
  await person.getByRole('button', { name: 'Bring in a person' }).click();
  await person.locator('#call').waitFor({ state: 'hidden' });
  await picture(person, 'person-called');

  const phone = await stage.open('/phone', PHONE);
  await phone.getByRole('button', { name: 'Call', exact: true }).click();
  await phone.getByText('recorded for training').first().waitFor();
  await activity.idle();
  await clock.advance(14_000);
  await phone.getByText('automatic assistant of Larchfield').first().waitFor();
  await phone.getByLabel('Say', { exact: true }).fill('how long is a gift card valid');
  await phone.getByRole('button', { name: 'Say it' }).click();
  await phone.getByText('5 years').first().waitFor();
  await picture(phone, 'phone');
  await phone.getByRole('button', { name: 'Hang up' }).click();

  for (const [name, viewport] of [
    ['widget', undefined],
    ['widget-phone', PHONE],
  ] as const) {
    const shop = await stage.open('/survey', viewport);
    await shop.goto(`${local.shop!.url}/shop`);
    await shop.getByRole('button', { name: /^Need a hand\?/ }).click();
    const frame = shop.frameLocator('iframe');
    await frame.getByLabel('Your name').fill('Edda');
    await frame.getByRole('button', { name: 'Start chat' }).click();
    await frame.locator('#lines .ai').first().waitFor();
    await frame.getByLabel('Your message').fill('How long is a gift card valid?');
    await frame.getByLabel('Your message').press('Enter');
    await frame.locator('#lines .ai').nth(1).waitFor();
    await picture(shop, name);
  }

  await clock.advance(10 * HOUR);
  await activity.idle();
  const night = await stage.open('/chat', PHONE);
  await night.getByLabel('Your name').fill('Jonas Auer');
  await night.getByRole('button', { name: 'Start chat' }).click();
  await night.getByText('assistant of Larchfield').waitFor();
  await night.getByLabel('Your message').fill('Can I speak to a real person please?');
  await night.getByRole('button', { name: 'Send', exact: true }).click();
  await night.locator('#lines .ai').nth(1).waitFor();
  await activity.idle();
  await night.getByLabel('Your message').fill('jonas.auer@mail.example');
  await night.getByRole('button', { name: 'Send', exact: true }).click();
  await night.locator('#lines .ai').nth(2).waitFor();
  await picture(night, 'chat-after-hours');
  await night.getByRole('button', { name: 'Mail me this chat' }).click();
  await night.locator('#mail-told:not(:empty)').waitFor();
  await picture(night, 'chat-ended');
}
