import type { Page } from 'playwright-core';
import type { CaseList } from '../../../layers/core/api/cases.ts';
import { activateChanged } from '../../e2e/activateChanged.ts';
import { codeIn, mailTo, newestMail } from '../../e2e/mails.ts';
import { A_MOMENT } from '../../e2e/visitor.ts';
import { expiredLink } from '../expiredLink.ts';
import { PHONE, type Stage } from '../stage.ts';
import { dialog, header, openCase } from '../workspacePage.ts';
import type { TakePicture } from './agents.ts';

/** The hand-over and its way over the client's team, on a telephone, back to the customer. */
export async function picturesOfClientTeam(
  stage: Stage,
  ada: Page,
  rosa: Page,
  picture: TakePicture,
): Promise<void> {
  const { local } = stage;
  await openCase(ada, 'My contacts', 'Rosa Haid');
  await ada.keyboard.press('h');
  await dialog(ada)
    .getByLabel('What do they have to decide')
    .fill('Will the manager of the Graz store call her back?');
  for (const box of await dialog(ada).getByRole('checkbox').all()) await box.check();
  await picture(ada, 'agent-hand-off');
  await dialog(ada).getByRole('button', { name: 'Hand off' }).click();
  await header(ada).getByText('With the client’s team').waitFor();
  await local.cloud.activity.idle();

  const mail = await stage.open('/survey', PHONE);
  // A mail isn't under the page's content policy.
  await mail.goto('about:blank');
  await mail.setContent(newestMail(local, 'ines.larch').html!);
  await picture(mail, 'handoff-mail');

  const tickets = await stage.open('/survey');
  await tickets.goto(local.tickets!.url);
  await tickets.getByRole('link', { name: /^#/ }).first().click();
  await tickets.getByText('call her back').first().waitFor();
  await picture(tickets, 'tickets');

  const { cases } = await local.desk.api(local.desk.reader).call<CaseList>('GET', '/cases?state=with-client');
  const old = await stage.open('/survey', PHONE);
  await old.goto(await expiredLink(local, cases[0]!));
  await old.getByText('This link has expired.').waitFor();
  await picture(old, 'handoff-expired');

  const link = /https?:\/\/[^/]+(\/reply\S+)/.exec(mailTo(local, 'ines.larch'))![1]!;
  const team = await stage.open(link, PHONE);
  await team.getByText('call her back').first().waitFor();
  await picture(team, 'handoff-page');
  await team.getByRole('button', { name: 'Go to your answer' }).click();
  await team
    .getByLabel('Your words to the customer')
    .fill('I am sorry, Rosa. I call you tomorrow at ten, and a voucher is attached. Your Graz store');
  await team.setInputFiles('#file', {
    name: 'voucher.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4 a voucher'),
  });
  await team.getByRole('button', { name: 'Remove voucher.pdf' }).waitFor();
  await picture(team, 'handoff-answer');
  await team.getByRole('button', { name: 'Send', exact: true }).click();
  await team.getByText('on its way to the customer').waitFor();
  await picture(team, 'handoff-sent');
  await local.cloud.activity.idle();
  await rosa.getByText('I call you tomorrow at ten').waitFor();
}

/** Where a link that was passed on opens only with a code, and its addressee reads German. */
export async function picturesOfLockedLink(stage: Stage, ada: Page, picture: TakePicture): Promise<void> {
  const { local } = stage;
  await activateChanged(local, [
    ['forwarding: anyone', 'forwarding: code'],
    ['{ name: Ines Larch, email: ines.larch@', '{ name: Ida Berg, language: de, email: ida.berg@'],
  ]);
  await openCase(ada, 'My contacts', 'Pavel Dvorsky');
  await ada.keyboard.press('h');
  await dialog(ada)
    .getByLabel('What do they have to decide')
    .fill('Dürfen wir die zweite Zahlung sofort freigeben?');
  for (const box of await dialog(ada).getByRole('checkbox').all()) await box.check();
  await dialog(ada).getByRole('button', { name: 'Hand off' }).click();
  await header(ada).getByText('With the client’s team').waitFor();
  await local.cloud.activity.idle();
  const link = /https?:\/\/[^/]+(\/reply\S+)/.exec(mailTo(local, 'ida.berg'))![1]!;
  const team = await stage.open(link, PHONE);
  await team.getByRole('heading', { name: 'One more step' }).waitFor();
  // The newest mail is told by its time, which stands still.
  await local.cloud.clock.advance(A_MOMENT);
  await team.getByRole('button', { name: 'Send me the code' }).click();
  await team.getByText('The code is on its way.').waitFor();
  await team.getByLabel('The six digits').fill(codeIn(mailTo(local, 'ida.berg')));
  await picture(team, 'handoff-code');
  await team.getByRole('button', { name: 'Open the case' }).click();
  await team.getByText('Was Sie gefragt werden').waitFor();
  await picture(team, 'handoff-german');
}
