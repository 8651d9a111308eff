import type { Page } from 'playwright-core';
import { enter } from '../../e2e/visitor.ts';
import type { Stage } from '../stage.ts';
import type { TakePicture } from './agents.ts';

const MINUTE = 60_000;

/** Who waits, what people corrected, who read what; and the console of the local cloud. */
export async function picturesOfSupervisors(stage: Stage, ada: Page, picture: TakePicture): Promise<void> {
  const { local } = stage;
  const sofia = await enter(local, { name: 'Sofia Brandl', email: 'sofia.brandl@mail.example' });
  await ada.getByText('Available', { exact: true }).click();
  await sofia.say('My new tent arrived with a broken pole');
  const bo = await stage.signIn('Bo');
  await bo.getByRole('link', { name: 'Queues' }).click();
  await bo.getByRole('heading', { name: 'Queues now' }).waitFor();
  await local.cloud.clock.advance(50 * MINUTE);
  await bo.getByRole('heading', { name: /Deadlines at risk \([1-9]/ }).waitFor();
  await picture(bo, 'supervision');

  const rea = await stage.signIn('Rea');
  await rea.getByRole('link', { name: 'Corrections' }).click();
  await rea.getByRole('row').filter({ hasText: 'price list' }).waitFor();
  await rea.getByRole('button', { name: /^Approve:/ }).click();
  await rea.getByText('Approved').waitFor();
  await picture(rea, 'corrections');
  await rea.getByRole('link', { name: 'Audit' }).click();
  await rea.getByText('workspace', { exact: true }).first().waitFor();
  await picture(rea, 'audit');

  const console = await stage.open('/console');
  await console.getByRole('tab', { name: /^Cases/ }).click();
  await console.getByRole('heading', { name: /^Case C-/ }).waitFor();
  await picture(console, 'console');
  await console.getByRole('tab', { name: /^Mail/ }).click();
  await console.getByText('ines.larch@larchfield.example').first().click();
  await console.frameLocator('iframe').getByText('Answer this case').waitFor();
  await picture(console, 'console-mail');
}
