import type { Case } from '../domain/case.ts';
import type { ClientConfig } from '../domain/clientConfig.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { CaseStore } from '../store/caseStore.ts';

/** Calls the client's on-call, once per case and owner period: nobody else is there, and it can't wait. */
export async function tellOnCall(
  current: Case,
  { store, config, mailer }: { store: CaseStore; config: ClientConfig; mailer: () => Promise<Mailer> },
): Promise<void> {
  const { onCall } = config.unavailable;
  if (!current.onCall || !onCall) return;
  const { caseId, epoch, urgency, reason, story } = current;
  await store.once(`on-call-${caseId}-${epoch}`, async () => {
    const mail = await mailer();
    await mail.send({
      to: onCall.email,
      subject: `On call: case ${caseId} (${urgency}) and nobody is there`,
      text: [
        `Hello ${onCall.name},`,
        `a customer of ${config.name} waits, and none of our agents is there.`,
        [`Urgency: ${urgency}`, reason?.text, story?.what].filter(Boolean).join('\n'),
        `Our people answer it as soon as they are back. Reference: ${caseId}`,
      ].join('\n\n'),
    });
    await store.event(current, 'on-call-told', 'system', { detail: { name: onCall.name } });
  });
}
