import type { Case } from '../domain/case.ts';
import type { ClientConfig } from '../domain/clientConfig.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { CaseStore } from '../store/caseStore.ts';
import { reasonText, teamLanguage, teamLinesIn } from '../teamLines/teamLines.ts';

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
    const lines = teamLinesIn(teamLanguage(config, onCall));
    const urgent = lines.urgencies[urgency];
    await mail.send({
      to: onCall.email,
      subject: lines.onCall(caseId, urgent),
      text: [
        lines.hello(onCall.name),
        lines.onCallWaits(config.name),
        [`${lines.urgency}: ${urgent}`, reason && reasonText(reason, lines), story?.what]
          .filter(Boolean)
          .join('\n'),
        lines.onCallLater(caseId),
      ].join('\n\n'),
    });
    await store.event(current, 'on-call-told', 'system', { detail: { name: onCall.name } });
  });
}
