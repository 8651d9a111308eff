import { fillIn } from './expected.ts';
import type { GoldenStep } from './golden.ts';
import type { Scene } from './scene.ts';
import type { StageMail } from './stage.ts';

type Writes = Extract<GoldenStep, { writesMail: unknown }>['writesMail'];

/** The last mail that somebody was sent, which they answer or whose thread is looked at. */
const lastMailTo = (scene: Scene, address: string): StageMail | undefined =>
  scene
    .mails()
    .filter(({ to }) => to.some(each => each.toLowerCase().includes(address.toLowerCase())))
    .at(-1);

/** Writes the mail of a step and checks what became of it. */
export async function mailIsWritten(scene: Scene, step: Writes): Promise<string[]> {
  const { stage, golden } = scene;
  const address = step.from ?? golden.customer.email;
  if (!address) throw new Error('the customer of the golden has no e-mail address to write from');
  const answered = step.to === 'reply' ? lastMailTo(scene, address) : undefined;
  if (step.to === 'reply' && !answered) throw new Error(`${address} got no mail that could be answered`);
  const to = answered
    ? (answered.headers['Reply-To'] ?? answered.from)
    : fillIn(step.to ?? stage.mailAddress, scene.captured);
  const messageId = `<golden-${scene.mailsWritten.length + 1}@${address.split('@')[1]}>`;
  const subject = answered ? `Re: ${answered.subject.replace(/^Re: /, '')}` : (step.subject ?? 'A question');
  const quote = answered
    ? `\n\nOn an earlier day somebody wrote:\n${answered.text.replace(/^/gm, '> ')}`
    : '';
  const text = `${fillIn(step.text, scene.captured)}${quote}`;
  scene.note(`mail from ${address}`, `${subject}: ${fillIn(step.text, scene.captured)}`);
  if (step.unreadable) stage.breakMail();
  const id = await stage.writeMail({
    from: { address, ...(step.from ? {} : { name: golden.customer.name }) },
    ...(step.headers['Return-Path'] !== undefined ? { returnPath: step.headers['Return-Path'] } : {}),
    to,
    subject,
    text,
    files: step.files,
    attach: step.attach,
    headers: {
      'Message-ID': messageId,
      ...(answered ? { 'In-Reply-To': answered.messageId, References: answered.messageId } : {}),
      ...(step.checks ? { 'X-Local-Verdicts': step.checks } : {}),
      ...step.headers,
    },
  });
  await stage.idle();
  scene.mailsWritten.push({ address, messageId });
  const received = await stage.mailOutcome(id);
  if (received?.outcome === 'turn' || step.unreadable) scene.contactIds.push(`mail:${id}`);
  const seen = received ? [received.outcome, received.why].filter(Boolean).join(': ') : 'nothing recorded';
  const wanted = step.outcome ?? 'turn';
  return seen === wanted ? [] : [`outcome of the mail: expected ${wanted}, seen ${seen}`];
}

/** Whether a mail belongs to the conversation: it refers to the last mail that its receiver wrote. */
export function threadDifferences(scene: Scene, mail: StageMail, address: string): string[] {
  const written = scene.mailsWritten.findLast(each => each.address.toLowerCase().includes(address));
  const wrong = [
    ...(written && mail.headers['In-Reply-To'] !== written.messageId
      ? [`In-Reply-To: expected ${written.messageId}, seen ${mail.headers['In-Reply-To'] ?? 'none'}`]
      : []),
    ...(written && !mail.headers['References']?.includes(written.messageId)
      ? ['References lack the mail']
      : []),
    ...(/^case\+\S+@/.test(mail.headers['Reply-To'] ?? '') ? [] : ['Reply-To is no address of a case']),
    ...(mail.html ? [] : ['the mail has no HTML']),
  ];
  return written ? wrong : [`${address} has written no mail`];
}

/** Fetches a file of the newest mail that has one of this name, as the workspace does. */
export async function mailFileIsRead(
  scene: Scene,
  { name, type }: Extract<GoldenStep, { mailFile: unknown }>['mailFile'],
): Promise<string[]> {
  const found = await scene.theCase();
  const mail = found?.turns.findLast(turn => turn.mail?.files.some(file => file.name === name))?.mail;
  const file = mail?.files.find(each => each.name === name);
  if (!found || !mail || !file) return [`no mail of the case has a file ${name}`];
  const read = await scene.stage.readMailFile(found.case.caseId, mail.id, file.id);
  const fetched = await scene.stage.transfer(read.url);
  return [
    ...(read.type === type ? [] : [`type: expected ${type}, seen ${read.type}`]),
    ...(fetched.status === 200 && fetched.text.includes('PNG')
      ? []
      : [`the file can't be fetched: ${fetched.status}`]),
  ];
}
