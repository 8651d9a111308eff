import type { Page } from 'playwright-core';
import { codeIn, mailTo } from '../../e2e/mails.ts';
import { enter } from '../../e2e/visitor.ts';
import { PHONE, type Stage } from '../stage.ts';
import { choose, dialog, openCase } from '../workspacePage.ts';

export type TakePicture = (page: Page, name: string) => Promise<void>;
const MINUTE = 60_000;

/** An agent with three chats: one told to the client's team, one with an action, one a draft that is edited and sent. */
export async function picturesOfAgents(
  stage: Stage,
  picture: TakePicture,
): Promise<{ ada: Page; rosa: Page }> {
  const { local } = stage;
  const door = await stage.open('/agent/');
  await door.getByRole('button', { name: 'Sign in' }).waitFor();
  await picture(door, 'sign-in');
  await door.context().close();
  const ada = await stage.signIn('Ada');
  await ada.getByText('Not available').click();
  const accept = async (name: string) => {
    await ada.getByRole('button', { name: `Accept chat of ${name}` }).click();
    await ada.getByRole('heading', { level: 1, name }).waitFor();
    await ada.getByText('With an agent (you)').waitFor();
  };

  const rosa = await stage.open('/chat', PHONE);
  await rosa.getByLabel('Your name').fill('Rosa Haid');
  await rosa.getByLabel('E-mail (optional').fill('rosa.haid@mail.example');
  await picture(rosa, 'chat-start');
  await rosa.getByRole('button', { name: 'Start chat' }).click();
  await rosa.getByText('assistant of Larchfield').waitFor();
  const write = async (text: string) => {
    await rosa.getByLabel('Your message').fill(text);
    await rosa.getByRole('button', { name: 'Send', exact: true }).click();
    await rosa.locator('#lines .sending').first().waitFor({ state: 'detached' });
    await local.cloud.activity.idle();
  };
  await write('How many days do I have to return items?');
  await rosa
    .getByText(/30 days/)
    .first()
    .waitFor();
  await local.cloud.clock.advance(MINUTE);
  await write('The man in your Graz store was rude to me and I want to complain');
  await accept('Rosa Haid');

  const pavel = await enter(local, { name: 'Pavel Dvorsky', email: 'pavel.dvorsky@mail.example' });
  await pavel.say('I was charged twice for order LF-288106, my card shows two payments of 129 euros');
  await accept('Pavel Dvorsky');
  const liam = await enter(local, { name: 'Liam Carter', email: 'liam.carter@mail.example' });
  await liam.say('How much is setting up a logo for our company jackets?');
  await ada.getByText('Drafts to approve').waitFor();

  await openCase(ada, 'My contacts', 'Rosa Haid');
  await ada
    .getByLabel('Your answer to the customer')
    .fill('I am sorry about that, Rosa. I am asking the store manager in Graz.');
  await ada.keyboard.press('Control+Enter');
  await ada.getByRole('log').getByText('store manager in Graz').waitFor();
  await pavel.say('Are you still there?');
  await ada.getByRole('link', { name: /Pavel Dvorsky new/ }).waitFor();
  await picture(ada, 'agent-workspace');
  await ada.getByRole('button', { name: 'Keys: keyboard shortcuts' }).click();
  await dialog(ada).getByText('Keyboard shortcuts').waitFor();
  await picture(ada, 'agent-keys');
  await ada.keyboard.press('Escape');
  await dialog(ada).waitFor({ state: 'detached' });
  await rosa.getByText('store manager in Graz').waitFor();
  await picture(rosa, 'chat');

  await openCase(ada, 'Drafts to approve', 'Liam Carter');
  await ada.getByRole('heading', { name: 'The AI would answer' }).waitFor();
  await ada.keyboard.press('/');
  await ada.locator('#knowledge-query input:focus').waitFor();
  await ada.keyboard.type('logo on jackets');
  await ada.keyboard.press('Enter');
  await ada.getByText('best first').waitFor();
  await picture(ada, 'agent-draft');
  await ada.getByRole('button', { name: 'Reject…' }).click();
  await dialog(ada).getByLabel('What is wrong with it?').fill('It leaves out the minimum of 20 pieces.');
  await picture(ada, 'agent-reject');
  await ada.keyboard.press('Escape');
  await dialog(ada).waitFor({ state: 'detached' });
  await ada.getByRole('button', { name: 'Edit' }).click();
  const draft = ada.getByLabel('The AI’s draft, as you change it');
  const text = await draft.inputValue();
  await draft.fill(`${text.replace('once', 'once per logo')} I have sent you our price list too.`);
  await picture(ada, 'agent-draft-edited');
  await draft.press('Control+Enter');
  await ada.getByRole('log').getByText('price list too').waitFor();

  await openCase(ada, 'My contacts', 'Pavel Dvorsky');
  await ada.getByRole('tab', { name: 'Actions' }).click();
  await choose(ada, 'Action', /Track an order/);
  await ada.getByLabel('What is your order number?').fill('LF-330915');
  await ada.getByRole('button', { name: 'Track an order', exact: true }).click();
  await ada.getByLabel(/Code that was sent to/).waitFor();
  await picture(ada, 'agent-action');
  await ada.getByLabel(/Code that was sent to/).fill(codeIn(mailTo(local, 'pavel.dvorsky')));
  await ada.getByRole('button', { name: 'Check the code and go on' }).click();
  await ada.getByRole('button', { name: 'Insert into the answer' }).waitFor();
  await ada.keyboard.press('n');
  await ada.locator('#note-text textarea:focus').waitFor();
  await ada.keyboard.type('He sent a picture of both bookings; the second one is a reservation.');
  await ada.getByRole('button', { name: 'Keep the note' }).click();
  await ada.getByRole('listitem').filter({ hasText: 'He sent a picture' }).waitFor();
  await picture(ada, 'agent-notes');
  await ada.getByRole('button', { name: 'More', exact: true }).click();
  await ada.getByRole('menuitem', { name: 'Transfer to another queue' }).click();
  await choose(dialog(ada), 'Queue', 'General');
  await dialog(ada)
    .getByLabel('Note for the next agent')
    .fill('The payment is settled; he has a question about tents now.');
  await picture(ada, 'agent-transfer');
  await ada.keyboard.press('Escape');
  await dialog(ada).waitFor({ state: 'detached' });
  await ada.getByRole('button', { name: 'Back to AI' }).click();
  await dialog(ada).waitFor();
  await picture(ada, 'agent-back-to-ai');
  await ada.keyboard.press('Escape');
  await dialog(ada).waitFor({ state: 'detached' });
  await ada.getByRole('tab', { name: 'Case' }).click();
  await choose(ada, 'Topic', /refund/i);
  await ada.getByText('the AI learns from it').first().waitFor();
  await ada.getByRole('button', { name: 'Resolve' }).click();
  await dialog(ada).getByLabel('How was it resolved?').fill('The second payment was a reservation.');
  await dialog(ada)
    .getByLabel('Last words to the customer')
    .fill('Your bank drops the reservation within three days.');
  await choose(dialog(ada), 'Wrap-up code', 'No fault of ours');
  await picture(ada, 'agent-resolve');
  await ada.keyboard.press('Escape');
  await dialog(ada).waitFor({ state: 'detached' });
  return { ada, rosa };
}
